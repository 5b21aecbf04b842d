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

// With fewer common scenarios, signs say too little of how far a difference may go.
inline constexpr std::size_t kFewestDrawn = 5;

// Subjects of a field under the same draws, pair by pair. A pair's point and standard error are
// those of paired_difference() and paired_standard_error(), its freedom one less than the scenarios
// both have; nothing sure is said with fewer than two of those.
//
// A draw turns round the sign of each of the board's scenarios with an even chance, for all
// subjects at once; a pair's draw is the mean of its differences, less their mean, with those signs
// (wild bootstrap: Davidson & Flachaire 2008, Journal of Econometrics 146(1)). Scenarios drawn with
// replacement would find the largest difference of few scenarios too small: they held all true
// places of 10 equals on 12 scenarios in 93 % of boards. Pairs with fewer than kFewestDrawn common
// scenarios have no draws.
// Time: resamples x scenarios x subjects to begin with, then resamples x (1 + scenarios only one of
// the two has) for each pair.
//
// Ownership: the field must outlive it. REQUIRES: field not empty, equal sizes.
class PairedField {
 public:
  PairedField(std::span<const ScenarioMeans> field, const Bootstrap& bootstrap);

  bool gap(std::size_t first, std::size_t second, DrawnGap& gap) const;  // as GapOf

 private:
  // Of one subject, for every draw: the sum of its figures with their signs, and of the signs.
  struct Sums {
    std::vector<double> values;
    std::vector<double> signs;
  };

  void add(Sums& sums, std::size_t scenario, double value, double count) const;
  void only_common(std::size_t first, std::size_t second, Sums& sums) const;
  void draw(std::size_t first, std::size_t second, DrawnGap& gap) const;

  std::span<const ScenarioMeans> field_;
  std::size_t resamples_;
  std::vector<double> signs_;  // [scenario * resamples_ + draw]: 1 or -1
  std::vector<Sums> sums_;     // by subject
};

// For every subject of a field the places it may hold, all of them together at `bootstrap.level`
// (ranges_together() over PairedField). In simulation (10 subjects, 12, 45 and 100 scenarios;
// tests/bench/rank_ranges_bench.cc) all true places lay inside at once in 95 to 97 % of boards of
// equals, and in 99 % or more where subjects differ. REQUIRES: equal sizes.
std::vector<RankRange> rank_ranges(std::span<const ScenarioMeans> field,
                                   const Bootstrap& bootstrap);

}  // namespace attune
