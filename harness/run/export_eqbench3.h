#pragma once

#include <string>
#include <vector>

#include "results/store/store.h"
#include "scenarios/base/result.h"
#include "scenarios/load/eqbench3_runs.h"

namespace attune {

// Stored facts as EQ-Bench 3's runs file. An imported run comes out as it went in, but for what the
// reference parses out of replies, which is parsed anew. What we do not know has the value that the
// reference writes where it does not.

// What of these runs was played on EQ-Bench 3's pack: a run for each subject and, where there are
// several, each judge. Replies are those the reference would have kept; marks are those of
// `eqbench3`, else of `eqbench3-robust`. Runs without such samples give nothing.
Result<std::vector<Eqbench3Run>> export_eqbench3_runs(const std::vector<RunRecord>& runs,
                                                      Store& store);

}  // namespace attune
