#pragma once

#include <string>
#include <vector>

#include "results/reports/rating_board.h"
#include "results/store/store.h"
#include "scenarios/base/result.h"
#include "scorers/pair_registry.h"

namespace attune {

// Which rating boards are wanted, and how; empty names leave the choice open.
struct RatingQuery {
  std::string pack;    // id
  std::string scorer;  // of pairs, name or id
  std::string judge;   // empty: all judges, pooled
  RatingOptions options;
};

// The rating boards of a store, one for each pack id that has comparisons, in order of the ids.
// Where a pack was compared in several versions or by several scorers, the board is of the version
// with the newest run and of the scorer that compared most subjects (on a tie, that made most
// comparisons); what was passed over is named in the board's notes. FixInput when the query names
// what is not there, and as make_rating_board().
Result<std::vector<RatingBoard>> load_rating_boards(Store& store, const PairScorerRegistry& scorers,
                                                    const RatingQuery& query);

}  // namespace attune
