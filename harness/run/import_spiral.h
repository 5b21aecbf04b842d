#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "results/store/store.h"
#include "scenarios/base/result.h"
#include "scenarios/load/spiral_results.h"
#include "scenarios/model/pack.h"

namespace attune {

// What came in with one run of a file.
struct ImportedSpiral {
  RunId run;
  SubjectId subject;
  SubjectId judge;
  std::size_t conversations = 0;
  std::size_t missing = 0;      // prompts of the pack that the run has no conversation on
  std::size_t error_stubs = 0;  // turns without a judgement that could be read
};

// The prompts of these files as one pack, "spiral-bench", version "file": one scenario a prompt, in
// order of their ids, with its first message as the cue and its category as a tag. Files with the
// same prompts give the same pack, so that their subjects stand on one board. FixInput
// where two conversations on one prompt begin with different messages.
Result<Pack> spiral_pack(std::span<const SpiralResults> files);

// Stores every run of one published file: conversations as played samples that can be judged anew
// (by `spiral`), and their published findings as verdicts of `spiral-bench@1` and
// `spiral-bench-clean@1` (scorers/judges/spiral_published.h) under the judge's name. Importing the
// same file again changes nothing. Runs have no date, for the files have none.
//
// REQUIRES: the pack is spiral_pack() over these results and maybe others; its record is stored.
Result<std::vector<ImportedSpiral>> import_spiral(const SpiralResults& results,
                                                  const std::string& file_digest, const Pack& pack,
                                                  Store& store);

}  // namespace attune
