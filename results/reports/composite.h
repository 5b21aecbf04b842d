#pragma once

#include <vector>

#include "results/reports/leaderboard.h"

namespace attune {

// One pack of a composite, with how much it counts beside the others.
struct WeightedFacts {
  BoardFacts facts;
  double weight = 1;  // above 0; only proportions count
};

// One board over several packs. A score is the weighted mean of a subject's scores on them; its
// interval comes of drawing each pack's scenarios by themselves, and places hold together
// (results/stats/rank_range.h). `criteria` of a row are its scores by pack id. A subject counts
// under one release label; who has no score on one of the packs is listed without one, with the
// reason. `parts` has the packs and their shares; `pack.id` is "composite", and the digest names
// the parts and their weights.
//
// A pure function of its arguments, as make_leaderboard(). REQUIRES: parts not empty, each of
// another pack id, weights finite and above 0.
Leaderboard make_composite(const std::vector<WeightedFacts>& parts, const BoardOptions& options);

}  // namespace attune
