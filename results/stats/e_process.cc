#include "results/stats/e_process.h"

#include <cassert>
#include <cmath>

#include <boost/math/special_functions/gamma.hpp>

namespace attune {
namespace {

// Without promotion to long double, whose size differs between machines.
using Portable = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

double log_gamma(double x) {
  return boost::math::lgamma(x, Portable());
}

}  // namespace

double sign_e_value(const WinsLosses& counts) {
  assert(counts.wins >= 0 && counts.losses >= 0);
  const double n = counts.wins + counts.losses;
  const double log_beta =
      log_gamma(counts.wins + 0.5) + log_gamma(counts.losses + 0.5) - log_gamma(n + 1);
  return std::exp(n * std::log(2.0) + log_beta - std::log(std::acos(-1.0)));  // B(1/2, 1/2) = pi
}

}  // namespace attune
