#pragma once

#include "scorers/registry.h"

namespace attune {

// Scores a conversation with a simulated person who has a state and is followed by a debrief, after
// EQ-Bench 4's documented absolute score (specs/eq-bench-family §5.4).
//
// Asks a judge twice: to mark the conversation on the scenario's rubric, and to mark the debrief
// against the person's card, 0-20 for each criterion. The debrief's estimate of the person's state
// is scored by rule.
//
// Points: 10 times persona_score() (persona_score.h). Marks: user_state, eq_rubric and debrief,
// 0-10 each; emotional_attunement, 0-10, and estimate_read, the share of the state's dimensions
// that the debrief gave a number for, 0 where no estimate could be read (then there is no
// attunement either: 0); state_start and state_end, the goodness of the person's state times 10;
// and every criterion, 0-20 as the judge gave it. `debrief` is the mean of four figures on 0-10:
// attunement and half of each mark of the judge. Unscored: samples that did not end well,
// transcripts without a final state or debrief, scenarios without a weighted state or a counted
// criterion, and samples of which an answer of the judge cannot be read.
ScorerRegistry::Entry persona_judge();

}  // namespace attune
