#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "results/drift/drift.h"
#include "results/drift/release_facts.h"
#include "results/store/store.h"
#include "scenarios/base/result.h"
#include "scorers/registry.h"

namespace attune {

// What one subject did on one pack, scorer by scorer, release by release or look by look.
struct SubjectHistory {
  DriftSubject of;
  std::vector<ReleaseFacts> releases;
  std::vector<std::string> notes;  // what was passed over
};

// Which histories are wanted; empty fields leave the choice open.
struct HistoryQuery {
  SubjectId subject;
  std::string pack;    // id
  std::string scorer;  // name or id
  std::string judge;
  bool watched = false;  // the looks of watches, one for each run, instead of releases
};

// One history for each pack the subject has verdicts on, in order of their ids: of the version that
// most releases were played in (of equals the newest), by the scorer that marked most of them (of
// equals the pack's first). Each release is as one judge marked it: the asked one, else the judge
// who marked most releases and, where that one did not, the one that marked most of its samples.
//
// Errors: FixInput where there is none, naming the nearest subject or pack; StopRun when the store
// cannot be read.
Result<std::vector<SubjectHistory>> load_histories(Store& store, const ScorerRegistry& scorers,
                                                   const HistoryQuery& query);

}  // namespace attune
