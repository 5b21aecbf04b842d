#pragma once

#include <vector>

#include "results/store/store.h"
#include "scenarios/base/result.h"
#include "scenarios/load/eqbench3_elo.h"

namespace attune {

// The comparisons of these runs on EQ-Bench 3's pack, in the order in which they came, with what
// the reference makes of them, and the newest published ratings.
Result<Eqbench3Elo> export_eqbench3_elo(const std::vector<RunRecord>& runs, Store& store);

}  // namespace attune
