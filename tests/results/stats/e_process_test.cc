#include "results/stats/e_process.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

// specs/emonet-arena-psychometrics-statistics §D.5.
TEST(SignEValue, IsWhatTheSpecificationComputed) {
  EXPECT_NEAR(sign_e_value({20, 5}), 19.485, 5e-4);
  EXPECT_NEAR(sign_e_value({16, 5}), 3.549, 5e-4);
  EXPECT_NEAR(sign_e_value({15, 5}), 2.404, 5e-4);
  EXPECT_NEAR(sign_e_value({65, 35}), 7.683, 5e-4);
  EXPECT_NEAR(sign_e_value({60, 40}), 0.596, 5e-4);
}

TEST(SignEValue, BeginsWithOneAndDoesNotCareWhoWins) {
  EXPECT_NEAR(sign_e_value({0, 0}), 1, 1e-12);
  EXPECT_DOUBLE_EQ(sign_e_value({3, 11}), sign_e_value({11, 3}));
}

TEST(SignEValue, TakesTiesAsHalves) {
  EXPECT_LT(sign_e_value({20.5, 5.5}), sign_e_value({20, 5}));
  EXPECT_GT(sign_e_value({20.5, 5.5}), 10);
}

// The slow obvious twin: the bet's stake, comparison by comparison; after w wins and l losses the
// next is staked on with probability (w + 1/2) / (w + l + 1).
TEST(SignEValue, IsTheStakeOfABetOnEachComparison) {
  Rng rng(4);
  double stake = 1;
  WinsLosses counts;
  for (int comparison = 0; comparison < 300; ++comparison) {
    const bool won = rng.uniform() < 0.6;
    const double chance = (counts.wins + 0.5) / (counts.wins + counts.losses + 1);
    stake *= 2 * (won ? chance : 1 - chance);
    (won ? counts.wins : counts.losses) += 1;
    ASSERT_NEAR(sign_e_value(counts) / stake, 1, 1e-9);
  }
}

// Error under optional stopping: equal sides, looked at after each of 400 comparisons.
TEST(SignEValue, SeldomReachesTwentyWhereSidesAreEqual) {
  constexpr int kRuns = 400;
  Rng rng(5);
  int reached = 0;
  for (int run = 0; run < kRuns; ++run) {
    WinsLosses counts;
    double highest = 0;
    for (int comparison = 0; comparison < 400; ++comparison) {
      (rng.uniform() < 0.5 ? counts.wins : counts.losses) += 1;
      highest = std::max(highest, sign_e_value(counts));
    }
    reached += highest >= 20 ? 1 : 0;
  }
  EXPECT_LE(reached, 0.05 * kRuns);
  EXPECT_GE(reached, 2);  // the test would be empty of a figure that never moves
}

}  // namespace
}  // namespace attune
