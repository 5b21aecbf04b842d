#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "results/ratings/contest.h"
#include "scenarios/base/result.h"

namespace attune {

// Contests of one pair in one order and with equal covariates, added up: the likelihood of
// Bradley-Terry is linear in the share, so that nothing is lost.
struct ContestSum {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  double weight = 0;  // Σ weight
  double won = 0;     // Σ weight x share
};

// One contest, and the sum it went into.
struct SummedContest {
  std::uint32_t sum = 0;
  std::uint32_t cluster = 0;
  double share = 0.5;
  double weight = 1;
};

// All of a field's contests in an order of their own, which that of the contests does not move.
struct ContestSums {
  std::size_t contestants = 0;
  std::vector<ContestSum> sums;
  std::vector<double> values;           // row-major: sums x effects, in units of `scales`
  std::vector<double> scales;           // by effect: what a covariate was divided by
  std::vector<SummedContest> contests;  // by cluster
  double weight = 0;                    // of all contests

  [[nodiscard]] std::size_t effects() const { return scales.size(); }
};

// Covariates are divided by their standard deviation over contests (ddof 0), and not centred: their
// 0 means "favours neither". One that never changes is an intercept and stays as it is. Errors:
// FixInput for a covariate that is 0 everywhere or not finite.
// REQUIRES: covariates have a row for every contest, or no names.
Result<ContestSums> sum_contests(std::size_t contestants, std::span<const Contest> contests,
                                 const Covariates& covariates);

}  // namespace attune
