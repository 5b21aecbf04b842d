#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenarios/model/sample.h"

namespace attune {

// Why there is no last reply to read, or nothing where there is one. A truncated reply is one: the
// answer may stand before the cut.
std::optional<std::string> no_reply(const Sample& sample);

// What a reply says to the one who asked: without the thoughts that some models write into it
// between <think> and </think>. Thoughts that were never closed go to the end.
std::string_view without_thoughts(std::string_view reply);

// "truncated; no value for Calm; reply: “…”", for an Unscored verdict. REQUIRES: !no_reply(sample).
std::string unreadable_reply(const Sample& sample, std::string_view why);

}  // namespace attune
