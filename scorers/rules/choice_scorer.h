#pragma once

#include "scorers/registry.h"

namespace attune {

// "choice@1": multiple choice (a scenario with a ChoiceKey) by the weights of the options chosen,
// read from the last reply (choice_answer.h) and mapped back through the order in which they stood
// at this repeat. A scenario counts only when all of its choices could be read.
//
// Points are 100 times the score (choice_score.h). Marks, each 100 at best so that means of them
// are shares in percent:
//   "emotion", "cause"     the credit of each choice by its name, where there are several;
//   "strict"               100 where everything is right, else 0; where several options are chosen;
//   "above_chance"         0 for what choosing at random scores on average;
//   "picked_a", "picked_b" 100 for each letter picked for the first choice, 0 for the others: the
//                          means show whether a subject prefers a place.
ScorerRegistry::Entry choice_scorer();

}  // namespace attune
