#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "results/stats/estimate.h"

namespace attune {

// Pearson's product-moment correlation, -1 to 1. Absent with fewer than two pairs and where one
// side does not vary. REQUIRES: equal sizes.
std::optional<double> pearson(std::span<const double> first, std::span<const double> second);

// The same of the ranks, ties sharing their mean rank (Spearman 1904).
std::optional<double> spearman(std::span<const double> first, std::span<const double> second);

// Fisher's interval (1915): tanh(atanh r -+ z / sqrt(n - 3)), for independent pairs of about normal
// values. Absent with fewer than four pairs and where |r| is 1. REQUIRES: 0 < level < 1.
std::optional<Interval> fisher_interval(double r, std::size_t pairs, double level);

// Pearson's with Fisher's interval; `samples` and `clusters` count pairs.
std::optional<Estimate> estimate_correlation(std::span<const double> first,
                                             std::span<const double> second, double level);

}  // namespace attune
