#include "results/differences/difference.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

Difference with(const std::vector<double>& differences) {
  Difference difference;
  for (const double each : differences) difference.points.push_back({.difference = each});
  return difference;
}

TEST(MostDifferent, TheFarthestFromZeroComeFirst) {
  EXPECT_EQ(most_different(with({1, -5, 3, 4}), 3), (std::vector<std::size_t>{1, 3, 2}));
}

TEST(MostDifferent, OfEqualOnesTheEarlierComesFirstWhateverTheLastBitSays) {
  EXPECT_EQ(most_different(with({0.3, -(0.1 + 0.2), 0.3}), 3), (std::vector<std::size_t>{0, 1, 2}));
}

TEST(MostDifferent, WhatDoesNotDifferIsLeftOut) {
  EXPECT_EQ(most_different(with({0, 1e-12, 2}), 5), (std::vector<std::size_t>{2}));
  EXPECT_TRUE(most_different(with({1, 2}), 0).empty());
}

}  // namespace
}  // namespace attune
