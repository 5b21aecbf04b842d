#pragma once

#include <string>
#include <string_view>

#include "scenarios/model/sample.h"

namespace attune {

// The name under which a judge of the rubric writes down its reasons, before its marks.
inline constexpr std::string_view kReasoning = "reasoning";

// What the rubric judge reads: its task, the conversation whole and fenced, the author's notes and
// the criteria. Replies come as they were said; what a subject thought aloud in a field of its own
// stays out. A change here raises the version of `rubric`.
std::string rubric_prompt(const Sample& sample);

}  // namespace attune
