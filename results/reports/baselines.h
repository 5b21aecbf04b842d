#pragma once

#include <string_view>
#include <vector>

#include "results/reports/leaderboard.h"
#include "scenarios/model/pack.h"

namespace attune {

// What answers without content come to on a pack, exactly or in expectation, as this scorer (its
// name, "eqbench-v2") counts: best constant and random answers where a closed formula or offered
// answers decide. Most points first. Empty where nothing of the kind is known, and for scorers
// other than the pack's default one, which have another scale.
std::vector<Baseline> baselines_of(const Pack& pack, std::string_view scorer);

}  // namespace attune
