#include "results/stats/bootstrap.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <deque>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace attune {
namespace {

// Without promotion to long double, whose size differs between machines.
using Portable = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

constexpr std::size_t kRemembered = std::size_t{8} << 20U;  // indices

// What Rng::below gives, number for number; it would divide for each. Multiplication by the
// reciprocal finds the quotient or one less.
void draw_into(std::vector<std::uint32_t>& drawn, Rng& rng) {
  __extension__ using Wide = unsigned __int128;
  const std::uint64_t bound = drawn.size();
  if (bound == 1) return;  // there is nothing to choose
  const std::uint64_t reciprocal = ~std::uint64_t{0} / bound;
  for (std::uint32_t& each : drawn) {
    std::uint64_t draw = rng.next();
    while (draw < bound && draw < -bound % bound) draw = rng.next();
    const auto quotient = static_cast<std::uint64_t>(Wide{draw} * reciprocal >> 64U);
    const std::uint64_t left = draw - quotient * bound;
    each = static_cast<std::uint32_t>(left < bound ? left : left - bound);
  }
}

}  // namespace

// The first draws of one seed and count, made as they are asked for.
struct Resampler::Remembered {
  std::size_t clusters = 0;
  std::uint64_t seed = 0;
  Rng rng;  // for the next draw
  std::deque<std::vector<std::uint32_t>> draws;
};

Resampler::Resampler(std::size_t clusters, std::uint64_t seed) {
  assert(clusters > 0 && clusters < (std::uint64_t{1} << 32U));
  thread_local std::shared_ptr<Remembered> last;
  if (!last || last->clusters != clusters || last->seed != seed) {
    last = std::make_shared<Remembered>(
        Remembered{clusters, seed, Rng::named(seed, "bootstrap over scenarios"), {}});
  }
  remembered_ = last;
}

std::span<const std::uint32_t> Resampler::draw() {
  Remembered& known = *remembered_;
  if (next_ < known.draws.size()) return known.draws[next_++];
  if ((next_ + 1) * known.clusters <= kRemembered) {
    draw_into(known.draws.emplace_back(known.clusters), known.rng);
    return known.draws[next_++];
  }
  if (!rng_) {
    rng_ = known.rng;
    own_.resize(known.clusters);
  }
  draw_into(own_, *rng_);
  return own_;
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
