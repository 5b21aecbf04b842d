#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/base/result.h"
#include "scorers/judges/pair_labels.h"
#include "scorers/pair_verdict.h"

namespace attune {

// The answer that a judge of two was asked for: one field for each criterion.
struct PairShape {
  // How a margin is written.
  enum class Form {
    Number,  // "HJK 3", "tie 0", or a number alone, above 0 for the first shown
    Pluses,  // "HJK+++", as EQ-Bench 3 has it; nobody is never better
  };
  std::vector<std::string> criteria;  // every one must be there
  PairLabels labels;
  Form form = Form::Number;
  bool ties = true;  // whether all margins may be 0
  std::string_view reasoning = "reasoning";
};

struct PairAnswer {
  std::vector<Margin> margins;  // in the order of the criteria; whole numbers from -5 to 5
  std::string reasoning;
  bool operator==(const PairAnswer&) const = default;
};

// The largest margin of one criterion.
inline constexpr double kMostMargin = 5;

// Finds the object in what a judge wrote as parse_answer() does, and reads its margins. Of several
// objects the last one counts that has one of the criteria. A name may be written in another case
// or with blanks, and names that nobody asked for are passed over. A value that names both, or
// neither, says no number or one that is not whole or out of range, makes the answer unreadable:
// who is better is never guessed.
//
// Errors: one sentence that says what is wrong with the answer, fit to be stored and shown.
// Takes linear time and no recursion on any text.
Result<PairAnswer> parse_pair_answer(std::string_view answer, const PairShape& shape);

}  // namespace attune
