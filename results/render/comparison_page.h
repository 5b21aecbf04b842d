#pragma once

#include <span>
#include <string>

#include "results/facts/comparison.h"
#include "results/facts/records.h"
#include "results/render/listing.h"

namespace attune {

// "scenario@provider/a@provider/b#1", how people name a pair of a run: in the order in which it was
// paired, whichever order was shown.
std::string comparison_name(const Comparison& comparison);

// What every judge found in every order, one a row. A margin is the sum over criteria, above 0 for
// the pair's first.
Listing comparison_listing(std::span<const Comparison> comparisons);

// One pair for people: per judge and order what was found and why, then the calls. REQUIRES: all of
// one pair, and calls about it alone.
std::string comparison_page(std::span<const Comparison> comparisons,
                            std::span<const CallRecord> calls);

}  // namespace attune
