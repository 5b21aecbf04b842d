#include "results/charts/heat_map.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "results/charts/cell_grid.h"
#include "results/charts/markup.h"
#include "results/charts/whisker.h"
#include "results/render/cells.h"

namespace attune {
namespace {

constexpr int kSteps = 9;
constexpr int kTurned = 6;  // first step that is nearer to the ink than to the paper

struct Range {
  std::optional<double> least;
  std::optional<double> most;
};

Whisker cell_at(const HeatMap& map, std::size_t row, std::size_t column) {
  const std::size_t at = row * map.columns.size() + column;
  return at < map.cells.size() ? drawable(map.cells[at]) : Whisker{};
}

void widen(Range& range, const std::optional<double>& value) {
  if (!value) return;
  range.least = std::min(range.least.value_or(*value), *value);
  range.most = std::max(range.most.value_or(*value), *value);
}

// Of each column; all the same where one scale holds.
std::vector<Range> ranges_of(const HeatMap& map) {
  std::vector<Range> ranges(map.columns.size());
  Range all;
  for (std::size_t row = 0; row < map.rows.size(); ++row) {
    for (std::size_t column = 0; column < map.columns.size(); ++column) {
      const Whisker cell = cell_at(map, row, column);
      widen(ranges[column], cell.point);
      widen(all, cell.point);
    }
  }
  if (map.shading == Shading::Together) std::ranges::fill(ranges, all);
  return ranges;
}

// Equal values are in the middle of the scale.
int step_of(double value, const Range& range) {
  const double width = *range.most - *range.least;
  if (width <= 0) return kSteps / 2;
  return std::clamp(static_cast<int>(kSteps * (value - *range.least) / width), 0, kSteps - 1);
}

GridCell grid_cell(const HeatMap& map, const Whisker& cell, const Range& range) {
  if (!cell.point) return {};
  const int step = step_of(*cell.point, range);
  GridCell made{.shade = fmt::format("h{}", step),
                .turned = step >= kTurned,
                .text = fixed(*cell.point, std::clamp(map.decimals, 0, 4))};
  if (cell.low) made.tooltip = fmt::format("{} to {}", fixed(*cell.low, 1), fixed(*cell.high, 1));
  return made;
}

std::string end_text(const HeatMap& map, const std::optional<double>& end,
                     const std::string& word) {
  if (map.shading == Shading::EachColumn) return word + " of its column";
  return end ? fixed(*end, std::clamp(map.decimals, 0, 4)) : "";
}

}  // namespace

std::string heat_map(const HeatMap& map) {
  const std::vector<Range> ranges = ranges_of(map);
  CellGrid grid{.title = map.title, .rows = map.rows, .columns = map.columns};
  grid.description = fmt::format("{} of {} rows in {} columns.", visible_line(map.unit),
                                 map.rows.size(), map.columns.size());
  grid.cell = [&](std::size_t row, std::size_t column) {
    return grid_cell(map, cell_at(map, row, column), ranges[column]);
  };
  if (ranges.empty() || map.rows.empty()) return cell_grid(grid);
  for (int step = 0; step < kSteps; ++step) grid.scale.push_back(fmt::format("h{}", step));
  grid.least = end_text(map, ranges.front().least, "least");
  grid.most = end_text(map, ranges.front().most, "most");
  if (map.shading == Shading::Together && !map.unit.empty())
    grid.most += " " + visible_line(map.unit);
  return cell_grid(grid);
}

}  // namespace attune
