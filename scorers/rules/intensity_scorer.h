#pragma once

#include "scorers/registry.h"

namespace attune {

// Scorers of intensity questions (a scenario with an IntensityKey), by closed formula and without a
// judge. They read the last reply; whether a revision was asked for is read from the last cue.
//
// Marks: "first_pass" and "revised", each only where it could be read, 100 at best. Points are the
// first pass, or the revision where that alone could be read; the choice between the two is made
// over a whole run (first_or_revised.h).

// As the reference does to the letter (`--compat`): one word too many and a reply is not read.
// Values above 10 go unclamped, as there, so that such a reply can fall below the rule's `low`.
ScorerRegistry::Entry eqbench_v1_scorer();
ScorerRegistry::Entry eqbench_v2_scorer();

// The same formulas over a forgiving reading of the reply.
ScorerRegistry::Entry eqbench_v1_robust_scorer();
ScorerRegistry::Entry eqbench_v2_robust_scorer();

// Our own intensity packs: v2's formula, forgiving reading.
ScorerRegistry::Entry intensity_scorer();

}  // namespace attune
