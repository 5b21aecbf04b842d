#include "results/stats/bootstrap.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

double quantile_of(std::vector<double> values, double p) {
  return quantile(values, p);
}

TEST(Quantile, IsTypeSeven) {
  // R: quantile(c(10, 1, 3, 2), p)
  EXPECT_DOUBLE_EQ(quantile_of({10, 1, 3, 2}, 0), 1);
  EXPECT_DOUBLE_EQ(quantile_of({10, 1, 3, 2}, 0.3), 1.9);
  EXPECT_DOUBLE_EQ(quantile_of({10, 1, 3, 2}, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(quantile_of({10, 1, 3, 2}, 0.9), 7.9);
  EXPECT_DOUBLE_EQ(quantile_of({10, 1, 3, 2}, 1), 10);
  EXPECT_DOUBLE_EQ(quantile_of({5}, 0.5), 5);
}

TEST(ExpandedTail, WidensWhatFewClustersMakeTooNarrow) {
  EXPECT_NEAR(expanded_tail(24, 0.95), 0.01729, 1e-5);  // Phi(-sqrt(24 / 23) 2.068658)
  EXPECT_NEAR(expanded_tail(1'000'000, 0.95), 0.025, 1e-6);
  EXPECT_LT(expanded_tail(2, 0.95), 1e-60);
  EXPECT_LT(expanded_tail(5, 0.95), expanded_tail(6, 0.95));
}

TEST(Resampler, GivesEqualDrawsForEqualSeeds) {
  Resampler one(171, 5);
  Resampler two(171, 5);
  Resampler other(171, 6);
  for (int draw = 0; draw < 3; ++draw) {
    const auto drawn = one.draw();
    EXPECT_TRUE(std::ranges::equal(drawn, two.draw()));
    EXPECT_FALSE(std::ranges::equal(drawn, other.draw()));
  }
}

TEST(Resampler, DrawsWhatItsStreamGivesBelowTheNumberOfClusters) {
  for (const std::size_t clusters : {1UL, 2UL, 3UL, 64UL, 171UL, 65'537UL}) {
    Resampler resampler(clusters, 9);
    Rng rng = Rng::named(9, "bootstrap over scenarios");
    for (int round = 0; round < 5; ++round) {
      for (const std::uint32_t index : resampler.draw()) ASSERT_EQ(index, rng.below(clusters));
    }
  }
}

// What is remembered ends after some 128 of these draws.
TEST(Resampler, DrawsTheSameWhereMemoryEnds) {
  constexpr std::size_t kClusters = 65'537;
  Resampler first(kClusters, 9);
  Resampler second(kClusters, 9);
  Rng rng = Rng::named(9, "bootstrap over scenarios");
  for (int draw = 0; draw < 140; ++draw) {
    const auto drawn = first.draw();
    std::vector<std::uint32_t> expected;
    for (std::size_t i = 0; i < kClusters; ++i)
      expected.push_back(static_cast<std::uint32_t>(rng.below(kClusters)));
    ASSERT_TRUE(std::ranges::equal(drawn, expected));
    if (draw < 130) continue;
    if (draw == 130) {
      for (int skipped = 0; skipped < 130; ++skipped) second.draw();
    }
    ASSERT_TRUE(std::ranges::equal(drawn, second.draw()));
  }
}

TEST(Resampler, DrawsEveryClusterEquallyOften) {
  Resampler resampler(7, 1);
  std::vector<int> times(7);
  for (int draw = 0; draw < 10'000; ++draw) {
    const auto drawn = resampler.draw();
    ASSERT_EQ(drawn.size(), 7U);
    for (const auto index : drawn) ++times.at(index);
  }
  for (const int count : times) EXPECT_NEAR(count, 10'000, 400);  // four standard deviations
}

TEST(IntervalOf, CutsTheSameShareAtBothEnds) {
  std::vector<double> draws = {4, 2, 0, 1, 3};
  EXPECT_EQ(interval_of(draws, 0.25), (Interval{1, 3}));
}

}  // namespace
}  // namespace attune
