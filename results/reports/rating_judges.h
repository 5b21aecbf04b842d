#pragma once

#include <optional>
#include <vector>

#include "results/ratings/judged_pairs.h"
#include "results/reports/rating_field.h"
#include "results/stats/estimate.h"

namespace attune {

// What each judge alone makes of a field that all of them together rated (specs/eq-bench-family
// §5.5): Bradley-Terry on the judge's own pairs, without factors, of those they connect. The judge
// of most pairs first, then by name; nothing where there are fewer than two.
std::vector<JudgeView> judge_views(const JudgedPairs& judged, const PairRule& rule,
                                   const RatingOptions& options, const RatingField& pooled);

// How far judges agree who compared the same two samples: Krippendorff's alpha, on the interval
// scale, of the shares they gave, with its bootstrap over scenarios. A judge asked several times
// counts with the mean. Every pair counts from both sides, so that nobody's name moves it;
// `samples` are pairs. Absent where no pair had two judges, or nothing differs. (Sums of squares
// stand for results/stats/agreement's table of all values, of which shares have too many.)
std::optional<Estimate> judges_agreement(const JudgedPairs& judged, const PairRule& rule,
                                         const RatingOptions& options);

}  // namespace attune
