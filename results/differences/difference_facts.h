#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "results/differences/difference.h"
#include "results/facts/records.h"
#include "scorers/registry.h"

namespace attune {

// Everything that is known of one side.
//
// REQUIRES: at most one record for each sample, and one of `verdicts`, of each run.
struct SideFacts {
  Side side;
  std::size_t planned = 0;              // samples meant to be played, over its runs
  std::vector<SampleRecord> samples;    // transcripts are not read and may be empty
  std::vector<VerdictRecord> verdicts;  // by the scorer and judge it is compared by
  // What other judges, or the same one asked again, said of these samples by the same scorer: tells
  // how far judges spread, and has no part in the difference.
  std::vector<VerdictRecord> others = {};
};

// What one report is computed from.
struct DifferenceFacts {
  PackRecord pack;                           // of the first side
  std::string scorer;                        // likewise
  std::string judge;                         // empty for rules
  ScoreRule rule;                            // the scorer's
  std::map<ScenarioId, std::string> titles;  // as far as known
  std::vector<SideFacts> sides;              // the first is held against each of the others
  std::vector<std::string> notes = {};       // to be shown below
};

// The standard deviation of scenarios' differences that is supposed before anything was seen, in
// points: the third of the range that Miller 2024 takes (ω² = 1/9 on a scale from 0 to 1).
inline constexpr double kSupposedSpread = 100.0 / 3;

struct DifferenceOptions {
  Bootstrap bootstrap;
  std::optional<double> margin;     // points within which two count as equal, above 0
  std::size_t shown_scenarios = 5;  // that differ most
  double supposed_spread = kSupposedSpread;
};

}  // namespace attune
