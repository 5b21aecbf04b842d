#pragma once

#include "scorers/registry.h"

namespace attune {

// A judge's marks on EQ-Bench 3's rubric, on its published prompt (specs/eq-bench-family §2.6).
// Points are 5 times the mean of the counted criteria. Each criterion is a mark on 0-20; where a
// scenario wants headings, "format" tells the percentage of turns that had them all, as
// robust_sections() reads them: a figure of its own, of which nothing goes into the points.

// `eqbench3`, as the reference does it, defects included: replies are shown as its patterns read
// them, answers as it mends them, without check of range, and what is missing is left out of the
// mean. A sample is judged when all its turns are there and a reply before the debrief has at least
// 100 characters, however it ended; an answer that cannot be read is not asked for again.
ScorerRegistry::Entry eqbench3_judge();

// `eqbench3-robust`: whole replies, fenced; every criterion must be there, 0-20; samples that did
// not end well are not judged.
ScorerRegistry::Entry eqbench3_robust_judge();

}  // namespace attune
