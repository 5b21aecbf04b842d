#pragma once

#include "scorers/pair_registry.h"

namespace attune {

// A judge of two samples on EQ-Bench 3's published prompt (specs/eq-bench-family §3). A margin is
// the pluses of one criterion, below 0 where they went to whoever was shown second.
//
// What the reference does to analyses (ids from 400), one plus to the better one however much
// better, is in neither scorer's margins: a margin is what the judge said, and the clamp is a rule
// of the reference's rating. eqbench3_pair_outcome() has it for those who follow that rating to the
// letter; the share of the win below knows no scenario and goes without.

// `eqbench3-pair`, as the reference does it, defects included: codes A0493 for the first shown and
// A0488 for the second, slots filled one after the other (so a reply that names a later slot is
// filled in), every '+' of every text counted, a value that names both given to the first. Its
// answers are never asked for again. The share is 0.5 and half of the difference of all pluses over
// 30, at most 1. Samples are compared when all their turns are there, however they ended; those of
// analyses only where a reply has 100 characters, for the reference compares none that it did not
// mark.
PairScorerRegistry::Entry eqbench3_pair_judge();

// `eqbench3-pair-robust`: codes drawn by lot, all replies fenced, and an answer must name one of
// the two with 1 to 5 pluses for each of the published criteria. Replies are cut at the published
// lengths, as the prompt says. The share is (1 + mean margin / 5) / 2.
PairScorerRegistry::Entry eqbench3_pair_robust_judge();

}  // namespace attune
