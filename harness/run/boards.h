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
// the judge that does; what was passed over is named in the board's notes, with the subjects that
// are on no board for it. A pack that was played and of which nothing is scored has a board of rows
// without a score, where any other pack has one. FixInput when the query names what is not there.
Result<std::vector<Leaderboard>> load_boards(Store& store, const ScorerRegistry& scorers,
                                             const BoardQuery& query);

// One pack of a composite board, with how much it counts beside the others.
struct PackWeight {
  std::string pack;   // id
  double weight = 1;  // finite, above 0
};

// One board over several packs (results/reports/composite.h), each by the board load_boards() would
// show for it; `query.pack` is not read. FixInput when a pack has no scored results, or none by the
// scorer and judge asked for. REQUIRES: weights not empty, of different packs.
Result<Leaderboard> load_composite(Store& store, const ScorerRegistry& scorers,
                                   const BoardQuery& query, const std::vector<PackWeight>& weights);

}  // namespace attune
