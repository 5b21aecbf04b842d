#pragma once

#include <cstddef>
#include <string>

namespace attune {

// Pieces of a text for a terminal, measured in its columns.

// Filled up with blanks to `width`, on the right where the text stands `left`.
std::string padded(const std::string& text, std::size_t width, bool left);

// Foreign text broken at blanks, as lines of at most `width` columns where its words allow: the
// first begins with `first`, later ones with as many blanks. Ends with a newline.
std::string wrapped(const std::string& first, const std::string& sentence, std::size_t width);

}  // namespace attune
