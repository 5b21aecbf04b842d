#pragma once

#include <map>
#include <string>
#include <string_view>

#include "scenarios/base/result.h"

namespace attune {

// The JSON object in a judge's answer as the reference finds and mends it (specs/eq-bench-family
// §3), as text that parses: what stands behind the last of several "```json", without fence lines;
// of that the first balanced braces, even in prose; where they do not parse, with raw line breaks
// in texts and then quotes within texts escaped. Objects nested beyond 900 are refused, as they
// are by the reference for its language's limit of recursion.
//
// Errors: one sentence that says what is wrong with the answer. Linear time.
Result<std::string> compat_json(std::string_view answer);

// A rubric's scores as the reference reads them: numbers as they are, whatever their range; true
// as 1 and false as 0; of anything else but the reasoning, the first unsigned number that is
// written in it. (Its digits must be ASCII here.) Not a number is no score here.
struct CompatScores {
  std::map<std::string, double> scores;  // never empty
  std::string reasoning;
  bool operator==(const CompatScores&) const = default;
};

Result<CompatScores> compat_scores(std::string_view answer);

}  // namespace attune
