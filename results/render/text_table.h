#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "results/render/text_lines.h"

namespace attune {

// A table for a terminal, column by column: texts to the left, figures to the right, two blanks
// between.

// What becomes of a column that has no room.
enum class Yield {
  Never,  // stays as wide as it is
  Cut,    // is cut, but not below its `least`
  Drop    // goes; those of the greatest `order` first
};

struct TextColumn {
  std::string heading;
  std::vector<std::string> cells = {};  // one for each row, on one line, without control characters
  bool left = false;
  Yield yield = Yield::Never;
  std::size_t least = 0;  // Cut: columns
  int order = 0;          // Drop
  // Which of the columns that are cut gets room first: the least. Others share what is left.
  int claim = 0;
};

// Columns as they fit, and what had to go.
struct FittedColumns {
  std::vector<TextColumn> columns;   // without those that go
  std::vector<std::size_t> widths;   // beside `columns`
  std::vector<std::string> dropped;  // headings, in the table's order
};

// Fits columns into `width`: drops what must go so that those that are cut have their least room,
// then shares the rest among them. Columns whose cells are all empty are left out without a word.
// Where even that is not enough, the table is wider.
FittedColumns fitted(std::vector<TextColumn> columns, std::size_t width);

// Heading and rows. Cells are cut where they are wider than their column.
std::string laid_out(const FittedColumns& fitted, const TableLook& look);

// "no room here for n, Miss: a wider terminal has it, or --format json"
std::string no_room_note(const std::vector<std::string>& dropped);

}  // namespace attune
