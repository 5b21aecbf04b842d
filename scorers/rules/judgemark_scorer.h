#pragma once

#include "scorers/registry.h"

namespace attune {

// "judgemark@1": the subject as a judge. Scenarios "request/writer" ask it to mark a text by a
// rubric, 0-10 for each criterion, on lines "name: number"; Scenario.reference says how good the
// writer is known to be. Marks: "raw", one mark 1-10 for the text (judgemark_answer.h), and
// "reference"; points are 10 * raw, which say how mild a judge is and not how good. How good is the
// figure of a whole run: Judgemark v2.1's composite (judgemark_score.h), which needs two repeats.
ScorerRegistry::Entry judgemark_scorer();

// The same marks, of which only the separation of writers counts: one repeat is enough. Later
// boards of Judgemark show a separability too; its formula is not published, and this is not it.
ScorerRegistry::Entry judgemark_separability_scorer();

}  // namespace attune
