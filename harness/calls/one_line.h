#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace attune {

// The same text with whatever is shaped like a key ("sk-…", "Bearer …") taken out.
std::string masked(std::string_view text);

// Anybody's text as one printable line of at most `width` columns, keys masked.
std::string one_line(std::string_view text, std::size_t width);

}  // namespace attune
