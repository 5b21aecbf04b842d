#pragma once

#include <string>
#include <vector>

#include "harness/run/board_choice.h"
#include "results/differences/difference_facts.h"
#include "results/store/store.h"
#include "scenarios/base/result.h"
#include "scorers/registry.h"

namespace attune {

// Who is held against whom.
struct DifferenceQuery {
  std::vector<std::string> names;  // as find_sides() reads them, two or more
  BoardChoice choice;
  bool unlike = false;  // although packs, scorers' versions or judges differ
  DifferenceOptions options;
};

// One report for each pack id on which the first side and at least one other were marked, in order
// of the ids: of the pack version, scorer and judge by which most sides were marked, of equals the
// one a leaderboard would show (harness/run/board_choice.h). Sides without any mark of that pack
// are named in a note. Where a side was marked, but only on another version of the pack, by another
// version of the scorer or by another judge, FixInput says which; with `unlike` it is compared all
// the same, by equal scenario ids, and a note says so. FixInput as find_sides(), and where nothing
// is in common.
Result<std::vector<DifferenceReport>> load_differences(Store& store, const ScorerRegistry& scorers,
                                                       const DifferenceQuery& query);

}  // namespace attune
