#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "results/ratings/contest.h"
#include "results/ratings/covariates_of.h"
#include "results/ratings/judged_pairs.h"
#include "scenarios/base/result.h"
#include "scorers/pair_registry.h"

namespace attune {

// Which comparisons are taken to go together, and are drawn or summed together for intervals.
enum class ClusterBy { Scenario, Judge, Session };

struct ContestOptions {
  std::string ability;  // the criterion whose margins count; empty: the whole verdict
  ClusterBy cluster = ClusterBy::Scenario;
  CovariateOptions covariates;
};

// Judged pairs in the numbers that ratings are fitted to.
struct Contests {
  std::vector<Contest> contests;     // every order of every pair, in their order
  std::vector<std::uint32_t> pairs;  // by contest: which of the judged pairs
  Covariates covariates;             // a row for each contest
  std::vector<std::string> even;     // factors asked for in which nothing differs: not covariates
};

// The two orders of a pair are one unit: each has a weight of 0.5; what has one order only has 1. A
// pair of which one order says nothing of the ability is left out whole.
//
// Errors: FixInput where comparisons do not say what they are to be clustered by, or what a factor
// needs.
Result<Contests> contests_of(const JudgedPairs& judged, const PairRule& rule,
                             const ContestOptions& options);

}  // namespace attune
