#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "harness/stub/stub_ability.h"
#include "harness/stub/stub_model.h"
#include "harness/stub/stub_options.h"
#include "harness/stub/stub_wire.h"

namespace attune {

// What the stub knows the answers to.
struct StubKnowledge {
  StubAbility ability;
  std::vector<ChoiceKey> choices;
  std::unordered_map<std::string, KnownText> texts;  // by the prompt's digest
};

// What a subject says: a pure function of the seed, the model, the messages and the trace.
//
// To a prompt whose key is known: one line per emotion, noisy as its skill demands; the letters of
// a choice; marks for a text. To any other: a short reply in character, under the headings that
// are asked for, that ends in the mark of its ability, "[stub skill 85.3]", which the
// stub's judge reads. The mark makes the stub recognisable wherever it is shown: it is a tool of
// ours, not a model.
//
// REQUIRES: the model's part is none of the judges.
std::string answer_as_subject(const StubModel& model, const StubRequest& request,
                              const StubKnowledge& known, std::uint64_t seed);

// The numbers in all "[stub skill X]" marks of a text, in order.
std::vector<double> skill_marks(std::string_view text);

}  // namespace attune
