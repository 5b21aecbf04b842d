#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace attune {

// How somebody fared against somebody.
struct WinCell {
  std::optional<double> percent = std::nullopt;  // of pairs won, ties half, 0 to 100; or absent
  std::size_t pairs = 0;
};

// Row beats column.
struct WinGrid {
  std::string title;
  std::vector<std::string> subjects;  // best first
  std::vector<WinCell> cells;         // row by row, subjects x subjects; the diagonal is not read
};

// As all charts (results/charts/whisker.h). Blue: the row wins more often; orange: the column.
std::string win_grid(const WinGrid& grid);

}  // namespace attune
