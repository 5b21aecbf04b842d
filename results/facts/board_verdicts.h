#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "results/facts/records.h"

namespace attune {

// What the verdicts on one subject in one run have in common.
struct MarkedPart {
  RunId run;
  SubjectId subject;
  std::string release;  // of the run
  std::string pack_digest;
  std::string scorer;
  std::string judge;
  bool operator==(const MarkedPart&) const = default;
};

// A verdict as far as a board reads it.
struct BoardVerdict {
  std::uint32_t part = 0;  // index
  int repeat = 1;
  ScenarioId scenario;
  std::variant<Marks, Unscored> finding;
  bool operator==(const BoardVerdict&) const = default;
};

// The verdicts of a board. A board can have a million: what many of them share is here once.
struct BoardVerdicts {
  std::vector<MarkedPart> parts;  // each with a verdict
  std::vector<BoardVerdict> verdicts;

  [[nodiscard]] const MarkedPart& part_of(const BoardVerdict& verdict) const {
    return parts[verdict.part];
  }
};

}  // namespace attune
