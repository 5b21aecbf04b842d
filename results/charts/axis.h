#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "results/stats/estimate.h"

namespace attune {

// A figure to be drawn. What is not finite, or larger than any score or rating (10⁹), counts as
// absent.
struct Whisker {
  std::optional<double> point = std::nullopt;  // absent: nothing is known
  std::optional<double> low = std::nullopt;    // drawn where both are there
  std::optional<double> high = std::nullopt;
  bool operator==(const Whisker&) const = default;
};

Whisker whisker_of(const std::optional<Estimate>& estimate);

// Without what cannot be drawn; `low` <= `high` or both absent, and both without a point.
Whisker drawable(const Whisker& whisker);

// A stretch of numbers with round ticks.
struct ChartAxis {
  double least = 0;
  double most = 1;            // > least
  std::vector<double> ticks;  // ascending, within
  int decimals = 0;           // that tell the ticks apart
  bool operator==(const ChartAxis&) const = default;
};

// From the round number below all values to the one above, with about `ticks` ticks. Of no values
// 0 to 100; of equal ones, one step to each side at least.
ChartAxis chart_axis(std::span<const double> values, std::size_t ticks = 5);
// That holds the points and the ends of the intervals.
ChartAxis chart_axis(std::span<const Whisker> whiskers, std::size_t ticks = 5);

// Where a value stands between `from` and `to`; beyond the axis, at its end. `to` may lie below.
struct Stretch {
  double from = 0;
  double to = 1;
};

double place_on(const ChartAxis& axis, double value, const Stretch& stretch);

// "85.7", "-0.0" as "0.0"; with as many decimals as the axis's ticks.
std::string tick_text(const ChartAxis& axis, double tick);

}  // namespace attune
