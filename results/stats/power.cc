#include "results/stats/power.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace attune {
namespace {

// Without promotion to long double, whose size differs between machines.
using Portable = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Normal = boost::math::normal_distribution<double, Portable>;
using Student = boost::math::students_t_distribution<double, Portable>;

constexpr double kMostScenarios = 1e9;

// The quantile with `tail` above it, for a mean over so many scenarios.
double upper_quantile(double tail, std::size_t scenarios) {
  if (scenarios >= kFewScenarios)
    return boost::math::quantile(boost::math::complement(Normal(), tail));
  const Student student(static_cast<double>(scenarios) - 1);
  return boost::math::quantile(boost::math::complement(student, tail));
}

double share_below(double value, std::size_t scenarios) {
  if (scenarios >= kFewScenarios) return boost::math::cdf(Normal(), value);
  return boost::math::cdf(Student(static_cast<double>(scenarios) - 1), value);
}

// z_{α/2} + z_β, or the same of Student's t.
double reach(std::size_t scenarios, const TestPlan& plan) {
  return upper_quantile(plan.alpha / 2, scenarios) + upper_quantile(1 - plan.power, scenarios);
}

bool enough(double delta, double variance, std::size_t scenarios, const TestPlan& plan) {
  return reach(scenarios, plan) * std::sqrt(variance / static_cast<double>(scenarios)) <=
         std::abs(delta);
}

}  // namespace

double scenario_variance(const DifferenceSpread& spread) {
  assert(spread.first_repeats >= 1 && spread.second_repeats >= 1);
  return spread.between + spread.first / spread.first_repeats +
         spread.second / spread.second_repeats;
}

std::optional<std::size_t> scenarios_needed(double delta, double variance, const TestPlan& plan) {
  assert(variance >= 0);
  for (std::size_t few = 2; few < kFewScenarios; ++few) {
    if (delta != 0 && enough(delta, variance, few, plan)) return few;
  }
  const double z = reach(kFewScenarios, plan);
  const double needed = std::ceil(z * z * variance / (delta * delta));
  if (!(needed <= kMostScenarios)) return std::nullopt;
  return std::max(kFewScenarios, static_cast<std::size_t>(needed));
}

std::optional<double> detectable_difference(double variance, std::size_t scenarios,
                                            const TestPlan& plan) {
  assert(variance >= 0);
  if (scenarios < 2) return std::nullopt;
  return reach(scenarios, plan) * std::sqrt(variance / static_cast<double>(scenarios));
}

std::optional<double> power_of(double delta, double variance, std::size_t scenarios,
                               const TestPlan& plan) {
  assert(variance > 0);
  if (scenarios < 2) return std::nullopt;
  const double error = std::sqrt(variance / static_cast<double>(scenarios));
  return share_below(std::abs(delta) / error - upper_quantile(plan.alpha / 2, scenarios),
                     scenarios);
}

}  // namespace attune
