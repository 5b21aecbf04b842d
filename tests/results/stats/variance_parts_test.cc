#include "results/stats/variance_parts.h"

#include <cmath>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

// A balanced layout: the textbook's mean squares.
TEST(VarianceParts, OfABalancedLayoutAreTheTextbooksMeanSquares) {
  // Two scenarios of two samples, each judged twice.
  const std::vector<JudgedScenario> layout = {{{10, 12}, {14, 16}}, {{20, 24}, {30, 30}}};
  // Within samples: (2 + 2 + 8 + 0) / 4 = 3. Samples within scenarios: means 11, 15 | 22, 30:
  // 2 (2² + 2² + 4² + 4²) / 2 = 40. Scenarios: means 13, 26: 4 (6.5² + 6.5²) / 1 = 338.
  const VarianceParts parts = variance_parts(layout);
  ASSERT_TRUE(parts.judges && parts.repeats && parts.scenarios && parts.of_means);
  EXPECT_NEAR(parts.judges->variance, 3, 1e-9);
  EXPECT_NEAR(parts.repeats->variance, (40.0 - 3) / 2, 1e-9);
  EXPECT_NEAR(parts.scenarios->variance, (338.0 - 40) / 4, 1e-9);
  EXPECT_NEAR(*parts.of_means, 13.0 * 13 / 2, 1e-9);
  EXPECT_EQ(parts.values, 8U);
  EXPECT_FALSE(parts.judges->cut || parts.repeats->cut || parts.scenarios->cut);
}

TEST(VarianceParts, OfUnequalNumbersAreRightOnAverage) {
  // Mean of the estimates over many draws of an unbalanced layout, against the truth.
  Rng rng(5);
  double scenarios = 0;
  double repeats = 0;
  double judges = 0;
  constexpr int kDraws = 600;
  for (int draw = 0; draw < kDraws; ++draw) {
    std::vector<JudgedScenario> layout;
    for (int i = 0; i < 20; ++i) {
      const double of_scenario = 5 * rng.normal();
      JudgedScenario& scenario = layout.emplace_back();
      for (int j = 0; j < 1 + i % 4; ++j) {
        const double of_sample = of_scenario + 3 * rng.normal();
        Cluster& sample = scenario.emplace_back();
        for (int k = 0; k < 1 + (i + j) % 3; ++k) sample.push_back(of_sample + 2 * rng.normal());
      }
    }
    const VarianceParts parts = variance_parts(layout);
    scenarios += parts.scenarios->variance / kDraws;
    repeats += parts.repeats->variance / kDraws;
    judges += parts.judges->variance / kDraws;
  }
  EXPECT_NEAR(scenarios, 25, 1.2);  // about 3 standard errors
  EXPECT_NEAR(repeats, 9, 0.5);
  EXPECT_NEAR(judges, 4, 0.2);
}

TEST(VarianceParts, WithoutASecondJudgeThatPartIsAbsent) {
  const std::vector<JudgedScenario> layout = {{{1}, {3}}, {{7}, {9}}};
  const VarianceParts parts = variance_parts(layout);
  EXPECT_FALSE(parts.judges);
  ASSERT_TRUE(parts.repeats && parts.scenarios);
  EXPECT_NEAR(parts.repeats->variance, 2, 1e-9);
  EXPECT_NEAR(parts.scenarios->variance, (36.0 - 2) / 2, 1e-9);
}

TEST(VarianceParts, WithOneRepeatScenariosCannotBeToldFromChance) {
  const std::vector<JudgedScenario> layout = {{{1, 2}}, {{7, 8}}, {{4, 6}}};
  const VarianceParts parts = variance_parts(layout);
  EXPECT_FALSE(parts.repeats || parts.scenarios);
  ASSERT_TRUE(parts.judges && parts.of_means);
  EXPECT_NEAR(parts.judges->variance, (0.5 + 0.5 + 2) / 3, 1e-9);
}

TEST(VarianceParts, ANegativeEstimateIsZeroAndSaysSo) {
  // Scenarios alike, repeats apart.
  const std::vector<JudgedScenario> layout = {{{0}, {10}}, {{0}, {10}}, {{10}, {0}}};
  const VarianceParts parts = variance_parts(layout);
  ASSERT_TRUE(parts.scenarios);
  EXPECT_EQ(parts.scenarios->variance, 0);
  EXPECT_TRUE(parts.scenarios->cut);
  EXPECT_FALSE(parts.repeats->cut);
}

TEST(VarianceParts, EmptySamplesAndScenariosArePassedOver) {
  const std::vector<JudgedScenario> layout = {{{1}, {}, {3}}, {}, {{}}, {{7}, {9}}};
  const std::vector<JudgedScenario> same = {{{1}, {3}}, {{7}, {9}}};
  EXPECT_EQ(variance_parts(layout), variance_parts(same));
  EXPECT_EQ(variance_parts({}), VarianceParts{});
}

TEST(VarianceParts, ALargeCommonValueCostsNoDigits) {
  std::vector<JudgedScenario> layout = {{{10, 12}, {14, 16}}, {{20, 24}, {30, 30}}};
  const VarianceParts small = variance_parts(layout);
  for (auto& scenario : layout) {
    for (auto& sample : scenario) {
      for (double& value : sample) value += 1e8;
    }
  }
  EXPECT_NEAR(variance_parts(layout).scenarios->variance, small.scenarios->variance, 1e-6);
}

}  // namespace
}  // namespace attune
