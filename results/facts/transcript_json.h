#pragma once

#include <string>
#include <string_view>

#include "scenarios/base/result.h"
#include "scenarios/model/transcript.h"

namespace attune {

// [{"cue": …, "reply": …, "reasoning": …, "aside": {"internal", "state", "nudge"}}], the form in
// which the store keeps a transcript.
std::string to_json(const Transcript& transcript);
Result<Transcript> transcript_from_json(std::string_view json);

}  // namespace attune
