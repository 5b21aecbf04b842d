#pragma once

#include <optional>
#include <span>

#include "results/stats/figure.h"
#include "results/stats/rank_range.h"

namespace attune {

// Weighted sums of figures whose clusters were drawn independently of each other.

// One term: a figure with its draws, of which one subject's `has` and `draws` are read.
struct WeightedFigure {
  double weight = 0;
  double point = 0;
  const DrawnFigure* drawn = nullptr;
};

// Interval of Σ weight x point. A draw is the sum of the terms' draws, each drawn out about its
// mean by sqrt(n / (n - 1)) with its n clusters and put about its point; cut off at either end is
// the normal distribution's tail beyond Student's t with Satterthwaite's degrees of freedom (Welch
// 1947, Biometrika 34): of one term this is the expanded percentile of Hesterberg 2015. Absent
// where a term has fewer than two clusters, or fewer than half of the draws have a figure of every
// term. REQUIRES: terms not empty, as many draws of each.
std::optional<Interval> weighted_interval(std::span<const WeightedFigure> terms, double level);

// The gap of weighted sums from the gaps of their terms: points and squared errors add up, freedom
// is Satterthwaite's; draws add up where every term that has an error has some. REQUIRES: as many
// weights as gaps, not none; as many draws of each that has any.
DrawnGap weighted_gap(std::span<const DrawnGap> gaps, std::span<const double> weights);

}  // namespace attune
