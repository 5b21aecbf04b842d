#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>

namespace attune {

// How many simulated worlds a benchmark goes through: ATTUNE_LADDERS, or as many as usual.
inline std::size_t worlds(std::size_t usual) {
  const char* const asked = std::getenv("ATTUNE_LADDERS");
  return asked == nullptr ? usual : static_cast<std::size_t>(std::atoi(asked));
}

// A mean over worlds, and its standard error.
struct Mean {
  double sum = 0;
  double squares = 0;
  double count = 0;

  void add(double value) {
    sum += value;
    squares += value * value;
    ++count;
  }

  [[nodiscard]] double mean() const { return sum / count; }

  [[nodiscard]] double error() const {
    return std::sqrt(std::max(0.0, squares / count - mean() * mean()) / (count - 1));
  }
};

}  // namespace attune
