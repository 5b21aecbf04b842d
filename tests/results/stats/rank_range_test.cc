#include "results/stats/rank_range.h"

#include <vector>

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace attune
