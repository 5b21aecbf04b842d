#include "results/stats/correlation.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace attune {
namespace {

// EQ-Bench 3's normalised Elo and Arena scores of eight models
// (specs/emonet-arena-psychometrics-statistics §D.1).
const std::vector<double> kElo = {1261.0, 1197.0, 1168.7, 1078.4, 1037.6, 1001.9, 921.0, 896.0};
const std::vector<double> kArena = {1425, 1366, 1399, 1349, 1355, 1401, 1309, 1282};

TEST(Correlation, HasTheGoldenFiguresOfTheEightModels) {
  EXPECT_NEAR(*pearson(kElo, kArena), 0.800, 5e-4);
  EXPECT_NEAR(*spearman(kElo, kArena), 0.714, 5e-4);
  const auto estimate = estimate_correlation(kElo, kArena, 0.95);
  ASSERT_TRUE(estimate && estimate->low);
  EXPECT_NEAR(*estimate->low, 0.22, 5e-3);
  EXPECT_NEAR(*estimate->high, 0.96, 5e-3);
  EXPECT_EQ(estimate->clusters, 8U);
}

TEST(Correlation, FollowsALineAndItsMirror) {
  const std::vector<double> x = {1, 2, 3, 4, 5};
  std::vector<double> up;
  std::vector<double> down;
  for (const double each : x) {
    up.push_back(2 * each + 7);
    down.push_back(-each / 3);
  }
  EXPECT_NEAR(*pearson(x, up), 1, 1e-12);
  EXPECT_NEAR(*pearson(x, down), -1, 1e-12);
}

TEST(Correlation, OfRanksSeesOnlyTheOrder) {
  const std::vector<double> x = {1, 2, 3, 4, 5};
  const std::vector<double> grown = {1, 10, 100, 1000, 10000};
  EXPECT_NEAR(*spearman(x, grown), 1, 1e-12);
  EXPECT_LT(*pearson(x, grown), 0.8);
}

TEST(Correlation, IsAbsentWhereNothingVaries) {
  const std::vector<double> x = {1, 2, 3};
  const std::vector<double> flat = {4, 4, 4};
  EXPECT_FALSE(pearson(x, flat));
  EXPECT_FALSE(estimate_correlation(x, flat, 0.95));
  EXPECT_FALSE(pearson(std::vector<double>{1.0}, std::vector<double>{2.0}));
  EXPECT_FALSE(pearson({}, {}));
}

TEST(Correlation, WithThreePairsThereIsNoInterval) {
  const std::vector<double> x = {1, 2, 3};
  const std::vector<double> y = {1, 3, 2};
  const auto estimate = estimate_correlation(x, y, 0.95);
  ASSERT_TRUE(estimate);
  EXPECT_FALSE(estimate->low || estimate->high);
  EXPECT_FALSE(fisher_interval(1.0, 50, 0.95));
  EXPECT_FALSE(fisher_interval(-1.0, 50, 0.95));
}

}  // namespace
}  // namespace attune
