#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "results/stats/estimate.h"

namespace attune {

// How much of the spread of values lies between scenarios, between repeats of one scenario, and
// between judges of one and the same sample.

// One part, in squared units of the values.
struct VariancePart {
  double variance = 0;
  bool cut = false;  // the estimate came out below 0, which no variance is: 0 is said instead
  bool operator==(const VariancePart&) const = default;
};

struct VarianceParts {
  std::optional<VariancePart> scenarios;  // of their true means; absent without `repeats`
  std::optional<VariancePart> repeats;    // absent where no scenario has two samples
  std::optional<VariancePart> judges;     // absent where no sample has two values
  std::optional<double> of_means;         // of the scenarios' means as they are (n - 1); absent
                                          // with fewer than two
  std::size_t values = 0;
  bool operator==(const VarianceParts&) const = default;
};

// A scenario's samples, each with the values its judges gave it.
using JudgedScenario = std::vector<Cluster>;

// Method of moments in the unbalanced nested layout: each mean square of the analysis of variance
// is set equal to its expectation, the lowest level first (Searle, Casella & McCulloch 1992,
// "Variance Components", §3.6 and §5.3). Without a sample with two values what judges add is in
// `repeats`. How strict a judge is counts as spread between judges. Empty samples and scenarios are
// passed over.
VarianceParts variance_parts(std::span<const JudgedScenario> scenarios);

}  // namespace attune
