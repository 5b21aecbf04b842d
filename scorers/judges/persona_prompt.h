#pragma once

#include <array>
#include <string>
#include <string_view>

#include "scenarios/model/sample.h"

namespace attune {

// What a judge marks in a debrief, 0-20 each.
inline constexpr std::array<std::string_view, 3> kDebriefCriteria = {
    "personality_insight", "core_issue_insight", "overall_understanding"};

// What the judge of a conversation with a simulated person reads: its task, the turns before the
// debrief and the person's last words, the author's notes and the criteria of the rubric. It sees
// neither what the person kept to themselves nor their state, which is scored apart: the three
// parts of the score are to be three readings. A change here raises the version of `persona`.
//
// REQUIRES: a transcript that ends with the debrief.
std::string persona_conversation_prompt(const Sample& sample);

// What the judge of a debrief reads: the truth (the card inside the player's instructions, the
// author's notes, the person's last thoughts), the conversation, and the debrief. The conversation
// shows which of its claims rest on something that was said. REQUIRES: as above.
std::string persona_debrief_prompt(const Sample& sample);

// What the person said last, without the debrief that was asked after it. REQUIRES: as above.
std::string last_words(const Sample& sample);

}  // namespace attune
