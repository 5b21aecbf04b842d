#pragma once

#include <string_view>

#include "scorers/rules/intensity_answer.h"

namespace attune {

// Reads what a person would accept as an answer: names without regard to case, any of the usual
// marks around them, decimals, JSON, table rows, headings in any style. Every name must have a
// value in 0-10. A later complete set of values wins over an earlier one, and what follows the
// prompt's "[End of answer]" is left out where an answer stands before it.
// Takes linear time and no recursion on any text.
IntensityAnswer read_robust(std::string_view reply, const AnswerForm& form);

}  // namespace attune
