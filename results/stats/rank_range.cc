#include "results/stats/rank_range.h"

namespace attune {
namespace {

// Below this a difference is the rounding of sums, in units of the values.
constexpr double kNoise = 1e-9;

}  // namespace

Sure sure_of(const Interval& difference) {
  if (difference.low > kNoise) return Sure::FirstBetter;
  return difference.high < -kNoise ? Sure::SecondBetter : Sure::No;
}

std::vector<RankRange> ranges_of(
    std::size_t subjects,
    const std::function<Sure(std::size_t first, std::size_t second)>& compare) {
  std::vector<RankRange> ranges(subjects, {.low = 1, .high = subjects});
  for (std::size_t first = 0; first < subjects; ++first) {
    for (std::size_t second = first + 1; second < subjects; ++second) {
      const Sure sure = compare(first, second);
      if (sure == Sure::No) continue;
      ++ranges[sure == Sure::FirstBetter ? second : first].low;
      --ranges[sure == Sure::FirstBetter ? first : second].high;
    }
  }
  return ranges;
}

}  // namespace attune
