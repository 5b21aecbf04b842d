#include "results/charts/cell_grid.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "results/charts/markup.h"

namespace attune {
namespace {

constexpr double kRow = 22;
constexpr double kSlope = 0.71;      // of a label that rises by 45 degrees
constexpr std::size_t kAcross = 24;  // columns of such a label
constexpr std::size_t kDown = 34;
constexpr double kSwatch = 14;

struct GridPlan {
  double names = 0;  // where cells begin
  double top = 0;
  double right = 0;  // edge of the last cell
  double bottom = 0;
  double width = 0;
};

double longest(const std::vector<std::string>& names, std::size_t most) {
  double width = 0;
  for (const std::string& name : names) width = std::max(width, width_of(name, most));
  return width;
}

GridPlan plan_of(const CellGrid& grid) {
  GridPlan plan;
  plan.names = std::ceil(std::max(40.0, longest(grid.rows, kDown))) + 12;
  const double rise = kSlope * longest(grid.columns, kAcross);
  plan.top = std::ceil(rise) + 18;
  plan.right = plan.names + grid.cell_width * static_cast<double>(grid.columns.size());
  plan.bottom = plan.top + kRow * static_cast<double>(grid.rows.size());
  plan.width = plan.right + std::max(0.0, rise - grid.cell_width / 2) + 12;
  return plan;
}

// Grounds gathered by shade, figures row by row.
struct Cells {
  std::map<std::string, std::string> outlines;
  std::string figures;
};

std::string figure_of(const GridCell& cell, double x) {
  if (cell.text.empty()) return {};
  const std::string tooltip =
      cell.tooltip.empty() ? "" : fmt::format("<title>{}</title>", escaped_line(cell.tooltip, 200));
  return fmt::format("<text{} x=\"{}\">{}{}</text>", cell.turned ? " class=\"j\"" : "",
                     coordinate(x), escaped_line(cell.text, 9), tooltip);
}

Cells cells_of(const CellGrid& grid, const GridPlan& plan) {
  Cells cells;
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    const double y = plan.top + kRow * static_cast<double>(row);
    cells.figures += fmt::format("<g transform=\"translate(0 {})\">", coordinate(y + 15));
    for (std::size_t column = 0; column < grid.columns.size(); ++column) {
      const GridCell cell = grid.cell(row, column);
      const double x = plan.names + grid.cell_width * static_cast<double>(column);
      if (!cell.shade.empty()) {
        cells.outlines[cell.shade] +=
            fmt::format("M{}h{}", coordinates({x, y + 11}), coordinate(grid.cell_width - 2));
      }
      cells.figures += figure_of(cell, x + grid.cell_width / 2 - 1);
    }
    cells.figures += "</g>";
  }
  return cells;
}

void draw_names(Drawing& drawing, const CellGrid& grid, const GridPlan& plan) {
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    drawing.text({0, plan.top + kRow * static_cast<double>(row) + 15}, grid.rows[row], "", kDown);
  }
  for (std::size_t column = 0; column < grid.columns.size(); ++column) {
    const double x = plan.names + grid.cell_width * (static_cast<double>(column) + 0.5);
    drawing.slanted({x, plan.top - 6}, grid.columns[column], "", kAcross);
  }
}

// Least on the left, most on the right.
void draw_scale(Drawing& drawing, const CellGrid& grid, const GridPlan& plan) {
  const double base = plan.bottom + 26;
  const double from = plan.names + width_of(grid.least, 30, kSmallColumn) + 6;
  drawing.text({plan.names, base}, grid.least, "s", 30);
  double x = from;
  for (const std::string& shade : grid.scale) {
    drawing.path(fmt::format("M{}h{}", coordinates({x, base - 4}), kSwatch), shade + " t");
    x += kSwatch;
  }
  drawing.text({x + 6, base}, grid.most, "s", 30);
}

double scale_width(const CellGrid& grid) {
  return width_of(grid.least, 30, kSmallColumn) + width_of(grid.most, 30, kSmallColumn) + 20 +
         kSwatch * static_cast<double>(grid.scale.size());
}

}  // namespace

std::string cell_grid(const CellGrid& grid) {
  if (grid.rows.empty() || grid.columns.empty()) return empty_chart(grid.title);
  const GridPlan plan = plan_of(grid);
  Drawing drawing({std::max(plan.width, plan.names + scale_width(grid)), plan.bottom + 34});
  draw_names(drawing, grid, plan);
  const Cells cells = cells_of(grid, plan);
  for (const auto& [shade, outline] : cells.outlines) drawing.path(outline, shade + " k");
  drawing.begin_group("", "m i");
  drawing.raw(cells.figures);
  drawing.end_group();
  draw_scale(drawing, grid, plan);
  return drawing.named(grid.title, grid.description);
}

}  // namespace attune
