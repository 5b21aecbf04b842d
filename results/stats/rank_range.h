#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "results/stats/bootstrap.h"

namespace attune {

// Places a subject may hold, counted from 1 (the best), low <= high.
struct RankRange {
  std::size_t low = 1;
  std::size_t high = 1;
  bool operator==(const RankRange&) const = default;
};

// Which of two is surely better.
enum class Sure { No, FirstBetter, SecondBetter };

// What the interval of a difference `first - second` says: sure where it excludes 0.
Sure sure_of(const Interval& difference);

// For every subject: low = 1 + how many others are surely better, high = field size - how many
// others are surely worse. `compare` is asked once for each pair, the lower index first.
std::vector<RankRange> ranges_of(
    std::size_t subjects,
    const std::function<Sure(std::size_t first, std::size_t second)>& compare);

}  // namespace attune
