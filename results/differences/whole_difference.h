#pragma once

#include "results/differences/difference_facts.h"
#include "results/differences/side_values.h"

namespace attune {

// Fills in what can be said of figures that are made of all samples together (ScoreRule::Whole), of
// the playings both sides have: both figures, their difference with its interval from draws of the
// same clusters of scenarios for both (results/stats/figure.h), the test by exchanging both sides'
// samples cluster by cluster, equivalence, and what could be told apart. There is no difference by
// scenario, hence no more. `failed` where there is no such figure; then nothing else.
void add_whole_difference(Difference& difference, const SideValues& first, const SideValues& second,
                          const DifferenceFacts& facts, const DifferenceOptions& options);

}  // namespace attune
