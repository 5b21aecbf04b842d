#include "results/stats/proportion.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>

namespace attune {
namespace {

// Without promotion to long double, whose size differs between machines.
using Portable = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Binomial = boost::math::binomial_distribution<double, Portable>;

// P(X <= smaller side) and P(X = smaller side).
struct Tail {
  double up_to = 1;
  double exactly = 1;
};

Tail smaller_tail(const Discordant& pairs) {
  const auto count = static_cast<double>(pairs.first_only + pairs.second_only);
  const auto fewer = static_cast<double>(std::min(pairs.first_only, pairs.second_only));
  if (count == 0) return {};
  const Binomial even(count, 0.5);
  return {.up_to = boost::math::cdf(even, fewer), .exactly = boost::math::pdf(even, fewer)};
}

}  // namespace

std::optional<Interval> wilson_interval(const Share& share, double level) {
  assert(level > 0 && level < 1 && share.successes <= share.trials);
  if (share.trials == 0) return std::nullopt;
  const boost::math::normal_distribution<double, Portable> normal;
  const double z = boost::math::quantile(boost::math::complement(normal, (1 - level) / 2));
  const auto n = static_cast<double>(share.trials);
  const double p = static_cast<double>(share.successes) / n;
  const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  // At 0 and 1 the ends are 0 and 1 but for rounding.
  return Interval{.low = share.successes == 0 ? 0 : std::max(0.0, middle - half),
                  .high = share.successes == share.trials ? 1 : std::min(1.0, middle + half)};
}

double mcnemar_exact(const Discordant& pairs) {
  return std::min(1.0, 2 * smaller_tail(pairs).up_to);
}

double mcnemar_mid_p(const Discordant& pairs) {
  const Tail tail = smaller_tail(pairs);
  return std::min(1.0, 2 * tail.up_to - tail.exactly);
}

}  // namespace attune
