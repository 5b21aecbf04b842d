#pragma once

#include <cstddef>
#include <span>

#include "results/reports/rating_field.h"

namespace attune {

// Ratings by the methods that others published theirs with. Both depend on the order in which the
// comparisons came, and take neither factors nor a prior.

// Draws of an Elo bootstrap at most: each plays every pair anew.
inline constexpr std::size_t kEloDraws = 400;

// Elo, pair by pair in the order of time, of equal times in the order in which they came. Intervals
// and places are those of a bootstrap over clusters in which the order of time is kept, expanded
// percentile; a place is sure where the interval of the drawn differences excludes 0.
//
// Errors: FixInput for factors, a prior, or anchors that are not there.
// REQUIRES: the comparisons of `judged` stand in one array, in the order in which they came.
Result<RatingField> elo_field(const JudgedPairs& judged, const PairRule& rule,
                              const RatingOptions& options);

// EQ-Bench 3's TrueSkill (results/ratings/eqbench3_ratings.h) of these comparisons, which `judged`
// is made of. The interval is the reference's, 1.96 of its sigma, far too narrow; a place is sure
// where two of them do not touch.
//
// Errors: FixInput for factors, a prior, an ability, comparisons of another scorer, a subject under
// several releases, and for one anchor alone.
Result<RatingField> eqbench3_field(std::span<const Comparison> comparisons,
                                   const JudgedPairs& judged, const PairRule& rule,
                                   const RatingOptions& options);

}  // namespace attune
