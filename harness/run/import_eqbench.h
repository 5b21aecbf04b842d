#pragma once

#include <memory>
#include <span>
#include <string>

#include "results/store/store.h"
#include "scenarios/base/result.h"
#include "scenarios/load/eqbench_results.h"
#include "scenarios/model/pack.h"
#include "scorers/scorer.h"

namespace attune {

// What an import brought in.
struct Imported {
  RunId run;
  SubjectId subject;
  std::size_t replies = 0;
  std::size_t missing =
      0;  // questions the file has no reply to: published files leave out what could not be read
};

// Stores one published result file as a run of its own: every raw reply is a played sample, scored
// by these scorers. Importing the same file again changes nothing. FixInput when it answers
// questions the pack does not have.
//
// REQUIRES: the pack is as published, and every scorer is a rule.
Result<Imported> import_eqbench(const EqbenchResults& results, const std::string& file_digest,
                                const Pack& pack, std::span<const std::unique_ptr<Scorer>> scorers,
                                Store& store);

}  // namespace attune
