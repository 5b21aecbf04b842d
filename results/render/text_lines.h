#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace attune {

// Pieces of a text for a terminal, measured in its columns.

// What a table is made for.
struct TableLook {
  std::size_t width = 80;  // columns, at least kLeastWidth
  bool colour = false;     // headings bold; stub rows, cited results and notes dim
};

inline constexpr std::size_t kLeastWidth = 40;

// Bold or dim where the look has colour, line by line, so that a pager may cut anywhere; as it is
// otherwise.
std::string bold(std::string_view text, const TableLook& look);
std::string dim(std::string_view text, const TableLook& look);

// Filled up with blanks to `width`, on the right where the text stands `left`.
std::string padded(const std::string& text, std::size_t width, bool left);

// Foreign text broken at blanks, as lines of at most `width` columns where its words allow: the
// first begins with `first`, later ones with as many blanks. Ends with a newline.
std::string wrapped(const std::string& first, const std::string& sentence, std::size_t width);

// The same without anything before its lines.
std::string flowed(const std::string& sentence, std::size_t width);

// What stands above a further table: a title with an empty line before and behind it.
std::string title_lines(std::string_view title, std::size_t width);

}  // namespace attune
