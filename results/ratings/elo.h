#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "results/ratings/contest.h"

namespace attune {

// Elo as early arenas kept it, vote by vote (specs/emonet-arena-psychometrics-statistics §B.3): a
// live view of what came in. It depends on the order of the contests; for a rating with an interval
// see results/ratings/bradley_terry.h.

struct EloOptions {
  double start = 1000;
  double step = 4;  // K: the most that one contest can move a rating
  bool operator==(const EloOptions&) const = default;
};

// Ratings by contestant after all contests in the order given: each moves both by
// K (S - 1 / (1 + 10^((R_second - R_first) / 400))), S the share of the first. Weights and clusters
// are not looked at. REQUIRES: contestants are below `contestants`.
std::vector<double> online_elo(std::size_t contestants, std::span<const Contest> contests,
                               const EloOptions& options = {});

// The median rating of each over `shuffles` orders drawn on the seed: hardly moved by the order in
// which contests came, but still by how many there are. REQUIRES: shuffles > 0.
std::vector<double> median_elo(std::size_t contestants, std::span<const Contest> contests,
                               std::size_t shuffles, std::uint64_t seed,
                               const EloOptions& options = {});

}  // namespace attune
