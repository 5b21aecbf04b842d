#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/base/result.h"

namespace attune {

// The JSON object a judge was asked for.
struct AnswerShape {
  std::vector<std::string> figures = {};  // every one must be there, a number from low to high
  std::vector<std::string> texts = {};    // may be there
  double low = 0;
  double high = 20;
};

struct AnswerFields {
  std::map<std::string, double> figures;
  std::map<std::string, std::string> texts;
  bool operator==(const AnswerFields&) const = default;
};

// Finds the object in what a judge wrote: bare or fenced, with prose and braces around it, with
// trailing commas and raw line breaks inside texts. Of several the last one counts that has a
// wanted figure. It must have all of them, once each, as numbers in range, and no other names but
// `texts`.
//
// Errors: one sentence that says what is wrong with the answer, fit to be stored and shown.
// Takes linear time and no recursion on any text.
Result<AnswerFields> parse_answer(std::string_view answer, const AnswerShape& shape);

}  // namespace attune
