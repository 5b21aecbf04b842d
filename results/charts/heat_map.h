#pragma once

#include <string>
#include <vector>

#include "results/charts/axis.h"

namespace attune {

// What a cell's shade is relative to.
enum class Shading {
  Together,   // one scale for all cells
  EachColumn  // columns are not of one scale: each from its least to its most
};

// Subjects down, criteria across, the figure in the cell; darker (in the dark, brighter) is more.
struct HeatMap {
  std::string title;
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  std::vector<Whisker> cells;  // row by row; what is left out at the end is absent
  int decimals = 1;
  Shading shading = Shading::Together;
  std::string unit = "points";
};

// As all charts (results/charts/whisker.h). Intervals are tooltips of the figures.
std::string heat_map(const HeatMap& map);

}  // namespace attune
