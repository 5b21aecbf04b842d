#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "results/stats/bootstrap.h"

namespace attune {

// A figure with what is known about how far to trust it. In the units of the values it was made
// from; a leaderboard's are points, 100 at best.
struct Estimate {
  double point = 0;
  std::optional<double> low = std::nullopt;   // absent with fewer than two clusters
  std::optional<double> high = std::nullopt;  // present when `low` is
  double level = 0.95;                        // what the interval claims, in (0, 1)
  std::size_t samples = 0;                    // values it was made from
  std::size_t clusters = 0;                   // scenarios, or clusters of them, they belong to

  bool operator==(const Estimate&) const = default;
};

// The values of one scenario, one for every repeat that was scored.
using Cluster = std::vector<double>;

// Mean over clusters of the mean within each, so that every scenario weighs the same however often
// it was repeated; with the same number of repeats everywhere this is the mean of all values. The
// interval is the expanded percentile interval of a bootstrap over clusters: repeats of one
// scenario are not new scenarios. Clusters without a value are passed over; absent when none has
// one. Same bytes on any machine: sums run in the order given.
std::optional<Estimate> estimate_mean(std::span<const Cluster> clusters,
                                      const Bootstrap& bootstrap);

// One playing of the whole pack: a value for each scenario, in an order all iterations share;
// absent where that scenario has none.
using Iteration = std::vector<std::optional<double>>;

// Mean over iterations of each iteration's mean over its own values (the run score of EQ-Bench,
// lib/run_bench.py: Σ final / n_iterations). As there, an iteration without a value counts 0, but
// only beside others that have one: absent when none has. The interval resamples scenarios, and
// each draw is averaged in the same way; an iteration with values of which none was drawn is left
// out of that draw. REQUIRES: all iterations have the same size.
std::optional<Estimate> estimate_iterations(std::span<const Iteration> iterations,
                                            const Bootstrap& bootstrap);

// Standard error of the mean of independent values, sqrt(Σ (s - s̄)² / (n (n - 1))); Miller 2024,
// "Adding Error Bars to Evals". Absent with fewer than two.
std::optional<double> standard_error(std::span<const double> values);

// Standard error of the mean of all values when those of one cluster go together,
// sqrt(Σ_c (Σ_{i in c} (s_i - s̄))²) / n; Miller 2024. Absent with fewer than two
// clusters that have a value.
std::optional<double> clustered_standard_error(std::span<const Cluster> clusters);

}  // namespace attune
