#include "results/stats/estimate.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

TEST(EstimateMean, IsTheMeanOfAllWithEqualRepeats) {
  const std::vector<Cluster> clusters = {{1, 2}, {3, 5}, {10, 0}};
  const auto estimate = estimate_mean(clusters, {});
  ASSERT_TRUE(estimate);
  EXPECT_DOUBLE_EQ(estimate->point, 21.0 / 6);
  EXPECT_EQ(estimate->samples, 6U);
  EXPECT_EQ(estimate->clusters, 3U);
  EXPECT_EQ(estimate->level, 0.95);
}

TEST(EstimateMean, WeighsScenariosAlikeHoweverOftenTheyWereRepeated) {
  const std::vector<Cluster> clusters = {{0, 0, 0, 0}, {10}};
  EXPECT_DOUBLE_EQ(estimate_mean(clusters, {})->point, 5);
}

TEST(EstimateMean, PassesOverEmptyClusters) {
  const std::vector<Cluster> clusters = {{}, {4}, {}, {6}};
  const auto estimate = estimate_mean(clusters, {});
  EXPECT_EQ(estimate->clusters, 2U);
  EXPECT_EQ(estimate->point, 5);
  EXPECT_FALSE(estimate_mean(std::vector<Cluster>{{}, {}}, {}));
  EXPECT_FALSE(estimate_mean({}, {}));
}

TEST(EstimateMean, HasNoIntervalWithOneCluster) {
  const std::vector<Cluster> clusters = {{1, 2, 3}};
  const auto estimate = estimate_mean(clusters, {});
  EXPECT_EQ(estimate->point, 2);
  EXPECT_FALSE(estimate->low);
  EXPECT_FALSE(estimate->high);
}

TEST(EstimateMean, DependsOnTheSeedAlone) {
  const std::vector<Cluster> clusters = {{1}, {2.5}, {7}, {3.1}, {9}};
  const Bootstrap few{.seed = 3, .resamples = 100};
  EXPECT_EQ(estimate_mean(clusters, few), estimate_mean(clusters, few));
  EXPECT_NE(estimate_mean(clusters, few), estimate_mean(clusters, {.seed = 4, .resamples = 100}));
}

// The slow obvious twin: all 4^4 resamples, each once.
TEST(EstimateMean, AgreesWithTheEnumerationOfAllResamples) {
  const std::vector<double> values = {1.03, 2.71, 7.19, 12.4};
  std::vector<double> means;
  for (std::size_t code = 0; code < 256; ++code) {
    double sum = 0;
    for (std::size_t rest = code, at = 0; at < 4; ++at, rest /= 4) sum += values[rest % 4];
    means.push_back(sum / 4);
  }
  std::vector<Cluster> clusters;
  for (const double value : values) clusters.push_back({value});
  for (const double level : {0.3, 0.5, 0.6}) {
    const Interval exact = interval_of(means, expanded_tail(4, level));
    const auto drawn = estimate_mean(clusters, {.resamples = 200'000, .level = level});
    EXPECT_NEAR(*drawn->low, exact.low, 1e-9) << level;
    EXPECT_NEAR(*drawn->high, exact.high, 1e-9) << level;
  }
}

// 400 samples of 24 scenarios with two repeats each, skewed as exponential values are, which is
// hard on any percentile interval; taking repeats for scenarios would cover far too little.
TEST(EstimateMean, CoversWhatItClaims) {
  Rng rng(2026);
  int covered = 0;
  for (int sample = 0; sample < 400; ++sample) {
    std::vector<Cluster> clusters;
    for (int scenario = 0; scenario < 24; ++scenario) {
      const double ease = -std::log(1 - rng.uniform());
      clusters.push_back({ease + rng.normal() / 10, ease + rng.normal() / 10});
    }
    const auto estimate = estimate_mean(clusters, {.seed = 1, .resamples = 1000});
    covered += *estimate->low <= 1 && 1 <= *estimate->high ? 1 : 0;
  }
  RecordProperty("covered_of_400", covered);
  EXPECT_GE(covered, 360);
  EXPECT_LE(covered, 394);
}

TEST(EstimateIterations, IsTheMeanOfTheIterationsMeans) {
  const std::vector<Iteration> iterations = {{80.0, 40.0, 60.0}, {std::nullopt, 50.0, 90.0}};
  const auto estimate = estimate_iterations(iterations, {});
  EXPECT_DOUBLE_EQ(estimate->point, (60.0 + 70.0) / 2);
  EXPECT_EQ(estimate->samples, 5U);
  EXPECT_EQ(estimate->clusters, 3U);
  EXPECT_LE(*estimate->low, estimate->point);
  EXPECT_GE(*estimate->high, estimate->point);
}

TEST(EstimateIterations, CountsABlankIterationAsZeroBesideOthersOnly) {
  const Iteration full = {80.0, 60.0};
  const Iteration blank = {std::nullopt, std::nullopt};
  EXPECT_DOUBLE_EQ(estimate_iterations(std::vector<Iteration>{full, blank}, {})->point, 35);
  EXPECT_FALSE(estimate_iterations(std::vector<Iteration>{blank}, {}));
  EXPECT_FALSE(estimate_iterations({}, {}));
}

TEST(EstimateIterations, OfOneIterationIsThePlainMean) {
  const std::vector<Iteration> iterations = {{1.0, std::nullopt, 5.0, 9.5, 2.0}};
  const std::vector<Cluster> clusters = {{1}, {5}, {9.5}, {2}};
  EXPECT_EQ(estimate_iterations(iterations, {}), estimate_mean(clusters, {}));
}

// Golden: specs/emonet-arena-psychometrics-statistics §D.4.
TEST(StandardErrors, MatchTheGoldenValues) {
  const std::vector<double> values = {1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1};
  const std::vector<Cluster> clusters = {{1, 1, 0}, {0, 1, 1}, {1, 0, 0}, {0, 1, 1}};
  EXPECT_NEAR(estimate_mean(clusters, {})->point, 0.583333, 5e-7);
  EXPECT_NEAR(*standard_error(values), 0.148647, 5e-7);
  EXPECT_NEAR(*clustered_standard_error(clusters), 0.072169, 5e-7);
}

TEST(StandardErrors, AreAbsentWhereThereIsNothingToCompare) {
  EXPECT_FALSE(standard_error(std::vector<double>{3}));
  EXPECT_FALSE(clustered_standard_error(std::vector<Cluster>{{1, 2}, {}}));
}

}  // namespace
}  // namespace attune
