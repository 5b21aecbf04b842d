#pragma once

#include <vector>

#include "scenarios/base/result.h"
#include "scenarios/load/parse_pack.h"
#include "scenarios/model/pack.h"

namespace attune {

// The published results of Judgemark v2 (its results/scores.csv; specs/eq-bench-family §8.8), a row
// for each judge that has one. They were made by an earlier formula than ours, which every note
// says. FixInput names file:line and what was expected.
Result<std::vector<Cited>> parse_judgemark_scores(const PackFile& table);

}  // namespace attune
