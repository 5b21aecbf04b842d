#include "results/stats/cusum.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

TEST(Cusum, AddsUpWhatLiesBeyondTheReferenceOnEachSide) {
  Cusum cusum({.reference = 0.5, .height = 4});
  EXPECT_FALSE(cusum.add(1.5));
  EXPECT_DOUBLE_EQ(cusum.above(), 1);
  EXPECT_DOUBLE_EQ(cusum.below(), 0);
  EXPECT_FALSE(cusum.add(-2));
  EXPECT_DOUBLE_EQ(cusum.above(), 0);
  EXPECT_DOUBLE_EQ(cusum.below(), 1.5);
  EXPECT_FALSE(cusum.add(-3));  // at the height, not beyond it
  EXPECT_DOUBLE_EQ(cusum.below(), 4);
  EXPECT_TRUE(cusum.add(-0.6));
}

TEST(Cusum, SaysHowLongAgoTheChangeWas) {
  Cusum cusum({.reference = 0.5, .height = 4});
  for (const double value : {1.0, -1.0, 0.2, 2.0, 2.0, 2.0}) cusum.add(value);
  EXPECT_EQ(cusum.run(), 3U);
  cusum.restart();
  EXPECT_EQ(cusum.run(), 0U);
  EXPECT_DOUBLE_EQ(cusum.above(), 0);
}

// The slow obvious twin: g+ after t values is the highest of the sums of the last j values.
TEST(Cusum, IsTheHighestSumOfTheLastValues) {
  Rng rng(2);
  Cusum cusum({.reference = 0.5, .height = 5});
  std::vector<double> values;
  for (int look = 0; look < 200; ++look) {
    values.push_back(rng.normal());
    cusum.add(values.back());
    double highest = 0;
    double sum = 0;
    for (auto value = values.rbegin(); value != values.rend(); ++value) {
      sum += *value - 0.5;
      highest = std::max(highest, sum);
    }
    ASSERT_NEAR(cusum.above(), highest, 1e-9);
  }
}

// Montgomery, "Introduction to Statistical Quality Control", §9.1: k = 0.5, two-sided; h = 4 168
// looks, h = 5 465, h = 4.77 370.
TEST(SiegmundRunLength, IsThatOfThePublishedTables) {
  EXPECT_NEAR(siegmund_run_length({0.5, 4}), 168, 1.7);
  EXPECT_NEAR(siegmund_run_length({0.5, 4.77}), 370, 4);
  EXPECT_NEAR(siegmund_run_length({0.5, 5}), 465, 5);
}

TEST(SiegmundHeight, GivesTheRunLengthAsked) {
  for (const double length : {10.0, 100.0, 1e6})
    EXPECT_NEAR(siegmund_run_length({0.5, siegmund_height(0.5, length)}) / length, 1, 1e-9);
}

TEST(Cusum, AlarmsAsSeldomAsTheFormulaSays) {
  constexpr int kRuns = 400;
  Rng rng(6);
  double looks = 0;
  for (int run = 0; run < kRuns; ++run) {
    Cusum cusum({.reference = 0.5, .height = 4});
    do {
      ++looks;
    } while (!cusum.add(rng.normal()));
  }
  EXPECT_NEAR(looks / kRuns / 168, 1, 0.15);  // three standard errors
}

TEST(Cusum, FindsAShiftOfTwoStandardDeviationsWithinAFewLooks) {
  Rng rng(7);
  double looks = 0;
  for (int run = 0; run < 100; ++run) {
    Cusum cusum({.reference = 0.5, .height = 5});
    do {
      ++looks;
    } while (!cusum.add(2 + rng.normal()));
  }
  EXPECT_NEAR(looks / 100, 4, 0.5);  // Montgomery: 4.01
}

}  // namespace
}  // namespace attune
