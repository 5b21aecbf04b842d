#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace attune {

// Where labels stand without touching each other.

// What a label takes of its line.
struct LabelSpan {
  double from = 0;
  double to = 0;
};

// A label of a line that comes down from it at `at`.
struct Flag {
  LabelSpan span;
  double at = 0;
};

// Beside the line on the right, on the left where only that lies inside `within`.
Flag flag_at(double at, double width, const LabelSpan& within);

// The lane of each flag, counted from 0, the lowest: no label touches another and no line crosses a
// label; absent where no lane is left.
std::vector<std::optional<std::size_t>> lanes_of(std::span<const Flag> flags, std::size_t lanes);

// One more than the highest lane that is used.
std::size_t lanes_used(std::span<const std::optional<std::size_t>> lanes);

// Places as near to the wanted ones as they can be with `gap` between neighbours and inside the
// span; evenly spread where it is too short for that.
std::vector<double> spread(std::span<const double> wanted, double gap, const LabelSpan& within);

}  // namespace attune
