#pragma once

#include <cstddef>
#include <optional>

namespace attune {

// How large a difference must be to be found, and how many scenarios that takes (Miller 2024,
// "Adding Error Bars to Evals", §5; specs/emonet-arena-psychometrics-statistics §D.4).

// A two-sided test at `alpha` that is to find a true difference with this probability.
struct TestPlan {
  double alpha = 0.05;  // in (0, 1)
  double power = 0.8;   // in (alpha, 1)
};

// What makes one scenario's mean difference vary, in squared units of the values.
struct DifferenceSpread {
  double between = 0;         // ω²: variance over scenarios of the true difference
  double first = 0;           // σ_A²: variance of the first side's values within a scenario
  double second = 0;          // σ_B²: likewise of the second's
  double first_repeats = 1;   // K_A, at least 1
  double second_repeats = 1;  // K_B
};

// ω² + σ_A²/K_A + σ_B²/K_B: the variance of a scenario's mean difference.
double scenario_variance(const DifferenceSpread& spread);

// Below so many scenarios quantiles are Student's with n - 1 degrees of freedom, from there on the
// normal distribution's (§D.4).
inline constexpr std::size_t kFewScenarios = 30;

// The least number of scenarios with which a true difference `delta` is found: n >= (z_{α/2} +
// z_β)² variance / δ², with t for few; at least 2. REQUIRES: variance >= 0; absent where delta is 0
// or needs more than 10^9.
std::optional<std::size_t> scenarios_needed(double delta, double variance, const TestPlan& plan);

// The inverse, the minimum detectable effect: (z_{α/2} + z_β) sqrt(variance / n), with t for few.
// Absent with fewer than two scenarios.
std::optional<double> detectable_difference(double variance, std::size_t scenarios,
                                            const TestPlan& plan);

// With what probability a true difference `delta` is found: P(Z < |δ| / sqrt(variance / n) -
// z_{α/2}), with t for few; what the other side's tail adds is left out. `plan.power` is not read.
// Absent with fewer than two scenarios. REQUIRES: variance > 0.
std::optional<double> power_of(double delta, double variance, std::size_t scenarios,
                               const TestPlan& plan);

}  // namespace attune
