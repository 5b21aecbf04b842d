#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/drift/attribution.h"
#include "results/drift/drift.h"

namespace attune {

// Figures and changes in words. Names in them are foreign text, as they came.

// "+0.4", "-4.3", "0.0"
std::string signed_text(double value);

// "-6.0 to -2.2", or empty without an interval.
std::string ends_text(const Estimate& estimate);

// A change, between whom.
struct Between {
  SubjectId subject;
  std::string from;  // names of releases
  std::string to;
  bool by_rules = false;
};

// "openai/x scores 4.1 points less at 2026-11 than at 2026-06 (-6.0 to -2.2): the judge marks 4.3
// lower (-5.1 to -3.5), the model itself -0.2 (-2.0 to +1.6), which may be chance."
std::string sentence_on(const Change& change, const Between& between);

// What its parts hang on: which anchors, at which level, a judge whose scale is narrower or wider,
// scenarios that only one side has.
std::vector<std::string> notes_on(const Change& change, const Parts& parts);

}  // namespace attune
