#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "results/differences/difference_facts.h"
#include "results/differences/paired_values.h"
#include "results/stats/sign_flip.h"

namespace attune {

// Fills in whatever is made of means over scenarios: difference, test, correlation, effect,
// equivalence, what could be told apart, spreads, wins, points, binary pairs. `shown` and
// `adjusted` are left to whoever knows all others. REQUIRES: pairs not empty.
void add_mean_difference(Difference& difference, const std::vector<PairedScenario>& pairs,
                         const DifferenceFacts& facts, const DifferenceOptions& options);

// One for each mark both sides have, by name, but for those that say which letter was picked;
// `adjusted` filled in.
std::vector<CriterionDifference> criterion_differences(const SideValues& first,
                                                       const SideValues& second,
                                                       const DifferenceOptions& options);

// The interval of a difference of means at the level of an equivalence test.
std::optional<Interval> equivalence_interval(const std::vector<PairedScenario>& pairs,
                                             const Bootstrap& bootstrap);

// "all 4096 choices of signs", "9999 choices of signs"
std::string test_text(const PermutationTest& test, std::string_view of_what);

}  // namespace attune
