#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace attune {

// The same text as valid UTF-8: every ill-formed byte becomes U+FFFD. Models and servers send
// anything.
std::string valid_utf8(std::string_view bytes);

// What may be passed to a terminal: control characters and escapes (C0, DEL, C1, bidirectional
// overrides) become visible as U+FFFD; newline and tab stay.
std::string printable(std::string_view text);

// Its characters: code points, not bytes.
std::size_t characters(std::string_view text);

// Columns the text takes on a terminal (East Asian wide characters take two).
std::size_t columns(std::string_view text);

// The text cut to at most `width` columns, with "…" where something was cut.
std::string clipped(std::string_view text, std::size_t width);

}  // namespace attune
