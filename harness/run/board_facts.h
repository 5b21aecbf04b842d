#pragma once

#include <string>
#include <vector>

#include "harness/run/board_choice.h"
#include "results/reports/leaderboard.h"
#include "scorers/registry.h"

namespace attune {

// What a board is made of, with what is to be said beside it.
struct LoadedFacts {
  BoardFacts facts;
  std::vector<Baseline> baselines;
  std::vector<std::string> notes;  // after the board's own
};

// The facts of one board of a pack. Runs of one subject under one release that differ in what
// decides its replies are apart (results/reports/variants.h). Who was played and not marked by this
// scorer and judge has no row, but is named. FixInput for a scorer that does not ship.
Result<LoadedFacts> load_board_facts(Store& store, const ScorerRegistry& scorers,
                                     const Catalogue& catalogue, const BoardKey& key);

// Sentences on what stands on no board although it was played, or has one that is not shown: other
// versions of the shown board's pack with their subjects, other scorers and judges.
std::vector<std::string> passed_over(const Catalogue& catalogue, const BoardKey& shown,
                                     const std::vector<BoardCandidate>& candidates);

}  // namespace attune
