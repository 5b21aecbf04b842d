#include "results/stats/bootstrap.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace attune {
namespace {

// Without promotion to long double, whose size differs between machines.
using Portable = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

}  // namespace

Resampler::Resampler(std::size_t clusters, std::uint64_t seed)
    : rng_(Rng::named(seed, "bootstrap over scenarios")), drawn_(clusters) {
  assert(clusters > 0 && clusters < (std::uint64_t{1} << 32U));
}

// What Rng::below gives, number for number; it would divide for each. Multiplication by the
// reciprocal finds the quotient or one less.
std::span<const std::uint32_t> Resampler::draw() {
  __extension__ using Wide = unsigned __int128;
  const std::uint64_t bound = drawn_.size();
  if (bound == 1) return drawn_;  // there is nothing to choose
  const std::uint64_t reciprocal = ~std::uint64_t{0} / bound;
  for (std::uint32_t& each : drawn_) {
    std::uint64_t draw = rng_.next();
    while (draw < bound && draw < -bound % bound) draw = rng_.next();
    const auto quotient = static_cast<std::uint64_t>(Wide{draw} * reciprocal >> 64U);
    const std::uint64_t left = draw - quotient * bound;
    each = static_cast<std::uint32_t>(left < bound ? left : left - bound);
  }
  return drawn_;
}

double quantile(std::span<double> values, double p) {
  assert(!values.empty() && p >= 0 && p <= 1);
  const double place = static_cast<double>(values.size() - 1) * p;
  const auto below = static_cast<std::size_t>(place);
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(below);
  std::nth_element(values.begin(), at, values.end());
  if (below + 1 == values.size()) return *at;
  const double next = *std::min_element(at + 1, values.end());
  return *at + (place - static_cast<double>(below)) * (next - *at);
}

double expanded_tail(std::size_t clusters, double level) {
  assert(clusters >= 2 && level > 0 && level < 1);
  const auto n = static_cast<double>(clusters);
  const boost::math::students_t_distribution<double, Portable> student(n - 1);
  const double t = boost::math::quantile(boost::math::complement(student, (1 - level) / 2));
  return boost::math::cdf(boost::math::normal_distribution<double, Portable>(),
                          -std::sqrt(n / (n - 1)) * t);
}

Interval interval_of(std::span<double> draws, double tail) {
  const double low = quantile(draws, tail);
  return {low, quantile(draws, 1 - tail)};
}

}  // namespace attune
