#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "harness/pairing/pair_unit.h"
#include "results/ratings/bradley_terry.h"
#include "results/ratings/contest.h"

namespace attune {

// Where a field stands, as its ratings will be reported: no prior, intervals from a sandwich over
// scenarios.
struct PairStanding {
  Strengths strengths;
  // By contestant, of the 95 % interval, in rating points (400 / ln 10 to a logit): Student's t
  // with one degree of freedom less than the scenarios that this contestant was judged on, and
  // their n / (n - 1), since few of them leave the sandwich too narrow. Absent with fewer than two.
  std::vector<std::optional<double>> half_widths;
  // By contestant: what no number of further units on the same scenarios would bring that below, as
  // far as can be seen: half_width x sqrt(1 - r), with r the variance that the same units would
  // have if no two of them shared a scenario, over that which they have. Absent before r is 0.5 or
  // less.
  std::vector<std::optional<double>> floors;
  std::vector<std::size_t> scenarios;  // by contestant: on which it was judged
};

// The scored units as contests, a scenario each cluster, in an order that theirs does not move.
std::vector<Contest> to_contests(const PairField& field, std::span<const JudgedUnit> judged);

// Of a field's known units and those judged since. Absent where these do not determine everybody's
// strength.
std::optional<PairStanding> standing_of(const PairField& field, std::span<const Contest> contests);

// Somebody's rank range is one rank, simultaneously at 95 %, by contestant.
std::vector<bool> ranked(const PairStanding& standing, std::uint64_t seed);

}  // namespace attune
