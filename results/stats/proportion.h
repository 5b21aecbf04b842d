#pragma once

#include <cstddef>
#include <optional>

#include "results/stats/bootstrap.h"

namespace attune {

// Figures of outcomes that are one of two: right or wrong.

struct Share {
  std::size_t successes = 0;
  std::size_t trials = 0;  // independent ones, at least `successes`
};

// Wilson's score interval (1927, "Probable Inference, the Law of Succession, and Statistical
// Inference"), within 0 to 1; keeps its word for few trials and near 0 and 1. Absent without
// trials. REQUIRES: 0 < level < 1.
std::optional<Interval> wilson_interval(const Share& share, double level);

// Pairs of which only one side is right.
struct Discordant {
  std::size_t first_only = 0;
  std::size_t second_only = 0;
};

// McNemar's test, exact and two-sided: twice the smaller tail of Binomial(first_only + second_only,
// 1/2), at most 1 (McNemar 1947). For independent pairs; it is the sign-flip test of differences of
// 1, 0 and -1.
double mcnemar_exact(const Discordant& pairs);

// The same with half the probability of what was seen: nearer to the level it claims, at times a
// little above (Fagerland, Lydersen & Laake 2013, "The McNemar test for binary matched-pairs
// data").
double mcnemar_mid_p(const Discordant& pairs);

}  // namespace attune
