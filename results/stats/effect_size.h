#pragma once

#include <optional>
#include <span>

#include "results/stats/estimate.h"

namespace attune {

// Cohen's d_z: the mean of paired differences in units of their own standard deviation (Cohen 1988,
// "Statistical Power Analysis", §2.3.5). It says how regularly one side is ahead, not by how much:
// it grows with how alike both sides find the scenarios, and cannot be compared with the d of two
// separate groups.
//
// Interval: the d_z under which t = d_z sqrt(n) is a quantile of its noncentral t distribution
// (Steiger & Fouladi 1997), exact for normal differences; absent where |t| is above 200, for such
// differences hardly vary. Absent altogether with fewer than two differences, or where they do not
// vary. REQUIRES: 0 < level < 1.
std::optional<Estimate> paired_effect_size(std::span<const double> differences, double level);

}  // namespace attune
