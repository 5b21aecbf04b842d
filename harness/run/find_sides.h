#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/run/board_choice.h"
#include "results/differences/difference.h"
#include "scenarios/base/result.h"

namespace attune {

// Whom names on the command line mean: "provider/model" where it was played under one release
// label, "provider/model@RELEASE" ("provider/model@" for no label), or a run's id, or at least four
// letters that it alone begins with, where one subject was played in that run. A subject whose name
// holds an '@' is found first by its whole name. `pack`: only what was played of this pack counts;
// empty: of any.
//
// FixInput: a name that fits nothing, with the nearest that would; a subject with several releases,
// a run with several subjects, each named; two names with samples in common.
Result<std::vector<Side>> find_sides(std::span<const std::string> names, const Catalogue& catalogue,
                                     const std::string& pack);

}  // namespace attune
