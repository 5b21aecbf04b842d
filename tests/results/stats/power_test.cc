#include "results/stats/power.h"

#include <cmath>

#include <gtest/gtest.h>

#include "results/stats/sign_flip.h"
#include "scenarios/base/rng.h"

namespace attune {
namespace {

// Miller's example (specs/emonet-arena-psychometrics-statistics §D.4): ω² = 1/9, δ = 0.03.
constexpr double kBetween = 1.0 / 9;
constexpr double kDelta = 0.03;

TEST(Power, HasMillersNumbersOfScenarios) {
  EXPECT_EQ(scenarios_needed(kDelta, scenario_variance({.between = kBetween}), {}), 969U);
  const DifferenceSpread once{.between = kBetween, .first = 1.0 / 6, .second = 1.0 / 6};
  EXPECT_EQ(scenarios_needed(kDelta, scenario_variance(once), {}), 3876U);
  DifferenceSpread often = once;
  often.first_repeats = 10;
  often.second_repeats = 10;
  EXPECT_EQ(scenarios_needed(kDelta, scenario_variance(often), {}), 1260U);
}

TEST(Power, FortyFiveScenariosTellFourteenHundredthsApart) {
  EXPECT_NEAR(*detectable_difference(kBetween, 45, {}), 0.14, 0.002);
}

TEST(Power, TheNumberNeededIsTheLeastThatFindsTheDifference) {
  for (const double delta : {0.01, 0.05, 0.2, 0.5, 2.0}) {
    const auto needed = scenarios_needed(delta, kBetween, {});
    ASSERT_TRUE(needed);
    EXPECT_LE(*detectable_difference(kBetween, *needed, {}), delta);
    const auto one_less = detectable_difference(kBetween, *needed - 1, {});
    EXPECT_TRUE(!one_less || *one_less > delta) << delta;
  }
}

TEST(Power, OfTheDetectableDifferenceIsWhatWasAskedFor) {
  for (const std::size_t scenarios : {5U, 12U, 29U, 30U, 200U}) {
    const TestPlan plan{.alpha = 0.01, .power = 0.9};
    const double delta = *detectable_difference(3.5, scenarios, plan);
    EXPECT_NEAR(*power_of(delta, 3.5, scenarios, plan), 0.9, 1e-9);
    EXPECT_NEAR(*power_of(-delta, 3.5, scenarios, plan), 0.9, 1e-9);
  }
}

TEST(Power, FewScenariosHaveStudentsQuantiles) {
  // t(0.975, 9) = 2.262157 and t(0.8, 9) = 0.883404.
  EXPECT_NEAR(*detectable_difference(1, 10, {}), (2.262157 + 0.883404) / std::sqrt(10.0), 1e-6);
  // z: 1.959964 and 0.841621.
  EXPECT_NEAR(*detectable_difference(1, 100, {}), 0.2801585, 1e-6);
}

TEST(Power, WhatCannotBeToldIsAbsent) {
  EXPECT_FALSE(detectable_difference(1, 1, {}));
  EXPECT_FALSE(power_of(1, 1, 1, {}));
  EXPECT_FALSE(scenarios_needed(0, 1, {}));
  EXPECT_FALSE(scenarios_needed(1e-9, 1, {}));
  EXPECT_EQ(scenarios_needed(1, 0, {}), 2U);
}

// The share of simulated pairs whose difference the sign-flip test finds at 5 %.
double simulated(double delta, std::size_t scenarios, const DifferenceSpread& spread,
                 std::size_t simulations) {
  Rng rng(21);
  std::size_t found = 0;
  for (std::size_t simulation = 0; simulation < simulations; ++simulation) {
    std::vector<double> differences;
    for (std::size_t at = 0; at < scenarios; ++at) {
      double difference = delta + std::sqrt(spread.between) * rng.normal();
      for (int k = 0; k < static_cast<int>(spread.first_repeats); ++k)
        difference += std::sqrt(spread.first) * rng.normal() / spread.first_repeats;
      for (int k = 0; k < static_cast<int>(spread.second_repeats); ++k)
        difference -= std::sqrt(spread.second) * rng.normal() / spread.second_repeats;
      differences.push_back(difference);
    }
    const Permutations permutations{.seed = simulation, .draws = 399, .exact_up_to = 4096};
    found += sign_flip_test(differences, permutations)->p <= 0.05 ? 1 : 0;
  }
  return static_cast<double>(found) / static_cast<double>(simulations);
}

TEST(Power, IsWhatSimulatedPairsShow) {
  // 400 simulations: a standard error of 2 points.
  const DifferenceSpread spread{
      .between = 30, .first = 40, .second = 60, .first_repeats = 2, .second_repeats = 3};
  const double few = *detectable_difference(scenario_variance(spread), 12, {});
  EXPECT_NEAR(simulated(few, 12, spread, 400), 0.80, 0.05);
  const double many = *detectable_difference(scenario_variance(spread), 45, {});
  EXPECT_NEAR(simulated(many, 45, spread, 400), 0.80, 0.05);
  const double half = *power_of(many / 2, scenario_variance(spread), 45, {});
  EXPECT_NEAR(simulated(many / 2, 45, spread, 400), half, 0.05);
}

}  // namespace
}  // namespace attune
