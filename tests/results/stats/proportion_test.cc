#include "results/stats/proportion.h"

#include <cmath>

#include <gtest/gtest.h>

namespace attune {
namespace {

// C(n, k) / 2^n, by hand.
double even_chance(std::size_t n, std::size_t k) {
  double chance = std::pow(0.5, static_cast<double>(n));
  for (std::size_t at = 0; at < k; ++at)
    chance *= static_cast<double>(n - at) / static_cast<double>(at + 1);
  return chance;
}

TEST(Wilson, HasTheFiguresOfNewcombe1998) {
  // Newcombe, "Two-sided confidence intervals for the single proportion", table I: 81 of 263, 15 of
  // 148, 0 of 20, 1 of 29.
  const auto holds = [](Share share, double low, double high) {
    const auto interval = wilson_interval(share, 0.95);
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->low, low, 5e-5);
    EXPECT_NEAR(interval->high, high, 5e-5);
  };
  holds({.successes = 81, .trials = 263}, 0.2553, 0.3662);
  holds({.successes = 15, .trials = 148}, 0.0624, 0.1605);
  holds({.successes = 0, .trials = 20}, 0.0, 0.1611);
  holds({.successes = 1, .trials = 29}, 0.0061, 0.1718);
}

TEST(Wilson, MirrorsAndStaysWithinItsBounds) {
  const auto none = wilson_interval({.successes = 0, .trials = 7}, 0.95);
  const auto all = wilson_interval({.successes = 7, .trials = 7}, 0.95);
  ASSERT_TRUE(none && all);
  EXPECT_EQ(none->low, 0);
  EXPECT_EQ(all->high, 1);
  EXPECT_NEAR(none->high, 1 - all->low, 1e-12);
  EXPECT_FALSE(wilson_interval({}, 0.95));
}

TEST(Wilson, EndsSolveTheScoreEquation) {
  const auto interval = wilson_interval({.successes = 9, .trials = 30}, 0.9);
  ASSERT_TRUE(interval);
  const double z = 1.6448536269514722;
  for (const double end : {interval->low, interval->high})
    EXPECT_NEAR(std::abs(0.3 - end) / std::sqrt(end * (1 - end) / 30), z, 1e-9);
}

TEST(McNemar, IsTwiceTheSmallerTailOfEvenCoins) {
  for (std::size_t first = 0; first <= 9; ++first) {
    for (std::size_t second = 0; second <= 9; ++second) {
      double up_to = 0;
      for (std::size_t k = 0; k <= std::min(first, second); ++k)
        up_to += even_chance(first + second, k);
      const double exactly = even_chance(first + second, std::min(first, second));
      const Discordant pairs{.first_only = first, .second_only = second};
      EXPECT_NEAR(mcnemar_exact(pairs), std::min(1.0, 2 * up_to), 1e-12);
      EXPECT_NEAR(mcnemar_mid_p(pairs), std::min(1.0, 2 * up_to - exactly), 1e-12);
    }
  }
}

TEST(McNemar, HasThePublishedFiguresOfASmallTable) {
  // Fagerland, Lydersen & Laake 2013, airway hyper-responsiveness: 7 against 1 of 21 pairs.
  const Discordant pairs{.first_only = 1, .second_only = 7};
  EXPECT_NEAR(mcnemar_exact(pairs), 0.0703, 5e-5);
  EXPECT_NEAR(mcnemar_mid_p(pairs), 0.0391, 5e-5);
}

TEST(McNemar, WithoutDiscordantPairsThereIsNothingAgainstEquality) {
  EXPECT_EQ(mcnemar_exact({}), 1);
  EXPECT_EQ(mcnemar_mid_p({}), 1);
}

}  // namespace
}  // namespace attune
