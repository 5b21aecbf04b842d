#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "results/ratings/bradley_terry.h"
#include "results/ratings/contests_of.h"
#include "results/reports/rating_row.h"
#include "scenarios/base/result.h"

namespace attune {

// A field's ratings on the scale that people read, by contestant.
struct RatingSolution {
  Strengths strengths;
  RatingScale scale;
  std::vector<double> points;
  // Absent for anchors, whose rating is a convention, and for all where nothing is known of them.
  std::vector<std::optional<Interval>> intervals;
  // Simultaneous. The whole field where there are no intervals or the scale is fixed.
  std::vector<RankRange> ranges;
  std::vector<std::uint32_t> clusters;   // in which each has a contest
  std::vector<std::size_t> comparisons;  // of each
  std::optional<double> detectable;      // rating difference of neighbours; see README
  bool spread_known = false;             // two clusters at least, and draws enough
  std::size_t failed_draws = 0;          // of the bootstrap
};

// Ratings by Bradley-Terry. With one anchor, intervals are those of differences from it; with two,
// also of the scale that they stretch (delta method, or the anchored draws of the bootstrap).
// Otherwise they are relative to the mean of the field. With `fixed`, that scale is used and taken
// as given.
//
// Errors: FixInput as fit_bradley_terry() and anchored_scale(), and for a bootstrap with
// covariates. REQUIRES: contestants >= 2; every one has a contest.
Result<RatingSolution> solve_ratings(std::size_t contestants, const Contests& contests,
                                     std::span<const Anchor> anchors, const RatingOptions& options,
                                     const std::optional<RatingScale>& fixed = std::nullopt);

// Of each covariate, with its interval in log-odds.
std::vector<FactorEffect> factor_effects(const RatingSolution& solution, const Contests& contests,
                                         double level);

}  // namespace attune
