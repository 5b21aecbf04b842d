#pragma once

#include <optional>
#include <string>

#include "results/facts/records.h"
#include "scenarios/load/eqbench3_runs.h"
#include "scenarios/model/scenario.h"
#include "scenarios/model/transcript.h"

namespace attune {

// All that is stored of one sample of EQ-Bench 3, as far as its runs file has a place for it.
//
// Ownership: all of it outlives the struct.
struct Eqbench3TaskFacts {
  const Scenario& scenario;
  const SampleRecord& sample;
  const Transcript& transcript;
  const VerdictRecord* verdict = nullptr;  // of the judge whose run is written
  std::string raw;                         // what that judge answered; may be empty
  std::optional<std::string> wrapping;     // the template round each prompt, where it is known
  bool imported = false;                   // replies stand in it as in the file they came from
  std::optional<UtcTime> ended = {};
};

// The task as the reference would have written it. What it does not know of is absent: times,
// and the template where none is given, for then the prompts are in their wrapping already.
Eqbench3Task eqbench3_task_of(const Eqbench3TaskFacts& facts);

}  // namespace attune
