#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "scenarios/base/result.h"
#include "scenarios/model/sample.h"
#include "scorers/judges/answer_json.h"
#include "scorers/question.h"

namespace attune {

// "refused: policy": an outcome and its reason on one line.
std::string told(Outcome outcome, const std::string& why);

// Why a sample has nothing for a judge to read, or nothing where it has.
std::optional<std::string> not_played(const Sample& sample);

// The figures and texts of a judge's answer, or one sentence on why it has none.
Result<AnswerFields> read_answer(const Answer& answer, const AnswerShape& shape);

// At most so many bytes of a text, cut between characters.
std::string shortened(std::string text, std::size_t bytes);

// A name without case, its words joined by underscores: "De-escalation" is "de_escalation".
// Judges write names as they please.
std::string folded_name(std::string_view name);

}  // namespace attune
