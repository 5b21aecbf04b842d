#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "results/store/store.h"
#include "scenarios/base/result.h"
#include "scenarios/load/eqbench3_runs.h"
#include "scenarios/model/pack.h"
#include "scorers/scorer.h"

namespace attune {

// What the import of one run of EQ-Bench 3 brought in.
struct ImportedRun {
  RunId run;
  SubjectId subject;
  bool fresh = true;  // false: the store had it already
  std::size_t samples = 0;
  std::size_t failed = 0;           // of them, without a whole conversation
  std::size_t marked = 0;           // of them, with marks
  std::size_t reworded = 0;         // of them, asked in other words than the pack has
  std::optional<double> points;     // mean over marked samples, 0-100, as the reference pools them
  std::optional<double> published;  // the file's own, on the same scale
};

// Stores each run of a runs file as a run of its own: tasks are samples, marks are verdicts of
// `scorer` by the run's judge, what the judge answered is a call. A task without its whole
// conversation is a failed sample. What our facts have no place for is kept in the run's
// provenance, so that an export gives the same file. Times are the file's.
//
// A run's id is a digest of the pack and of all the run says: the same run in another file, or
// exported by us, is the same run, and importing it again changes nothing.
//
// Errors: FixInput, before anything is stored, for scenarios the pack does not have and
// conversations that do not fit them.
// REQUIRES: a pack of parse_eqbench3() that the store has; the scorer is `eqbench3`.
Result<std::vector<ImportedRun>> import_eqbench3_runs(std::span<const Eqbench3Run> runs,
                                                      const Pack& pack, const Scorer& scorer,
                                                      Store& store);

}  // namespace attune
