#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "results/stats/bootstrap.h"
#include "results/stats/estimate.h"
#include "results/stats/rank_range.h"

namespace attune {

// One subject's figure for every scenario of a board (the mean over its repeats), in an order all
// subjects share; absent where that scenario has none.
using ScenarioMeans = std::vector<std::optional<double>>;

// `first - second` over the scenarios both have: paired, so that what makes a scenario hard for
// everybody cancels (Miller 2024, "Adding Error Bars to Evals"). Interval as in estimate_mean();
// `samples` and `clusters` count common scenarios. Absent when there is none. REQUIRES: equal
// sizes.
std::optional<Estimate> paired_difference(const ScenarioMeans& first, const ScenarioMeans& second,
                                          const Bootstrap& bootstrap);

// Standard error of that difference, sqrt(Σ (d - d̄)² / (n (n - 1))); absent with fewer than two
// common scenarios. REQUIRES: equal sizes.
std::optional<double> paired_standard_error(const ScenarioMeans& first,
                                            const ScenarioMeans& second);

// For every subject of a field: low = 1 + how many others are surely better, high = field size -
// how many others are surely worse. "Surely": the interval of the paired difference at
// `bootstrap.level` excludes 0, for each pair by itself (no correction for the number of pairs); a
// pair with fewer than two common scenarios is never sure.
//
// All subjects are resampled by the same scenarios, drawn from all of the board's. Where two
// have unlike scenarios, a draw holds as many of the common ones as chance gives; a draw without
// any is left out. Time: resamples x (subjects x scenarios + pairs x (1 + scenarios only one has)).
// REQUIRES: equal sizes.
std::vector<RankRange> rank_ranges(std::span<const ScenarioMeans> field,
                                   const Bootstrap& bootstrap);

}  // namespace attune
