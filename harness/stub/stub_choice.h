#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/stub/stub_model.h"
#include "harness/stub/stub_options.h"
#include "scenarios/base/rng.h"
#include "scenarios/model/scenario.h"

namespace attune {

// The choice question that a prompt puts, in whatever order its options stand; null for none.
const ChoiceKey* find_choice(const std::vector<ChoiceKey>& known, std::string_view prompt);

// The letters a subject answers a choice question with, in the form that the prompt asks for. A
// skill is the chance, in percent, that everything which counts is chosen as the key says;
// otherwise it is chosen among what is wrong. `always-c` says C whatever is asked.
std::string answer_choice(const StubModel& model, const ChoiceKey& key, std::string_view prompt,
                          Rng& rng);

// The marks, 0-10, that a subject gives a text whose strength is known, a line for each criterion:
// the nearer to it, the higher its skill.
std::string answer_marking(const StubModel& model, const KnownText& text, Rng& rng);

}  // namespace attune
