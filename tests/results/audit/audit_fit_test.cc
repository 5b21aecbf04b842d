#include "results/audit/audit_fit.h"

#include <cmath>

#include <gtest/gtest.h>

namespace attune {
namespace {

// Two who meet `wins` and `losses` times as first and as second, in scenarios of their own.
FitTable a_table(int wins_first, int losses_first, int wins_second, int losses_second) {
  FitTable table;
  table.columns = {{"position", {}}};
  std::uint32_t cluster = 0;
  const auto add = [&](std::uint32_t first, double share, int times) {
    for (int time = 0; time < times; ++time) {
      table.contests.push_back(
          {.first = first, .second = 7 - first, .share = share, .cluster = cluster++});
      table.columns[0].values.push_back(1);
    }
  };
  add(3, 1, wins_first);
  add(3, 0, losses_first);
  add(4, 0, wins_second);  // 3 is shown second, and wins
  add(4, 1, losses_second);
  return table;
}

// Closed form: 3 wins with probability p as first and q as second, so that its strength is
// (logit p + logit q) / 2 and the position's effect (logit p - logit q) / 2.
TEST(FitEffects, GivesTheClosedFormOfTwoWhoMeet) {
  const auto fit = fit_effects(a_table(30, 10, 16, 24));
  ASSERT_TRUE(fit && fit->effects[0]);
  const double p = std::log(30.0 / 10);
  const double q = std::log(16.0 / 24);
  EXPECT_NEAR(fit->effects[0]->value, (p - q) / 2, 1e-4);
  EXPECT_NEAR(fit->theta[3] - fit->theta[4], (p + q) / 2, 1e-4);
  EXPECT_FALSE(fit->held);
  // Two independent logits, each with 1 / wins + 1 / losses, and a little more for 80 clusters.
  const double error = std::sqrt((1 / 30.0 + 1 / 10.0 + 1 / 16.0 + 1 / 24.0) / 4);
  EXPECT_GT(fit->effects[0]->error, error);
  EXPECT_LT(fit->effects[0]->error, 1.03 * error);
}

TEST(FitEffects, HoldsByAPriorWhatHasNoEnd) {
  const auto fit = fit_effects(a_table(20, 0, 0, 20));
  ASSERT_TRUE(fit && fit->effects[0]);
  EXPECT_TRUE(fit->held);
  EXPECT_GT(fit->effects[0]->value, 2);
  EXPECT_LT(p_of(*fit, *fit->effects[0]), 0.001);
}

TEST(FitEffects, LeavesOutWhatCannotBeToldApartAndKeepsTheRest) {
  FitTable table = a_table(30, 10, 16, 24);
  FitColumn same = {"strength again", {}};
  for (const Contest& contest : table.contests) same.values.push_back(contest.first == 3 ? 1 : -1);
  table.columns.push_back(same);
  table.columns.push_back({"nothing", std::vector<double>(table.contests.size(), 0)});
  const auto fit = fit_effects(table);
  ASSERT_TRUE(fit);
  EXPECT_TRUE(fit->effects[0]);
  EXPECT_FALSE(fit->effects[1]);
  EXPECT_NE(fit->why[1].find("cannot be told apart"), std::string::npos);
  EXPECT_EQ(fit->why[2], "nothing differs in it");
}

TEST(FitEffects, IsAbsentWithoutTwoScenarios) {
  FitTable table = a_table(3, 2, 2, 3);
  for (Contest& contest : table.contests) contest.cluster = 0;
  EXPECT_FALSE(fit_effects(table));
  EXPECT_FALSE(fit_effects({}));
}

TEST(AsProbability, MovesTheWinOfEquals) {
  const Estimate moved = as_probability({.point = std::log(3.0), .low = 0, .high = std::log(4.0)});
  EXPECT_NEAR(moved.point, 25, 1e-9);
  EXPECT_NEAR(*moved.low, 0, 1e-9);
  EXPECT_NEAR(*moved.high, 30, 1e-9);
}

TEST(Balance, IsAThirdForTwiceAsMuch) {
  EXPECT_DOUBLE_EQ(balance(2, 1), 1.0 / 3);
  EXPECT_DOUBLE_EQ(balance(0, 5), -1);
  EXPECT_DOUBLE_EQ(balance(0, 0), 0);
}

}  // namespace
}  // namespace attune
