#pragma once

#include "scorers/pair_registry.h"

namespace attune {

// Every scorer of pairs that ships, one line each.
PairScorerRegistry shipped_pair_scorers();

}  // namespace attune
