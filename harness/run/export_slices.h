#pragma once

#include <string>
#include <vector>

#include "results/render/run_slice.h"
#include "results/store/store.h"
#include "scenarios/base/result.h"
#include "scorers/registry.h"

namespace attune {

// Stored runs as other tools' files want them: one run × pack × subject at a time.

// What is asked for; empty fields leave the choice open.
struct SliceQuery {
  std::string pack;     // id
  std::string subject;  // "provider/model"
};

// Names one slice without loading it.
struct SliceKey {
  RunId run;
  PackId pack;
  std::string pack_digest;
  SubjectId subject;
  auto operator<=>(const SliceKey&) const = default;
};

// "ab12cd34 intensity stub/skill-70"
std::string to_text(const SliceKey& key);

// What was planned or played in these runs, in their order; within one by pack and subject.
Result<std::vector<SliceKey>> slice_keys(const std::vector<RunRecord>& runs,
                                         const SliceQuery& query, Store& store);

// Everything about these slices of one run but what was said: a run is read once, however many
// slices it has. REQUIRES: keys of this run.
Result<std::vector<RunSlice>> load_slices(const RunRecord& run, const std::vector<SliceKey>& keys,
                                          const ScorerRegistry& scorers, Store& store);

// The slice's samples of one scenario with their transcripts, by repeat.
Result<std::vector<SampleRecord>> samples_with_words(const RunSlice& slice,
                                                     const ScenarioId& scenario, Store& store);

}  // namespace attune
