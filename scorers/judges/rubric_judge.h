#pragma once

#include "scorers/registry.h"

namespace attune {

// Asks a judge to mark a conversation on the scenario's rubric, 0-20 for each criterion.
//
// Marks: every criterion on 0-20; points are 5 times the mean of the counted ones (as EQ-Bench 3
// shows its rubric, specs/eq-bench-family §2.6). The judge's reasoning is the rationale.
// Samples that did not end well, and scenarios without a counted criterion, get no question and an
// Unscored verdict.
ScorerRegistry::Entry rubric_judge();

}  // namespace attune
