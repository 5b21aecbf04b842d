#pragma once

#include "results/differences/difference.h"
#include "results/differences/difference_facts.h"

namespace attune {

// A pure function of its arguments; the order of the records does not matter. How each figure is
// made stands in results/README.md, "Differences". REQUIRES: at least two sides.
DifferenceReport make_differences(const DifferenceFacts& facts, const DifferenceOptions& options);

}  // namespace attune
