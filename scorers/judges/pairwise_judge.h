#pragma once

#include "scorers/pair_registry.h"

namespace attune {

// Asks a judge which of two samples of one scenario is better, and by how much: a margin of whole
// numbers, -5 to 5, for each criterion (the form of EQ-Bench 4, specs/eq-bench-family §5.5). The
// criteria are the scenario's own or, where it names none, six abilities.
//
// The judge sees both conversations whole under codes drawn by lot, and names the better one by its
// code. A margin may be 0; where the pack says `ties = false`, not all of them. The share of the
// win is (1 + mean margin / 5) / 2. An answer without a readable margin for every criterion is
// asked for again, and is then Unscored.
PairScorerRegistry::Entry pairwise_judge();

}  // namespace attune
