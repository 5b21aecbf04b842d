#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "results/charts/drawing.h"

namespace attune {

// What a heat map and a win grid have in common: names down and across, shaded cells with a figure.
// A cell is drawn as a thick short line, and all cells of a shade as one path: a grid of 40 by 20
// with tooltips stays below 60 kB.

struct GridCell {
  std::string shade;    // the look of its ground: "h3"; empty: no ground
  bool turned = false;  // whether its figure is of the ink for strong grounds
  std::string text;
  std::string tooltip;
};

struct CellGrid {
  std::string title;
  std::string description;
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  std::function<GridCell(std::size_t row, std::size_t column)> cell;
  double cell_width = 44;  // with a gap of 2
  // Below the cells: shades from least to most, and what their ends mean.
  std::vector<std::string> scale;
  std::string least;
  std::string most;
};

std::string cell_grid(const CellGrid& grid);

}  // namespace attune
