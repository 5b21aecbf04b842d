#include "results/ratings/elo.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace attune {
namespace {

using Contests = std::vector<Contest>;

Contest contest(std::uint32_t first, std::uint32_t second, double share) {
  return {.first = first, .second = second, .share = share};
}

const Contests kGolden = {contest(0, 1, 1),  contest(1, 2, 1), contest(2, 0, .5), contest(0, 1, 0),
                          contest(1, 2, .5), contest(2, 0, 0), contest(0, 2, 1),  contest(1, 0, 1)};

// specs/emonet-arena-psychometrics-statistics §B.3.
TEST(OnlineElo, GivesTheGoldenRatings) {
  const auto ratings = online_elo(3, kGolden);
  EXPECT_NEAR(ratings[0], 1001.909414, 1e-6);
  EXPECT_NEAR(ratings[1], 1004.010793, 1e-6);
  EXPECT_NEAR(ratings[2], 994.079793, 1e-6);
}

TEST(OnlineElo, DependsOnTheOrder) {
  Contests turned = kGolden;
  std::ranges::reverse(turned);
  EXPECT_GT(std::abs(online_elo(3, turned)[0] - online_elo(3, kGolden)[0]), 1e-3);
}

TEST(OnlineElo, LeavesWhoHasNotPlayedAtTheStart) {
  EXPECT_EQ(online_elo(4, kGolden, {.start = 1500})[3], 1500);
}

// The slow twin: all orders of four contests, each once.
TEST(MedianElo, IsCloseToTheMedianOfAllOrders) {
  const Contests contests = {contest(0, 1, 1), contest(1, 2, 1), contest(2, 0, .5),
                             contest(0, 1, 0)};
  std::vector<std::size_t> order = {0, 1, 2, 3};
  std::vector<double> all;
  do {
    Contests ordered;
    for (const std::size_t at : order) ordered.push_back(contests[at]);
    all.push_back(online_elo(3, ordered, {.step = 64})[1]);
  } while (std::ranges::next_permutation(order).found);
  ASSERT_EQ(all.size(), 24U);
  std::ranges::sort(all);
  const double drawn = median_elo(3, contests, 4001, 5, {.step = 64})[1];
  EXPECT_GE(drawn, all[9]);
  EXPECT_LE(drawn, all[14]);
  EXPECT_GT(all[23] - all[0], 2 * (all[14] - all[9]));
}

TEST(MedianElo, IsTheSameForEqualSeedsAndMovesWithTheSeed) {
  EXPECT_EQ(median_elo(3, kGolden, 5, 1), median_elo(3, kGolden, 5, 1));
  EXPECT_NE(median_elo(3, kGolden, 5, 1), median_elo(3, kGolden, 5, 2));
}

}  // namespace
}  // namespace attune
