#include "results/stats/effect_size.h"

#include <cassert>
#include <cmath>

#include <boost/math/distributions/non_central_t.hpp>

namespace attune {
namespace {

namespace policies = boost::math::policies;

// Without promotion to long double, whose size differs between machines, and without exceptions.
using Portable = policies::policy<policies::promote_double<false>,
                                  policies::evaluation_error<policies::ignore_error>,
                                  policies::overflow_error<policies::ignore_error>>;

constexpr double kFarthest = 200;  // |t|: beyond, the distribution takes too many terms
constexpr int kHalvings = 45;

// The noncentrality under which P(T <= t) is `share`. That falls as noncentrality grows.
double noncentrality(double t, double freedom, double share) {
  const double spread = 1 + std::abs(t) / std::sqrt(2 * freedom);
  double low = t - 10 * spread;
  double high = t + 10 * spread;
  for (int halving = 0; halving < kHalvings; ++halving) {
    const double middle = (low + high) / 2;
    const boost::math::non_central_t_distribution<double, Portable> student(freedom, middle);
    (boost::math::cdf(student, t) > share ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace

std::optional<Estimate> paired_effect_size(std::span<const double> differences, double level) {
  assert(level > 0 && level < 1);
  const std::optional<double> error = standard_error(differences);
  if (!error || !(*error > 0)) return std::nullopt;
  double sum = 0;
  for (const double each : differences) sum += each;
  const auto n = static_cast<double>(differences.size());
  const double t = sum / n / *error;
  Estimate estimate{.point = t / std::sqrt(n),
                    .level = level,
                    .samples = differences.size(),
                    .clusters = differences.size()};
  if (std::abs(t) > kFarthest) return estimate;
  estimate.low = noncentrality(t, n - 1, (1 + level) / 2) / std::sqrt(n);
  estimate.high = noncentrality(t, n - 1, (1 - level) / 2) / std::sqrt(n);
  return estimate;
}

}  // namespace attune
