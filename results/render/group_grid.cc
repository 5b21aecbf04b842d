#include "results/render/group_grid.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "results/render/cells.h"
#include "results/render/markdown.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

constexpr std::size_t kGap = 2;

std::set<std::string> tags_of(const std::vector<Standing>& rows) {
  std::set<std::string> tags;
  for (const Standing& row : rows) {
    for (const auto& [tag, values] : row.groups) tags.insert(tag);
  }
  return tags;
}

std::string cell_of(const std::map<std::string, Estimate>& groups, const std::string& value) {
  const auto found = groups.find(value);
  return found == groups.end() ? "-" : estimate_text(found->second);
}

// A line for each row that has the tag, a column for each value any of them has.
Grid upright(const std::vector<Standing>& rows, const std::string& tag, std::size_t name) {
  std::set<std::string> values;
  for (const Standing& row : rows) {
    const auto found = row.groups.find(tag);
    if (found == row.groups.end()) continue;
    for (const auto& [value, estimate] : found->second) values.insert(value);
  }
  Grid grid = {{"Subject"}};
  for (const std::string& value : values) grid.front().push_back(clipped(one_line(value), name));
  for (const Standing& row : rows) {
    const auto found = row.groups.find(tag);
    if (found == row.groups.end()) continue;
    std::vector<std::string>& line = grid.emplace_back();
    line.push_back(subject_text(row, name));
    for (const std::string& value : values) line.push_back(cell_of(found->second, value));
  }
  return grid;
}

bool has_column_of_its_own(const std::string& mark) {
  return mark.starts_with("picked_") ||
         std::ranges::find(kMarkColumns, mark, &MarkColumn::mark) != kMarkColumns.end();
}

// Names of marks in order; a composite's packs in the order of its parts.
std::vector<std::string> criteria_of(const Leaderboard& board, const std::vector<Standing>& rows) {
  std::vector<std::string> names;
  for (const CompositePart& part : board.parts) names.push_back(part.pack.text);
  if (!names.empty()) return names;
  std::set<std::string> marks;
  for (const Standing& row : rows) {
    for (const auto& [mark, estimate] : row.criteria) marks.insert(mark);
  }
  std::erase_if(marks, has_column_of_its_own);
  return {marks.begin(), marks.end()};
}

Grid turned(const Grid& grid, const std::string& corner) {
  Grid other(grid.front().size());
  for (const auto& line : grid) {
    for (std::size_t at = 0; at < line.size(); ++at) other[at].push_back(line[at]);
  }
  other.front().front() = corner;
  return other;
}

std::string capitalised(std::string name) {
  if (!name.empty() && name.front() >= 'a' && name.front() <= 'z')
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
  return name;
}

// Where only that fits the width.
void turn_to_fit(Grid& grid, const std::string& corner, const GridLimits& limits) {
  if (width_of(grid) <= limits.width) return;
  Grid other = turned(grid, corner);
  if (width_of(other) <= limits.width) grid = std::move(other);
}

// The columns from `first` to before `end`, after the names.
std::string block(const Grid& grid, const std::vector<std::size_t>& widths, std::size_t first,
                  std::size_t end) {
  std::string text;
  for (const auto& line : grid) {
    std::string row = line.front() + std::string(widths.front() - columns(line.front()), ' ');
    for (std::size_t at = first; at < end; ++at) {
      row += std::string(kGap + widths[at] - columns(line[at]), ' ') + line[at];
    }
    row.erase(row.find_last_not_of(' ') + 1);
    text += row + "\n";
  }
  return text;
}

}  // namespace

std::vector<GroupGrid> group_grids(const std::vector<Standing>& rows, double level,
                                   const GridLimits& limits) {
  std::vector<GroupGrid> grids;
  for (const std::string& tag : tags_of(rows)) {
    const std::string name = one_line(tag);
    GroupGrid made{
        .title = fmt::format("By {} (points, ± the farther end of the {:.4g} % interval)", name,
                             100 * level),
        .grid = upright(rows, tag, limits.name)};
    turn_to_fit(made.grid, clipped(capitalised(name), limits.name), limits);
    grids.push_back(std::move(made));
  }
  return grids;
}

GroupGrid criterion_grid(const Leaderboard& board, const std::vector<Standing>& rows,
                         const GridLimits& limits) {
  const std::vector<std::string> names = criteria_of(board, rows);
  if (names.empty()) return {};
  const std::string_view what = board.parts.empty() ? "criterion" : "pack";
  GroupGrid made{
      .title = fmt::format("By {} ({}, ± the farther end of the {:.4g} % interval)", what,
                           board.parts.empty() ? "the scorer's own scale" : "points",
                           100 * board.bootstrap.level),
      .grid = {{"Subject"}}};
  for (const std::string& name : names)
    made.grid.front().push_back(clipped(one_line(name), limits.name));
  for (const Standing& row : rows) {
    const auto has = [&row](const std::string& name) { return row.criteria.contains(name); };
    if (std::ranges::none_of(names, has)) continue;
    std::vector<std::string>& line = made.grid.emplace_back();
    line.push_back(subject_text(row, limits.name));
    for (const std::string& name : names) line.push_back(cell_of(row.criteria, name));
  }
  if (made.grid.size() == 1) return {};
  turn_to_fit(made.grid, capitalised(std::string(what)), limits);
  return made;
}

std::vector<GroupGrid> breakdowns(const Leaderboard& board, const std::vector<Standing>& rows,
                                  const GridLimits& limits) {
  std::vector<GroupGrid> grids = group_grids(rows, board.bootstrap.level, limits);
  GroupGrid criteria = criterion_grid(board, rows, limits);
  if (!criteria.grid.empty()) grids.insert(grids.begin(), std::move(criteria));
  return grids;
}

std::size_t width_of(const Grid& grid) {
  std::size_t width = 0;
  for (const std::size_t column : widths_of(grid)) width += column + kGap;
  return width - kGap;
}

std::vector<std::size_t> widths_of(const Grid& grid) {
  std::vector<std::size_t> widths(grid.front().size());
  for (const auto& line : grid) {
    for (std::size_t at = 0; at < line.size(); ++at)
      widths[at] = std::max(widths[at], columns(line[at]));
  }
  return widths;
}

std::string aligned(const Grid& grid, std::size_t width) {
  const std::vector<std::size_t> widths = widths_of(grid);
  std::string text;
  std::size_t first = 1;
  while (first < widths.size()) {
    std::size_t end = first;
    std::size_t taken = widths.front();
    while (end < widths.size() && (end == first || taken + kGap + widths[end] <= width)) {
      taken += kGap + widths[end];
      ++end;
    }
    text += (text.empty() ? "" : "\n") + block(grid, widths, first, end);
    first = end;
  }
  return text;
}

std::string pipes(const Grid& grid) {
  std::string text;
  for (const auto& line : grid) {
    text += "|";
    for (const std::string& field : line) text += fmt::format(" {} |", markdown_escaped(field));
    text += "\n";
    if (&line != &grid.front()) continue;
    text += "|:--|";
    for (std::size_t at = 1; at < line.size(); ++at) text += "--:|";
    text += "\n";
  }
  return text;
}

}  // namespace attune
