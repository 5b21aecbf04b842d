#include "results/charts/win_grid.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "results/charts/cell_grid.h"
#include "results/charts/markup.h"
#include "results/render/cells.h"

namespace attune {
namespace {

constexpr int kSteps = 9;

WinCell cell_at(const WinGrid& grid, std::size_t row, std::size_t column) {
  const std::size_t at = row * grid.subjects.size() + column;
  return at < grid.cells.size() && row != column ? grid.cells[at] : WinCell{};
}

GridCell grid_cell(const WinGrid& grid, std::size_t row, std::size_t column) {
  const WinCell cell = cell_at(grid, row, column);
  if (!cell.percent || !std::isfinite(*cell.percent)) return {};
  const double percent = std::clamp(*cell.percent, 0.0, 100.0);
  const int step = std::min(static_cast<int>(kSteps * percent / 100), kSteps - 1);
  return {.shade = fmt::format("w{}", step),
          .turned = step == 0 || step == kSteps - 1,
          .text = fixed(percent, 0),
          .tooltip = fmt::format("{} % of {} pairs", fixed(percent, 1), cell.pairs)};
}

}  // namespace

std::string win_grid(const WinGrid& grid) {
  CellGrid cells{.title = grid.title, .rows = grid.subjects, .columns = grid.subjects};
  cells.description = fmt::format(
      "How often, in per cent of their pairs, the row wins against the column, for {} "
      "subjects.",
      grid.subjects.size());
  cells.cell = [&](std::size_t row, std::size_t column) { return grid_cell(grid, row, column); };
  cells.cell_width = 38;
  for (int step = 0; step < kSteps; ++step) cells.scale.push_back(fmt::format("w{}", step));
  cells.least = "0 %: the column wins";
  cells.most = "100 %: the row wins";
  return cell_grid(cells);
}

}  // namespace attune
