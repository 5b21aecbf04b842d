#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/charts/axis.h"

namespace attune {

// What two made of one scenario.
struct PairedSpot {
  std::string scenario;
  double first = 0;
  double second = 0;
};

struct PairedPlot {
  std::string title;
  std::string first;  // "openai/gpt-4 (v2)"
  std::string second;
  std::vector<PairedSpot> spots;
  Whisker mean = {};  // of first - second, as the comparison has it
  double level = 0.95;
  std::optional<double> equivalence = std::nullopt;  // within ± which two count as equal
  std::string unit = "points";
  double width = 720;  // CSS pixels, 320 at least
};

// Differences, first - second, from least to most, each a stem from 0 with its scenario as tooltip;
// the mean with its interval across all. As all charts (results/charts/whisker.h).
std::string paired_plot(const PairedPlot& plot);

}  // namespace attune
