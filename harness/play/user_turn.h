#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "harness/play/ask.h"
#include "scenarios/base/result.h"
#include "scenarios/model/scenario.h"
#include "scenarios/model/transcript.h"

namespace attune {

// What a simulated user said in one turn, and what they kept to themselves.
struct UserTurn {
  std::string words;
  Aside aside;
};

std::vector<Level> starting_state(const SimulatedUser& user);

// The state after the last turn of a simulated user; empty where none is kept.
std::vector<Level> state_now(const Transcript& transcript);

// What the model that plays the scenario's user is asked for its next words: its instructions, the
// conversation with the roles turned round, and a note that keeps it in its part. The note stands
// in a fence that nothing the subject wrote can close. REQUIRES: scenario.user, a turn was played.
Ask ask_user(const Scenario& scenario, const Transcript& transcript, const Playing& playing);

// The note to the player that belongs to this turn, or empty: drawn on the run's seed, the
// scenario, the repeat and the turn alone, so that every subject meets the same ones.
std::string nudge_at(const Scenario& scenario, std::size_t turn, const Playing& playing);

// Reads an answer of the player: plain words, or where the user has a state one JSON object
// {"internal", "state", "response"}, fenced or not, or the same under [INTERNAL], [STATE] and
// [RESPONSE]. A dimension that is not named stays as it was `before`; at least one must be named,
// and every number must be from 0 to 10. GiveUp with one sentence where it cannot be read.
Result<UserTurn> read_user_turn(std::string_view answer, const SimulatedUser& user,
                                const std::vector<Level>& before);

}  // namespace attune
