#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "results/reports/leaderboard.h"
#include "results/store/store.h"
#include "scenarios/base/result.h"
#include "scorers/registry.h"

namespace attune {

// Which boards are wanted; empty fields leave the choice open.
struct BoardQuery {
  std::string pack;    // id
  std::string scorer;  // name or id
  std::string judge;
  std::uint64_t seed = 1;
};

// The leaderboards of a store, one for each pack id, in order of the ids. Where a pack was played
// in several versions, by several scorers or with several judges, the board is of the newest
// version, of the scorer that covers most subjects (on a tie the pack's own order decides) and of
// the judge that does; what was passed over is named in the board's notes. FixInput when the query
// names what is not there.
Result<std::vector<Leaderboard>> load_boards(Store& store, const ScorerRegistry& scorers,
                                             const BoardQuery& query);

}  // namespace attune
