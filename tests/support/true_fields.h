#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "results/stats/paired.h"
#include "scenarios/base/rng.h"

namespace attune {

// Fields of known truth: subjects' points by scenario, where what makes a scenario hard is shared
// by all and what is left is each one's own.
struct FieldSetting {
  std::size_t scenarios = 45;
  std::size_t subjects = 10;
  double step = 0;       // true points between neighbours
  std::size_t tied = 1;  // so many in a row are equally good
  bool skewed = false;   // own part: exponential, many a little too good and few far too bad
  double absent = 0;     // share of figures left out
};

struct TrueField {
  std::vector<double> truth;
  std::vector<ScenarioMeans> field;
};

// Own parts have mean 0 and a standard deviation of 10 points.
inline TrueField a_true_field(const FieldSetting& setting, Rng& rng) {
  TrueField made;
  made.field.assign(setting.subjects, ScenarioMeans(setting.scenarios));
  for (std::size_t at = 0; at < setting.subjects; ++at)
    made.truth.push_back(setting.step * static_cast<double>(at / setting.tied));
  for (std::size_t scenario = 0; scenario < setting.scenarios; ++scenario) {
    const double hardness = 20 * rng.normal();
    for (std::size_t at = 0; at < setting.subjects; ++at) {
      const double own = setting.skewed ? 1 + std::log(1 - rng.uniform()) : rng.normal();
      const bool there = rng.uniform() >= setting.absent;
      if (there) made.field[at][scenario] = made.truth[at] + hardness + 10 * own;
    }
  }
  return made;
}

// Whether every true place is inside its range: nobody truly worse, or as good, counts as better.
inline bool all_inside(const std::vector<RankRange>& ranges, const std::vector<double>& truth) {
  for (std::size_t at = 0; at < truth.size(); ++at) {
    std::size_t better = 0;
    std::size_t worse = 0;
    for (const double other : truth) {
      better += other > truth[at] ? 1 : 0;
      worse += other < truth[at] ? 1 : 0;
    }
    if (ranges[at].low > 1 + better || ranges[at].high < truth.size() - worse) return false;
  }
  return true;
}

// How many places a range leaves open, on average.
inline double mean_width(const std::vector<RankRange>& ranges) {
  double sum = 0;
  for (const RankRange& range : ranges) sum += static_cast<double>(range.high - range.low + 1);
  return sum / static_cast<double>(ranges.size());
}

// What ranges are where every pair is judged by itself: true places lie outside more often than
// the level says, the more pairs the oftener.
inline std::vector<RankRange> pair_by_pair(const std::vector<ScenarioMeans>& field,
                                           const Bootstrap& bootstrap) {
  return ranges_of(field.size(), [&](std::size_t first, std::size_t second) {
    const auto gap = paired_difference(field[first], field[second], bootstrap);
    return gap && gap->low ? sure_of({*gap->low, *gap->high}) : Sure::No;
  });
}

}  // namespace attune
