#include "results/stats/effect_size.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace attune {
namespace {

// P(T <= t) of the noncentral t distribution by its definition, (Z + shift) / sqrt(χ²/df): sums
// over the scale s = sqrt(χ²/df) of P(Z <= t s - shift), by the trapezoidal rule.
double share_below(double t, double freedom, double shift) {
  double sum = 0;
  double weights = 0;
  for (double s = 0.0005; s < 6; s += 0.0005) {
    const double weight = std::exp((freedom - 1) * std::log(s) - freedom * s * s / 2);
    sum += weight * std::erfc((shift - t * s) / std::sqrt(2.0)) / 2;
    weights += weight;
  }
  return sum / weights;
}

TEST(EffectSize, IsTheMeanInUnitsOfTheSpread) {
  const std::vector<double> differences = {1, 2, 3, 4, 5};  // mean 3, variance 2.5
  const auto effect = paired_effect_size(differences, 0.95);
  ASSERT_TRUE(effect);
  EXPECT_NEAR(effect->point, 3 / std::sqrt(2.5), 1e-12);
  EXPECT_EQ(effect->clusters, 5U);
}

TEST(EffectSize, TheEndsLeaveTheirTailsByTheDefinition) {
  const std::vector<std::vector<double>> settings = {
      {1, 2, 3, 4, 5}, {-1, 2, 0.5, -0.2, 1, 3, -2, 0.1}, {5, -4, -6, 2, -9, 1}};
  for (const auto& differences : settings) {
    const auto effect = paired_effect_size(differences, 0.9);
    ASSERT_TRUE(effect && effect->low);
    const double root = std::sqrt(static_cast<double>(differences.size()));
    const double t = effect->point * root;
    const double freedom = static_cast<double>(differences.size()) - 1;
    EXPECT_NEAR(share_below(t, freedom, *effect->low * root), 0.95, 1e-5);
    EXPECT_NEAR(share_below(t, freedom, *effect->high * root), 0.05, 1e-5);
  }
}

TEST(EffectSize, TurnsRoundWithItsSides) {
  const std::vector<double> differences = {1, 2, -1, 4, 5};
  std::vector<double> turned = differences;
  for (double& each : turned) each = -each;
  const auto one = paired_effect_size(differences, 0.95);
  const auto other = paired_effect_size(turned, 0.95);
  ASSERT_TRUE(one && other);
  EXPECT_NEAR(one->point, -other->point, 1e-12);
  EXPECT_NEAR(*one->low, -*other->high, 1e-9);
}

TEST(EffectSize, IsAbsentWithoutSpread) {
  EXPECT_FALSE(paired_effect_size(std::vector<double>{2, 2, 2}, 0.95));
  EXPECT_FALSE(paired_effect_size(std::vector<double>{2}, 0.95));
  EXPECT_FALSE(paired_effect_size({}, 0.95));
}

TEST(EffectSize, HardlyAnySpreadLeavesThePointAlone) {
  const std::vector<double> differences = {1000, 1000.001, 999.999, 1000};
  const auto effect = paired_effect_size(differences, 0.95);
  ASSERT_TRUE(effect);
  EXPECT_GT(effect->point, 1e5);
  EXPECT_FALSE(effect->low || effect->high);
}

}  // namespace
}  // namespace attune
