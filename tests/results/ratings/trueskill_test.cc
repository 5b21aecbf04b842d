#include "results/ratings/trueskill.h"

#include <cmath>
#include <numbers>
#include <utility>

#include <gtest/gtest.h>

namespace attune {
namespace {

// specs/eq-bench-family §10: straight wins between two newcomers, by the library itself.
TEST(Trueskill, GivesTheGoldenRatingsOfStraightWins) {
  const std::pair<int, Skill> golden[] = {{1, {1258.873092, 100.722739}},
                                          {2, {1283.830528, 91.771023}},
                                          {5, {1313.413636, 78.714934}},
                                          {10, {1330.354468, 69.755350}},
                                          {20, {1343.114253, 62.204322}}};
  for (const auto& [wins, expected] : golden) {
    Skill winner;
    Skill loser;
    for (int win = 0; win < wins; ++win) ASSERT_TRUE(trueskill_win(winner, loser));
    EXPECT_NEAR(winner.mean, expected.mean, 1e-6) << wins;
    EXPECT_NEAR(winner.deviation, expected.deviation, 1e-6) << wins;
    EXPECT_NEAR(loser.mean, 2400 - expected.mean, 1e-6) << wins;
    EXPECT_NEAR(loser.deviation, expected.deviation, 1e-6) << wins;
  }
}

TEST(Trueskill, GivesTheGoldenRatingsOfUnequalPlayers) {
  Skill strong{1300, 40};
  Skill weak{1100, 60};
  ASSERT_TRUE(trueskill_win(strong, weak));
  EXPECT_NEAR(strong.mean, 1301.139888, 1e-6);
  EXPECT_NEAR(strong.deviation, 39.601991, 1e-6);
  EXPECT_NEAR(weak.mean, 1097.435253, 1e-6);
  EXPECT_NEAR(weak.deviation, 58.648175, 1e-6);
}

TEST(Trueskill, MovesByTheTruncatedNormalDistribution) {
  Skill winner{1150, 90};
  Skill loser{1280, 70};
  const double c = std::sqrt(2 * kTrueskillBeta * kTrueskillBeta + 90.0 * 90 + 70.0 * 70);
  const double t = (1150.0 - 1280) / c;
  const double v = std::exp(-t * t / 2) / std::sqrt(2 * std::numbers::pi) /
                   (std::erfc(-t / std::numbers::sqrt2) / 2);
  ASSERT_TRUE(trueskill_win(winner, loser));
  EXPECT_NEAR(winner.mean, 1150 + 90 * 90 / c * v, 1e-9);
  EXPECT_NEAR(loser.deviation, 70 * std::sqrt(1 - 70 * 70 / (c * c) * v * (v + t)), 1e-9);
}

TEST(Trueskill, DrawsUnequalMeansTogetherAsIfADrawHadNoMargin) {
  Skill high{1300, 80};
  Skill low{1200, 100};
  const double c = std::sqrt(2 * kTrueskillBeta * kTrueskillBeta + 80.0 * 80 + 100.0 * 100);
  const double t = 100 / c;
  ASSERT_TRUE(trueskill_draw(high, low));
  EXPECT_NEAR(high.mean, 1300 - 80 * 80 / c * t, 1e-3);
  EXPECT_NEAR(low.mean, 1200 + 100 * 100 / c * t, 1e-3);
  EXPECT_NEAR(high.deviation, 80 * std::sqrt(1 - 80 * 80 / (c * c)), 1e-3);
  EXPECT_NEAR(low.deviation, 100 * std::sqrt(1 - 100 * 100 / (c * c)), 1e-3);
}

// Deviations where two equals differ by next to nothing, by the library's own loop.
TEST(Trueskill, DrawsAlmostEqualsAsTheLibraryDoes) {
  Skill first{1200.5, 60};
  Skill second{1200, 61};
  ASSERT_TRUE(trueskill_draw(first, second));
  EXPECT_NEAR(first.mean, 1200.372581, 1e-6);
  EXPECT_NEAR(first.deviation, 51.793668, 1e-6);
  EXPECT_NEAR(second.mean, 1200.131702, 1e-6);
  EXPECT_NEAR(second.deviation, 52.353384, 1e-6);
}

TEST(Trueskill, DrawsAreTheSameFromBothSides) {
  Skill a{1300, 80};
  Skill b{1200, 100};
  Skill c = a;
  Skill d = b;
  ASSERT_TRUE(trueskill_draw(a, b));
  ASSERT_TRUE(trueskill_draw(d, c));
  EXPECT_EQ(a, c);
  EXPECT_EQ(b, d);
}

// specs/eq-bench-family §4.3.
TEST(Trueskill, LearnsLessThanNothingFromADrawOfEqualsAsTheLibraryDoes) {
  Skill first;
  Skill second;
  ASSERT_TRUE(trueskill_draw(first, second));
  EXPECT_NEAR(first.mean, 1200, 1e-6);
  EXPECT_NEAR(first.deviation, 134.222693, 1e-6);  // the library's own loop, run by hand
  EXPECT_EQ(first.deviation, second.deviation);
}

TEST(Trueskill, ChangesNothingWhereTheLibraryGivesUp) {
  Skill strong{1e6, 1};
  Skill weak{0, 1};
  EXPECT_FALSE(trueskill_win(strong, weak));
  EXPECT_FALSE(trueskill_draw(strong, weak));
  EXPECT_EQ(strong, (Skill{1e6, 1}));
  EXPECT_EQ(weak, (Skill{0, 1}));
}

}  // namespace
}  // namespace attune
