#include "results/reports/rating_solve.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/ratings/some_field.h"

namespace attune {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

// Contests between contestants 0 and 1, and so on, with wins, losses and ties of the first;
// clusters go round.
void play(Contests& made, std::uint32_t first, std::uint32_t second, std::array<int, 3> results) {
  for (std::size_t kind = 0; kind < 3; ++kind) {
    for (int at = 0; at < results[kind]; ++at) {
      made.contests.push_back({.first = first,
                               .second = second,
                               .share = kind == 0   ? 1
                                        : kind == 1 ? 0
                                                    : 0.5,
                               .cluster = static_cast<std::uint32_t>(made.contests.size() % 10)});
    }
  }
}

// specs/emonet-arena-psychometrics-statistics §B.4, "ties".
Contests with_ties() {
  Contests made;
  play(made, 0, 1, {30, 12, 8});
  play(made, 1, 2, {20, 10, 10});
  play(made, 2, 0, {9, 25, 6});
  return made;
}

RatingOptions quick() {
  RatingOptions options;
  options.bootstrap.resamples = 200;
  return options;
}

TEST(RatingSolve, AgreesWithThePublishedRatings) {
  const auto solved = solve_ratings(3, with_ties(), {}, quick());
  ASSERT_TRUE(solved);
  EXPECT_NEAR(solved->points[0], 1095.22393, 1e-4);
  EXPECT_NEAR(solved->points[1], 984.79789, 1e-4);
  EXPECT_NEAR(solved->points[2], 919.97818, 1e-4);
  EXPECT_THAT(solved->comparisons, ElementsAre(90, 90, 80));
  EXPECT_THAT(solved->clusters, ElementsAre(10, 10, 10));
  EXPECT_GT(*solved->detectable, 0);
}

TEST(RatingSolve, WithOneAnchorIntervalsAreThoseOfDifferences) {
  const std::vector<Anchor> anchors = {{.contestant = 1, .rating = 1200}};
  const auto solved = solve_ratings(3, with_ties(), anchors, quick());
  ASSERT_TRUE(solved);
  const Interval difference = difference_interval(solved->strengths, 0, 1, 0.95);
  EXPECT_NEAR(solved->intervals[0]->low, 1200 + solved->scale.per_logit * difference.low, 1e-9);
  EXPECT_NEAR(solved->intervals[0]->high, 1200 + solved->scale.per_logit * difference.high, 1e-9);
  EXPECT_FALSE(solved->intervals[1]);
}

// The interval of what two anchors make of a rating, by moving each strength a little.
TEST(RatingSolve, WithTwoAnchorsIntervalsFollowTheScaleThatTheyStretch) {
  const std::vector<Anchor> anchors = {{.contestant = 0, .rating = 1500},
                                       {.contestant = 2, .rating = 200}};
  const auto solved = solve_ratings(3, with_ties(), anchors, quick());
  ASSERT_TRUE(solved);
  const auto rating = [&](std::vector<double> theta) {
    const RatingScale scale = *anchored_scale(theta, anchors);
    return scale.centre + scale.per_logit * theta[1];
  };
  std::array<double, 3> slope{};
  for (std::size_t at = 0; at < 3; ++at) {
    std::vector<double> up = solved->strengths.theta;
    std::vector<double> down = up;
    up[at] += 1e-5;
    down[at] -= 1e-5;
    slope[at] = (rating(up) - rating(down)) / 2e-5;
  }
  double variance = 0;
  for (std::size_t row = 0; row < 3; ++row) {
    for (std::size_t column = 0; column < 3; ++column)
      variance += slope[row] * slope[column] * solved->strengths.covariance[row * 3 + column];
  }
  const Interval own = rating_interval(solved->strengths, 1, 0.95);
  const double errors =
      (own.high - own.low) / 2 / std::sqrt(solved->strengths.covariance[1 * 3 + 1]);
  EXPECT_NEAR((solved->intervals[1]->high - solved->intervals[1]->low) / 2,
              errors * std::sqrt(variance), 1e-4);
  EXPECT_FALSE(solved->intervals[0]);
  EXPECT_FALSE(solved->intervals[2]);
}

TEST(RatingSolve, AFixedScaleIsTakenAsGiven) {
  const RatingScale scale = {.centre = 500, .per_logit = 10};
  const auto solved = solve_ratings(3, with_ties(), {}, quick(), scale);
  ASSERT_TRUE(solved);
  const Interval own = rating_interval(solved->strengths, 0, 0.95);
  EXPECT_NEAR(solved->points[0], 500 + 10 * solved->strengths.theta[0], 1e-9);
  EXPECT_NEAR(solved->intervals[0]->low, 500 + 10 * own.low, 1e-9);
}

TEST(RatingSolve, TheBootstrapHasTheWidthOfTheSandwich) {
  const auto sandwich = solve_ratings(3, with_ties(), {}, quick());
  RatingOptions options = quick();
  options.bootstrap.resamples = 1000;
  options.interval = RatingInterval::Bootstrap;
  const auto drawn = solve_ratings(3, with_ties(), {}, options);
  ASSERT_TRUE(sandwich && drawn);
  EXPECT_EQ(drawn->points, sandwich->points);
  EXPECT_EQ(drawn->failed_draws, 0U);
  for (std::size_t at = 0; at < 3; ++at) {
    const auto width = [at](const RatingSolution& solution) {
      return solution.intervals[at]->high - solution.intervals[at]->low;
    };
    EXPECT_NEAR(width(*drawn) / width(*sandwich), 1, 0.25);
  }
}

TEST(RatingSolve, ABootstrapOfWhichMostDrawsCannotBeRatedHasNoIntervals) {
  Contests made;
  for (std::uint32_t cluster = 0; cluster < 12; ++cluster) {
    made.contests.push_back(
        {.first = 0, .second = 1, .share = cluster == 0 ? 0.0 : 1.0, .cluster = cluster});
  }
  made.contests.push_back({.first = 1, .second = 2, .share = 0.5, .cluster = 1});
  RatingOptions options = quick();
  options.interval = RatingInterval::Bootstrap;
  const auto solved = solve_ratings(3, made, {}, options);
  ASSERT_TRUE(solved) << solved.error().what;
  EXPECT_GT(solved->failed_draws, 100U);
  EXPECT_FALSE(solved->intervals[0]);
  EXPECT_EQ(solved->ranges[0], (RankRange{.low = 1, .high = 3}));
}

TEST(RatingSolve, ContestsOfOneClusterHaveNoIntervals) {
  Contests made = with_ties();
  for (Contest& each : made.contests) each.cluster = 4;
  const auto solved = solve_ratings(3, made, {}, quick());
  ASSERT_TRUE(solved);
  EXPECT_NEAR(solved->points[0], 1095.22393, 1e-4);
  EXPECT_FALSE(solved->intervals[0]);
  EXPECT_FALSE(solved->detectable);
}

TEST(RatingSolve, EffectsHaveIntervalsAndAShareBetweenEquals) {
  Contests made = with_ties();
  made.covariates.names = {"position"};
  made.covariates.values.assign(made.contests.size(), 1);
  const auto solved = solve_ratings(3, made, {}, quick());
  ASSERT_TRUE(solved) << solved.error().what;
  const auto effects = factor_effects(*solved, made, 0.95);
  ASSERT_THAT(effects, SizeIs(1));
  const Interval interval = effect_interval(solved->strengths, 0, 0.95);
  EXPECT_EQ(effects[0].log_odds.low, interval.low);
  EXPECT_EQ(effects[0].log_odds.high, interval.high);
  EXPECT_EQ(effects[0].log_odds.samples, 130U);
  EXPECT_NEAR(effects[0].share->high.value(), 100 / (1 + std::exp(-interval.high)), 1e-9);
}

TEST(RatingSolve, TwiceAsLongIsAThirdOfABalance) {
  RatingSolution solution;
  solution.strengths.effects = {0.9, 0.9};
  solution.strengths.spread = Spread::Buckets;  // without an interval
  Contests contests;
  contests.covariates.names = {"length", "own family, openai"};
  const auto effects = factor_effects(solution, contests, 0.95);
  EXPECT_NEAR(effects[0].share->point, 100 / (1 + std::exp(-0.3)), 1e-9);
  EXPECT_THAT(effects[0].when, HasSubstr("twice as long"));
  EXPECT_NEAR(effects[1].share->point, 100 / (1 + std::exp(-0.9)), 1e-9);
  EXPECT_THAT(effects[1].when, HasSubstr("own family"));
  EXPECT_FALSE(effects[0].log_odds.low);
}

}  // namespace
}  // namespace attune
