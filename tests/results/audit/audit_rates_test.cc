#include "results/audit/audit_rates.h"

#include <cmath>

#include <gtest/gtest.h>

namespace attune {
namespace {

using Clusters = std::vector<std::vector<double>>;

TEST(EstimateRate, WeighsEveryPairAlikeWhateverItsScenario) {
  const std::vector<ClusterSum> clusters = {{100, 1}, {0, 3}, {}};
  const auto rate = estimate_rate(clusters, {}, {.resamples = 200});
  EXPECT_DOUBLE_EQ(rate->point, 25);
  EXPECT_EQ(rate->samples, 4U);
  EXPECT_EQ(rate->clusters, 2U);
}

// Wilson's interval of 8 of 8 begins at 8 / (8 + 1.96²).
TEST(EstimateRate, IsNotSureWhereAllScenariosSayTheSame) {
  const std::vector<ClusterSum> clusters(8, ClusterSum{300, 3});
  const auto rate = estimate_rate(clusters, {}, {.resamples = 200});
  EXPECT_DOUBLE_EQ(rate->point, 100);
  EXPECT_DOUBLE_EQ(*rate->high, 100);
  EXPECT_NEAR(*rate->low, 100 * 8 / (8 + 3.841459), 1e-4);
}

TEST(EstimateRate, IsAbsentWithoutACount) {
  EXPECT_FALSE(estimate_rate(std::vector<ClusterSum>(3), {}, {}));
}

// By hand: the mean 3 / 12, its clustered error, and a table of Student's t with 5 degrees.
TEST(PofZero, IsStudentsOfTheClusteredError) {
  const Clusters clusters = {{1, 0}, {1, 0}, {0, 0}, {1, 0}, {0, 0}, {0, 0}};
  const double mean = 3.0 / 12;
  double squares = 0;
  for (const auto& cluster : clusters) squares += std::pow(cluster[0] - 2 * mean, 2);
  const double t = mean / (std::sqrt(squares * 6 / 5) / 12);
  EXPECT_NEAR(t, 2.236068, 1e-6);
  EXPECT_NEAR(*p_of_zero(clusters), 0.0756, 1e-4);
}

TEST(PofZero, IsNeverSurerThanTheSignsOfClustersAllow) {
  EXPECT_DOUBLE_EQ(*p_of_zero(Clusters(5, {1, 1, 1})), 1.0 / 16);
  EXPECT_DOUBLE_EQ(*p_of_zero(Clusters(5, {0, 0})), 1);
  EXPECT_FALSE(p_of_zero(Clusters{{1, 1}}));
}

}  // namespace
}  // namespace attune
