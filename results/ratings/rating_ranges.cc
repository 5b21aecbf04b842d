#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include <Eigen/Dense>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "results/ratings/bradley_terry.h"
#include "scenarios/base/rng.h"

namespace attune {
namespace {

// Without promotion to long double, whose size differs between machines.
using Portable = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

using Matrix = Eigen::MatrixXd;

// A difference, first less second.
struct Contrast {
  std::size_t first = 0;
  std::size_t second = 0;
};

// How much of the covariance's mean diagonal is added to it, so that it has a Cholesky root though
// it has no spread along the gauge, and none in more directions than there are clusters.
constexpr double kRootRidge = 1e-10;

double root_ridge(const Strengths& strengths) {
  const std::size_t size = strengths.theta.size() + strengths.effects.size();
  double trace = 0;
  for (std::size_t at = 0; at < strengths.theta.size(); ++at)
    trace += strengths.covariance[at * size + at];
  return kRootRidge * trace / static_cast<double>(strengths.theta.size());
}

Matrix root_of(const Strengths& strengths) {
  const auto size = static_cast<Eigen::Index>(strengths.theta.size() + strengths.effects.size());
  const auto field = static_cast<Eigen::Index>(strengths.theta.size());
  Matrix covariance =
      Eigen::Map<const Matrix>(strengths.covariance.data(), size, size).topLeftCorner(field, field);
  covariance.diagonal().array() += root_ridge(strengths);
  return covariance.llt().matrixL();
}

// Standard errors of differences as they are drawn, first < second, in order of pairs.
std::vector<double> drawn_errors(const Strengths& strengths) {
  const double ridge = root_ridge(strengths);
  std::vector<double> errors;
  for (std::size_t first = 0; first < strengths.theta.size(); ++first) {
    for (std::size_t second = first + 1; second < strengths.theta.size(); ++second)
      errors.push_back(std::sqrt(difference_variance(strengths, first, second) + 2 * ridge));
  }
  return errors;
}

double largest_studentised(const Eigen::VectorXd& drawn, const std::vector<double>& errors) {
  double largest = 0;
  std::size_t pair = 0;
  for (Eigen::Index first = 0; first < drawn.size(); ++first) {
    for (Eigen::Index second = first + 1; second < drawn.size(); ++second, ++pair) {
      if (errors[pair] > 0)
        largest = std::max(largest, std::abs(drawn[first] - drawn[second]) / errors[pair]);
    }
  }
  return largest;
}

// The tail on either side that leaves all differences together inside at the level asked for.
double simultaneous_tail(const Strengths& strengths, const std::vector<double>& errors,
                         const Bootstrap& bootstrap) {
  const Matrix root = root_of(strengths);
  Rng rng = Rng::named(bootstrap.seed, "simultaneous ranges of ratings");
  std::vector<double> largest;
  Eigen::VectorXd normal(root.rows());
  for (std::size_t draw = 0; draw < std::max<std::size_t>(bootstrap.resamples, 1); ++draw) {
    for (double& each : normal) each = rng.normal();
    const Eigen::VectorXd drawn = root.triangularView<Eigen::Lower>() * normal;
    largest.push_back(largest_studentised(drawn, errors));
  }
  const boost::math::normal_distribution<double, Portable> standard;
  return boost::math::cdf(boost::math::complement(standard, quantile(largest, bootstrap.level)));
}

// How many standard errors leave `tail` outside on either side. Absent freedom: the normal
// distribution's.
double factor_of(double tail, std::optional<double> freedom) {
  if (freedom) {
    const boost::math::students_t_distribution<double, Portable> student(*freedom);
    return boost::math::quantile(boost::math::complement(student, tail));
  }
  const boost::math::normal_distribution<double, Portable> normal;
  return boost::math::quantile(boost::math::complement(normal, tail));
}

double variance_of(const Strengths& strengths, std::size_t parameter) {
  const std::size_t size = strengths.theta.size() + strengths.effects.size();
  return std::max(0.0, strengths.covariance[parameter * size + parameter]);
}

std::optional<double> freedom_of(const Strengths& strengths, std::size_t parameter) {
  if (strengths.freedom.empty()) return std::nullopt;
  return strengths.freedom[parameter];
}

// Of a difference: Satterthwaite's, as if the same clusters carried both, which it is never below;
// the one that is less sure decides.
std::optional<double> freedom_of(const Strengths& strengths, const Contrast& of) {
  if (strengths.freedom.empty()) return std::nullopt;
  const double a = variance_of(strengths, of.first);
  const double b = variance_of(strengths, of.second);
  if (!(a + b > 0)) return std::min(strengths.freedom[of.first], strengths.freedom[of.second]);
  const double root = (a + b) / (a / std::sqrt(strengths.freedom[of.first]) +
                                 b / std::sqrt(strengths.freedom[of.second]));
  return root * root;
}

Interval around(double centre, double half) {
  return {centre - half, centre + half};
}

Interval difference_at(const Strengths& strengths, const Contrast& of, double tail) {
  const double factor = factor_of(tail, freedom_of(strengths, of));
  return around(strengths.theta[of.first] - strengths.theta[of.second],
                factor * std::sqrt(difference_variance(strengths, of.first, of.second)));
}

}  // namespace

Interval rating_interval(const Strengths& strengths, std::size_t contestant, double level) {
  const double factor = factor_of((1 - level) / 2, freedom_of(strengths, contestant));
  return around(strengths.theta[contestant],
                factor * std::sqrt(variance_of(strengths, contestant)));
}

Interval effect_interval(const Strengths& strengths, std::size_t effect, double level) {
  const std::size_t at = strengths.theta.size() + effect;
  const double factor = factor_of((1 - level) / 2, freedom_of(strengths, at));
  return around(strengths.effects[effect], factor * std::sqrt(variance_of(strengths, at)));
}

Interval difference_interval(const Strengths& strengths, std::size_t first, std::size_t second,
                             double level) {
  return difference_at(strengths, {first, second}, (1 - level) / 2);
}

std::vector<RankRange> rating_ranges(const Strengths& strengths, const Bootstrap& bootstrap) {
  const std::size_t field = strengths.theta.size();
  if (field < 2) return std::vector<RankRange>(field);
  const double tail = simultaneous_tail(strengths, drawn_errors(strengths), bootstrap);
  return ranges_of(field, [&](std::size_t first, std::size_t second) {
    return sure_of(difference_at(strengths, {first, second}, tail));
  });
}

}  // namespace attune
