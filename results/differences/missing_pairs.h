#pragma once

#include "results/differences/difference_facts.h"
#include "results/differences/side_values.h"

namespace attune {

// How much of what both were meant to play is in the difference. The bounds give each intended pair
// that lacks a value the least or the most points of the rule for it, and weigh pairs alike: exact
// where every scenario was to be played equally often. Of what was not played by both, nothing is
// taken as known.
MissingPairs missing_pairs(const SideValues& first, const SideValues& second,
                           const DifferenceFacts& facts, std::size_t other);

}  // namespace attune
