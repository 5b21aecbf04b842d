#include "results/stats/rank_range.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

TEST(RankRange, IsSureOnlyWhereTheIntervalExcludesZero) {
  EXPECT_EQ(sure_of({0.1, 2}), Sure::FirstBetter);
  EXPECT_EQ(sure_of({-2, -0.1}), Sure::SecondBetter);
  EXPECT_EQ(sure_of({-1, 1}), Sure::No);
  EXPECT_EQ(sure_of({0, 1}), Sure::No);
  EXPECT_EQ(sure_of({1e-12, 1e-12}), Sure::No);  // the rounding of sums
}

TEST(RankRange, CountsWhoIsSurelyBetterAndSurelyWorse) {
  // The first beats both others; those cannot be told apart.
  const auto compare = [](std::size_t first, std::size_t) {
    return first == 0 ? Sure::FirstBetter : Sure::No;
  };
  EXPECT_EQ(ranges_of(3, compare), (std::vector<RankRange>{{1, 1}, {2, 3}, {2, 3}}));
}

TEST(RankRange, AsksOnceForEveryPair) {
  int asked = 0;
  const auto compare = [&asked](std::size_t first, std::size_t second) {
    EXPECT_LT(first, second);
    ++asked;
    return Sure::No;
  };
  EXPECT_EQ(ranges_of(4, compare).size(), 4U);
  EXPECT_EQ(asked, 6);
  EXPECT_TRUE(ranges_of(0, compare).empty());
}

// Gaps of independent subjects a step apart, with standard error 1 and so many degrees of freedom.
GapOf a_ladder(double step, double freedom, const std::vector<std::vector<double>>& draws) {
  return [=](std::size_t first, std::size_t second, DrawnGap& gap) {
    gap.point = step * (static_cast<double>(second) - static_cast<double>(first));
    gap.error = 1;
    gap.freedom = freedom;
    gap.off.clear();
    for (const auto& draw : draws) gap.off.push_back((draw[second] - draw[first]) / std::sqrt(2.0));
    return true;
  };
}

std::vector<std::vector<double>> normal_draws(std::size_t subjects) {
  Rng rng(3);
  std::vector<std::vector<double>> draws(4000, std::vector<double>(subjects));
  for (auto& draw : draws) {
    for (double& each : draw) each = rng.normal();
  }
  return draws;
}

// The largest of 45 studentised differences of ten alike is Tukey's range over sqrt(2), and
// q(0.95; 10, infinity) = 4.474.
TEST(RangesTogether, LeaveOutsideWhatTukeysRangeLeaves) {
  const double tukey = 4.474 / std::sqrt(2.0);
  const auto draws = normal_draws(10);
  const RankRange middle{7, 7};
  EXPECT_EQ(ranges_together(10, a_ladder(tukey * 1.05, 1e9, draws), 0.95)[6], middle);
  EXPECT_EQ(ranges_together(10, a_ladder(tukey * 0.97, 1e9, draws), 0.95)[6], (RankRange{6, 8}));
}

// The largest t of three draws, of two that are as far off as its 11 degrees of freedom allow.
TEST(RangesTogether, StudentiseEveryDraw) {
  const double t = std::sqrt(4 / (1 - 4.0 / 11));  // of a draw that is 2 standard errors off
  const auto range = [](double gap) {
    const GapOf pair = [gap](std::size_t, std::size_t, DrawnGap& made) {
      made = {.point = gap, .error = 1, .freedom = 11.9, .off = {2, -2, 2}};
      return true;
    };
    return ranges_together(2, pair, 0.95)[0];
  };
  EXPECT_EQ(range(t * 1.001), (RankRange{1, 1}));
  EXPECT_EQ(range(t * 0.999), (RankRange{1, 2}));
}

// Šidák's tail for three pairs: 1 - 0.95^(1/3) on both sides, and t of 5 degrees of freedom.
TEST(RangesTogether, TakeSidaksTailWithoutDraws) {
  const double t = errors_for((1 - std::cbrt(0.95)) / 2, 5);
  EXPECT_NEAR(t, 3.518, 0.01);  // tables of the Studentised maximum modulus lie a little below
  const auto range = [](double step) { return ranges_together(3, a_ladder(step, 5, {}), 0.95)[0]; };
  EXPECT_EQ(range(t * 1.001), (RankRange{1, 1}));
  EXPECT_EQ(range(t * 0.999), (RankRange{1, 2}));
}

TEST(RangesTogether, AreNotSpoiledByOnePairOfWhichLittleIsKnown) {
  const auto draws = normal_draws(10);
  const GapOf ladder = a_ladder(4, 40, draws);
  const GapOf one_blind = [&](std::size_t first, std::size_t second, DrawnGap& gap) {
    if (!ladder(first, second, gap)) return false;
    if (first == 0 && second == 9) gap.off.clear();
    if (first == 0 && second == 9) gap.freedom = 1;
    return true;
  };
  EXPECT_EQ(ranges_together(10, one_blind, 0.95)[5], (RankRange{6, 6}));
}

TEST(RangesTogether, KnowWhatHasNoErrorAndNothingOfWhatIsNotKnown) {
  const GapOf exact = [](std::size_t, std::size_t, DrawnGap& gap) {
    gap = {.point = 0.5};
    return true;
  };
  EXPECT_EQ(ranges_together(3, exact, 0.95), (std::vector<RankRange>{{1, 1}, {2, 2}, {3, 3}}));
  const GapOf unknown = [](std::size_t, std::size_t, DrawnGap&) { return false; };
  EXPECT_EQ(ranges_together(2, unknown, 0.95), (std::vector<RankRange>{{1, 2}, {1, 2}}));
  EXPECT_TRUE(ranges_together(0, unknown, 0.95).empty());
  EXPECT_EQ(ranges_together(1, unknown, 0.95), (std::vector<RankRange>{{1, 1}}));
}

TEST(RangesTogether, TakeQuantilesFromTables) {
  EXPECT_NEAR(errors_for(0.025, std::nullopt), 1.959964, 1e-6);
  EXPECT_NEAR(errors_for(0.025, 11), 2.200985, 1e-6);
  EXPECT_NEAR(normal_tail(1.959964), 0.025, 1e-7);
}

}  // namespace
}  // namespace attune
