#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "results/reports/leaderboard.h"

namespace attune {

// A small table as text, all lines of one length: the first line is the heading, the first field of
// each line its name. Names and headings are foreign text on one line.
using Grid = std::vector<std::vector<std::string>>;

// Rows broken down by one tag.
struct GroupGrid {
  std::string title;  // "By category (points, ± the farther end of the 95 % interval)"
  Grid grid;
};

// How wide a grid may be, in terminal columns.
struct GridLimits {
  std::size_t width = 80;
  std::size_t name = 80;  // of a subject or a value, cut beyond
};

// One for each tag by which any of `rows` is broken down, in order of the tags: a line for each row
// and a column for each value; turned round where only that fits the width. Where neither does, it
// is not turned.
std::vector<GroupGrid> group_grids(const std::vector<Standing>& rows, double level,
                                   const GridLimits& limits);

// What the rows' scores are made of beside points: a column for each mark that has none of its own
// on a board (kMarkColumns) and does not say which offered answer was picked; for a composite its
// packs, in points. No title and an empty grid where no row has any.
GroupGrid criterion_grid(const Leaderboard& board, const std::vector<Standing>& rows,
                         const GridLimits& limits);

// Everything by which rows of a board are broken down: by criterion, then by groups.
std::vector<GroupGrid> breakdowns(const Leaderboard& board, const std::vector<Standing>& rows,
                                  const GridLimits& limits);

// Columns that every field of a column needs.
std::vector<std::size_t> widths_of(const Grid& grid);

// Columns that a line of it needs, two blanks between the fields.
std::size_t width_of(const Grid& grid);

// Aligned text, names to the left and figures to the right, two blanks between. What is wider than
// `width` continues below, its names repeated.
std::string aligned(const Grid& grid, std::size_t width);

// As a Markdown table, names to the left and figures to the right.
std::string pipes(const Grid& grid);

}  // namespace attune
