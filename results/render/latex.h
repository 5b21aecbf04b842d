#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "results/render/group_grid.h"
#include "results/reports/leaderboard.h"

namespace attune {

// A table for a paper: one `table` environment with booktabs' rules for the rows, stub rows and
// cited results apart below rules of their own and marked, notes under it; then one for each
// breakdown. Needs \usepackage{booktabs}. Text is UTF-8: names beyond Latin letters want LuaLaTeX
// or XeLaTeX.
std::string to_latex(const Leaderboard& board);

// Text as it is in LaTeX: on one line, with everything made harmless that could begin a command, a
// cell, a comment, mathematics, an argument of \\ or a ligature.
std::string latex_escaped(std::string_view text);

// The same of a figure: "-", which stands for nothing, as a dash, "-3.1" with a minus sign and
// "1-3" as a range.
std::string latex_cell(std::string_view text);

// Cells that are LaTeX already, as one line of a tabular.
std::string latex_line(const std::vector<std::string>& cells);

// A rule and a line across so many columns that says what follows. `title` is not LaTeX.
std::string latex_banner(std::string_view title, std::size_t columns);

// What stands at the top of a file with tables: which package they need.
inline constexpr std::string_view kLatexNeeds = "% needs \\usepackage{booktabs}\n";

// A grid as a `tabular` by itself, names to the left and figures to the right; everything in it is
// escaped.
std::string latex_tabular(const Grid& grid);

// What stands around a table: a caption, a label ("tab:" and the letters, digits and hyphens of
// `name`), and sentences below. `body` is LaTeX, the other texts are not.
struct LatexTable {
  std::string caption;
  std::string name;
  std::string body;
  std::vector<std::string> notes = {};
};

std::string latex_table(const LatexTable& table);

}  // namespace attune
