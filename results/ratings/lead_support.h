#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "results/ratings/bradley_terry.h"

namespace attune {

// What a lead hangs on: the fewest contests without which the two would change places.
struct LeadSupport {
  std::uint32_t ahead = 0;
  std::uint32_t behind = 0;  // the next in strength
  double lead = 0;           // theta ahead - theta behind
  // Indices of contests, the one that supports the lead most first; among alike ones the earliest.
  // Empty where leaving out all that support the lead would not be enough.
  std::vector<std::size_t> contests;
  bool operator==(const LeadSupport&) const = default;
};

// For each two neighbours in strength, the strongest first. To first order: leaving out a contest
// moves strengths by -H⁻¹ times its score (specs/emonet-arena-psychometrics-statistics §B.6), and
// what contests do adds up. Good while few of many are left out; a fit without them says for sure.
// REQUIRES: `strengths` is the fit of these contests without covariates, with this prior.
std::vector<LeadSupport> lead_supports(const Strengths& strengths,
                                       std::span<const Contest> contests, const Prior& prior = {});

}  // namespace attune
