#include "results/ratings/likelihood.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include <Eigen/Dense>

namespace attune {
namespace {

constexpr double kTolerance = 1e-12;  // of the gradient, relative to what pulls
constexpr double kNoise = 1e-13;      // logits: steps that change nothing
constexpr double kShort = 1e-6;       // logits: steps that may be rounding
constexpr int kSteps = 200;
constexpr int kHalvings = 60;

double logistic(double x) {
  return 1 / (1 + std::exp(-x));
}

// log(logistic(x)), without overflow.
double log_logistic(double x) {
  return x < 0 ? x - std::log1p(std::exp(x)) : -std::log1p(std::exp(-x));
}

std::span<const double> row_of(const ContestSums& sums, std::size_t sum) {
  return std::span(sums.values).subspan(sum * sums.effects(), sums.effects());
}

double log_odds(const ContestSums& sums, std::span<const double> point, std::size_t sum) {
  double odds = point[sums.sums[sum].first] - point[sums.sums[sum].second];
  const auto row = row_of(sums, sum);
  for (std::size_t at = 0; at < row.size(); ++at) odds += point[sums.contestants + at] * row[at];
  return odds;
}

double value_of(const Likelihood& of, std::span<const double> point) {
  double value = 0;
  for (std::size_t at = 0; at < of.sums.sums.size(); ++at) {
    const ContestSum& sum = of.sums.sums[at];
    const double odds = log_odds(of.sums, point, at);
    // A factor of 0 may stand beside -infinity.
    if (sum.won > 0) value += sum.won * log_logistic(odds);
    if (sum.won < sum.weight) value += (sum.weight - sum.won) * log_logistic(-odds);
  }
  for (std::size_t at = 0; at < of.size(); ++at) {
    const double x = point[at];
    if (at >= of.sums.contestants) {
      value -= of.effect_ridge / 2 * x * x;
    } else if (of.prior.kind == Prior::Kind::Ridge) {
      value -= of.prior.strength / 2 * x * x;
    } else if (of.prior.kind == Prior::Kind::PseudoTie) {
      value += of.prior.strength / 2 * (log_logistic(x) + log_logistic(-x));
    }
  }
  return value;
}

// Minus the second derivative of the penalty on parameter `at`.
double stiffness(const Likelihood& of, std::span<const double> point, std::size_t at) {
  if (at >= of.sums.contestants) return of.effect_ridge;
  switch (of.prior.kind) {
    case Prior::Kind::None:
      return 0;
    case Prior::Kind::Ridge:
      return of.prior.strength;
    case Prior::Kind::PseudoTie:
      break;
  }
  const double p = logistic(point[at]);
  return of.prior.strength * p * (1 - p);
}

double slope(const Likelihood& of, std::span<const double> point, std::size_t at) {
  return at < of.sums.contestants ? prior_slope(of.prior, point[at]) : of.effect_ridge * point[at];
}

auto thetas(Eigen::VectorXd& vector, const Likelihood& of) {
  return vector.head(static_cast<Eigen::Index>(of.sums.contestants));
}

void centre(Eigen::VectorXd& vector, const Likelihood& of) {
  thetas(vector, of).array() -= thetas(vector, of).mean();
}

Eigen::VectorXd gradient_of(const Likelihood& of, std::span<const double> point) {
  Eigen::VectorXd gradient = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(of.size()));
  const auto effects = static_cast<Eigen::Index>(of.sums.contestants);
  for (std::size_t at = 0; at < of.sums.sums.size(); ++at) {
    const ContestSum& sum = of.sums.sums[at];
    const double gap = sum.won - sum.weight * win_probability(of.sums, point, at);
    gradient[sum.first] += gap;
    gradient[sum.second] -= gap;
    const auto row = row_of(of.sums, at);
    for (std::size_t k = 0; k < row.size(); ++k)
      gradient[effects + static_cast<Eigen::Index>(k)] += gap * row[k];
  }
  for (std::size_t at = 0; at < of.size(); ++at)
    gradient[static_cast<Eigen::Index>(at)] -= slope(of, point, at);
  centre(gradient, of);
  return gradient;
}

void add_covariates(Eigen::MatrixXd& hessian, const Likelihood& of, std::size_t at, double weight) {
  const ContestSum& sum = of.sums.sums[at];
  const auto row = row_of(of.sums, at);
  const auto effects = static_cast<Eigen::Index>(of.sums.contestants);
  for (std::size_t k = 0; k < row.size(); ++k) {
    const auto mine = effects + static_cast<Eigen::Index>(k);
    hessian(mine, sum.first) += weight * row[k];
    hessian(mine, sum.second) -= weight * row[k];
    for (std::size_t j = 0; j <= k; ++j)
      hessian(mine, effects + static_cast<Eigen::Index>(j)) += weight * row[k] * row[j];
  }
}

Eigen::MatrixXd information_of(const Likelihood& of, std::span<const double> point) {
  const auto size = static_cast<Eigen::Index>(of.size());
  const auto field = static_cast<Eigen::Index>(of.sums.contestants);
  Eigen::MatrixXd lower = Eigen::MatrixXd::Zero(size, size);
  for (std::size_t at = 0; at < of.sums.sums.size(); ++at) {
    const ContestSum& sum = of.sums.sums[at];
    const double p = win_probability(of.sums, point, at);
    const double weight = sum.weight * p * (1 - p);
    lower(sum.first, sum.first) += weight;
    lower(sum.second, sum.second) += weight;
    lower(std::max(sum.first, sum.second), std::min(sum.first, sum.second)) -= weight;
    add_covariates(lower, of, at, weight);
  }
  for (std::size_t at = 0; at < of.size(); ++at) {
    const auto place = static_cast<Eigen::Index>(at);
    lower(place, place) += stiffness(of, point, at);
  }
  Eigen::MatrixXd whole = lower.selfadjointView<Eigen::Lower>();
  const Eigen::RowVectorXd columns = whole.topRows(field).colwise().mean();
  whole.topRows(field).rowwise() -= columns;
  const Eigen::VectorXd rows = whole.leftCols(field).rowwise().mean();
  whole.leftCols(field).colwise() -= rows;
  return whole;
}

// What is added to every entry between strengths, so that the information can be inverted: it
// gives the direction that the gauge forbids the size of the others.
double gauge_weight(const Eigen::MatrixXd& information, Eigen::Index field) {
  const double trace = information.topLeftCorner(field, field).trace();
  return std::max(trace, 1e-300) / static_cast<double>(field * field);
}

Eigen::VectorXd step_of(const Likelihood& of, std::span<const double> point,
                        const Eigen::VectorXd& gradient) {
  const auto field = static_cast<Eigen::Index>(of.sums.contestants);
  Eigen::MatrixXd matrix = information_of(of, point);
  matrix.topLeftCorner(field, field).array() += gauge_weight(matrix, field);
  Eigen::VectorXd step = matrix.ldlt().solve(gradient);
  centre(step, of);
  return step;
}

// The weight that pulls on each parameter, in which its gradient is judged.
Eigen::VectorXd weights_of(const Likelihood& of) {
  Eigen::VectorXd weights = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(of.size()));
  for (std::size_t at = 0; at < of.sums.sums.size(); ++at) {
    const ContestSum& sum = of.sums.sums[at];
    weights[sum.first] += sum.weight;
    weights[sum.second] += sum.weight;
    const auto row = row_of(of.sums, at);
    for (std::size_t k = 0; k < row.size(); ++k)
      weights[static_cast<Eigen::Index>(of.sums.contestants + k)] += sum.weight * std::abs(row[k]);
  }
  // A contestant nobody met still shares in what projecting the others' gradients rounds off.
  const double floor = weights.size() > 0 ? weights.mean() * 1e-3 : 0;
  return weights.array() + of.prior.strength + floor;
}

// Goes as far along `step` as the likelihood does not fall; false where it falls all the way.
bool advance(const Likelihood& of, std::vector<double>& point, Eigen::VectorXd step) {
  const double before = value_of(of, point);
  for (int halving = 0; halving < kHalvings; ++halving) {
    std::vector<double> next = point;
    for (std::size_t at = 0; at < next.size(); ++at)
      next[at] += step[static_cast<Eigen::Index>(at)];
    // Close to the maximum a gain is less than its rounding.
    if (value_of(of, next) >= before - 1e-13 * std::abs(before)) {
      point = std::move(next);
      return true;
    }
    step /= 2;
  }
  return false;
}

}  // namespace

double prior_slope(const Prior& prior, double theta) {
  switch (prior.kind) {
    case Prior::Kind::None:
      return 0;
    case Prior::Kind::Ridge:
      return prior.strength * theta;
    case Prior::Kind::PseudoTie:
      break;
  }
  return prior.strength * (logistic(theta) - 0.5);
}

double win_probability(const ContestSums& sums, std::span<const double> point, std::size_t sum) {
  return logistic(log_odds(sums, point, sum));
}

Result<std::vector<double>> maximum(const Likelihood& likelihood, std::vector<double> start) {
  const Eigen::VectorXd weights = weights_of(likelihood);
  double before = std::numeric_limits<double>::infinity();
  for (int taken = 0; taken < kSteps; ++taken) {
    const Eigen::VectorXd gradient = gradient_of(likelihood, start);
    const Eigen::VectorXd step = step_of(likelihood, start, gradient);
    const double length = step.cwiseAbs().maxCoeff();
    if (!std::isfinite(length)) break;
    // A small gradient is not enough where next to nothing is known of a parameter; and small steps
    // that do not get smaller are rounding.
    const bool flat = (gradient.array() / weights.array()).abs().maxCoeff() <= kTolerance;
    if (flat && (length <= kNoise || (length <= kShort && length > before / 2))) return start;
    if (!advance(likelihood, start, step)) break;
    before = length;
  }
  return fix_input("the strengths run away: no finite fit was found; a prior would hold them");
}

std::vector<double> information(const Likelihood& likelihood, std::span<const double> point) {
  const Eigen::MatrixXd matrix = information_of(likelihood, point);
  return {matrix.data(), matrix.data() + matrix.size()};
}

std::vector<double> pseudo_inverse(std::span<const double> information, std::size_t contestants) {
  const auto field = static_cast<Eigen::Index>(contestants);
  const auto size = static_cast<Eigen::Index>(std::lround(std::sqrt(information.size())));
  Eigen::MatrixXd matrix = Eigen::Map<const Eigen::MatrixXd>(information.data(), size, size);
  const double gauge = gauge_weight(matrix, field);
  matrix.topLeftCorner(field, field).array() += gauge;
  Eigen::MatrixXd inverse = matrix.ldlt().solve(Eigen::MatrixXd::Identity(size, size));
  inverse.topLeftCorner(field, field).array() -= 1 / (gauge * static_cast<double>(field * field));
  const Eigen::MatrixXd symmetric = (inverse + inverse.transpose()) / 2;
  return {symmetric.data(), symmetric.data() + symmetric.size()};
}

std::vector<double> newton_step(const Likelihood& likelihood, std::span<const double> point) {
  const Eigen::VectorXd step = step_of(likelihood, point, gradient_of(likelihood, point));
  return {step.data(), step.data() + step.size()};
}

}  // namespace attune
