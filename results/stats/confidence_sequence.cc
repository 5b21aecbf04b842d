#include "results/stats/confidence_sequence.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include <boost/math/special_functions/lambert_w.hpp>

namespace attune {
namespace {

// Without promotion to long double, whose size differs between machines.
using Portable = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

Interval around(double mean, double half) {
  return {mean - half, mean + half};
}

}  // namespace

double lambert_w_lower(double x) {
  assert(x < 0);
  const double branch = -std::exp(-1.0);
  if (x <= branch) return -1;  // rounding of 1/e
  return boost::math::lambert_wm1(x, Portable());
}

double narrowest_rho(double intrinsic_time, double alpha) {
  assert(intrinsic_time > 0 && alpha > 0 && alpha < 1);
  return intrinsic_time / (-lambert_w_lower(-alpha * alpha * std::exp(-1.0)) - 1);
}

double half_width(const NormalMixture& mixture, double count) {
  const double variance = mixture.variance / count;
  return half_width(KnownVariance{variance, mixture.variance * mixture.variance / mixture.rho},
                    mixture.alpha);
}

double half_width(const KnownVariance& known, double alpha) {
  assert(known.variance > 0 && known.prior > 0 && alpha > 0 && alpha < 1);
  const double both = known.variance + known.prior;
  return std::sqrt(known.variance * both / known.prior *
                   std::log(both / (known.variance * alpha * alpha)));
}

double half_width(const AsymptoticMixture& mixture, double count) {
  return half_width(KnownVariance{1 / count, mixture.rho * mixture.rho}, mixture.alpha);
}

std::vector<Interval> confidence_sequence(std::span<const double> values,
                                          const NormalMixture& mixture) {
  std::vector<Interval> intervals;
  double sum = 0;
  for (const double value : values) {
    sum += value;
    const auto count = static_cast<double>(intervals.size() + 1);
    intervals.push_back(around(sum / count, half_width(mixture, count)));
  }
  return intervals;
}

std::vector<Interval> confidence_sequence(std::span<const double> values,
                                          const AsymptoticMixture& mixture) {
  std::vector<Interval> intervals;
  double mean = 0;
  double squares = 0;  // of deviations from the mean (Welford 1962)
  for (const double value : values) {
    const auto count = static_cast<double>(intervals.size() + 1);
    const double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
    intervals.push_back(around(mean, std::sqrt(squares / count) * half_width(mixture, count)));
  }
  return intervals;
}

}  // namespace attune
