#include "results/ratings/bradley_terry.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>
#include <utility>

#include <Eigen/Dense>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "results/ratings/connected_groups.h"
#include "results/ratings/contest_sums.h"
#include "results/ratings/likelihood.h"
#include "results/ratings/sandwich.h"

namespace attune {
namespace {

constexpr std::size_t kNamed = 12;        // groups, and members of each, that an error lists
constexpr double kCollinear = 1e-7;       // share of a covariate that strengths do not explain
constexpr double kLeastRidge = 1e-6;      // holds a runaway effect until it is found out
constexpr double kInformingRidge = 1e-4;  // from here on a ridge is meant to hold effects
constexpr int kStepsToSettle = 15;
constexpr double kSettled = 1e-6;

using Matrix = Eigen::MatrixXd;

std::string listed(const std::vector<std::uint32_t>& group) {
  if (group.size() <= kNamed) return fmt::format("{{{}}}", fmt::join(group, ", "));
  return fmt::format("{{{}, … {} in all}}", fmt::join(group.begin(), group.begin() + kNamed, ", "),
                     group.size());
}

std::optional<Error> not_one_group(const ContestSums& sums) {
  std::vector<Taking> takings;
  for (const ContestSum& sum : sums.sums) {
    if (sum.won > 0) takings.emplace_back(sum.first, sum.second);
    if (sum.won < sum.weight) takings.emplace_back(sum.second, sum.first);
  }
  const auto groups = strong_groups(sums.contestants, std::move(takings));
  if (groups.size() == 1) return std::nullopt;
  std::string names;
  for (std::size_t at = 0; at < std::min(groups.size(), kNamed); ++at)
    names += (at == 0 ? "" : ", ") + listed(groups[at]);
  if (groups.size() > kNamed) names += ", …";
  return fix_input(fmt::format(
      "contests do not tie the field together: {} groups of contestants {} did not take parts of "
      "wins from each other both ways, so that no finite strengths follow; play more or name a "
      "prior",
      groups.size(), names));
}

// What of each covariate's information is left when strengths and the covariates before it have
// explained what they can; in terms of the design alone, whoever won.
std::optional<std::size_t> collinear(const ContestSums& sums) {
  const auto field = static_cast<Eigen::Index>(sums.contestants);
  const auto effects = static_cast<Eigen::Index>(sums.effects());
  const Likelihood plain{sums};
  const std::vector<double> flat = information(plain, std::vector<double>(plain.size()));
  const Matrix whole = Eigen::Map<const Matrix>(flat.data(), field + effects, field + effects);
  Matrix strengths = whole.topLeftCorner(field, field);
  const double mean = strengths.trace() / static_cast<double>(field);
  // A little on the diagonal, for fields of several groups; far below kCollinear.
  strengths.diagonal().array() += mean * kCollinear / 100;
  strengths.array() += mean / static_cast<double>(field);
  const Matrix across = whole.topRightCorner(field, effects);
  Matrix left = whole.bottomRightCorner(effects, effects) -
                across.transpose() * strengths.ldlt().solve(across);
  for (Eigen::Index at = 0; at < effects; ++at) {
    if (left(at, at) <= kCollinear * whole(field + at, field + at)) return at;
    const Eigen::VectorXd column = left.col(at) / left(at, at);
    left -= Matrix(column * left.row(at));
  }
  return std::nullopt;
}

// An effect that goes on growing when the ridge is taken off: contests go its way without
// exception. Newton's method takes steps of about 1 there, and doubles its digits elsewhere.
std::optional<std::size_t> runaway(Likelihood likelihood, std::vector<double> point) {
  likelihood.effect_ridge = 0;
  const std::size_t field = likelihood.sums.contestants;
  std::size_t worst = 0;
  for (int taken = 0; taken < kStepsToSettle; ++taken) {
    const std::vector<double> step = newton_step(likelihood, point);
    bool settled = true;
    double largest = -1;
    for (std::size_t at = 0; at < point.size(); ++at) {
      point[at] += step[at];
      if (at < field) continue;
      if (!std::isfinite(step[at])) return at - field;
      settled = settled && std::abs(step[at]) <= kSettled * (1 + std::abs(point[at]));
      if (std::abs(step[at]) > largest) worst = at - field;
      largest = std::max(largest, std::abs(step[at]));
    }
    if (settled) return std::nullopt;
  }
  return worst;
}

std::size_t clusters_of(const ContestSums& sums) {
  std::size_t clusters = 0;
  for (std::size_t at = 0; at < sums.contests.size(); ++at) {
    clusters += at == 0 || sums.contests[at - 1].cluster != sums.contests[at].cluster ? 1 : 0;
  }
  return clusters;
}

Strengths to_strengths(const Likelihood& likelihood, std::vector<double> point, Spread spread) {
  const ContestSums& sums = likelihood.sums;
  Sandwich sandwich = sandwich_of(likelihood, point, spread);
  const std::size_t size = point.size();
  Strengths strengths;
  for (std::size_t effect = 0; effect < sums.effects(); ++effect) {
    const std::size_t at = sums.contestants + effect;
    strengths.effects.push_back(point[at] / sums.scales[effect]);
    for (std::size_t other = 0; other < size; ++other) {
      sandwich.covariance[at * size + other] /= sums.scales[effect];
      sandwich.covariance[other * size + at] /= sums.scales[effect];
    }
  }
  point.resize(sums.contestants);
  strengths.theta = std::move(point);
  strengths.covariance = std::move(sandwich.covariance);
  strengths.clusters = sandwich.clusters;
  strengths.spread = spread;
  strengths.freedom = std::move(sandwich.freedom);
  return strengths;
}

std::optional<Error> unfit(const ContestSums& sums, const Covariates& covariates,
                           const FitOptions& options) {
  if (options.prior.kind == Prior::Kind::None) {
    if (auto error = not_one_group(sums)) return error;
  } else if (!(options.prior.strength > 0)) {
    return fix_input("a prior needs a strength above 0");
  }
  if (options.spread == Spread::Clusters && clusters_of(sums) < 2) {
    return fix_input("all contests are of one cluster: what moves between clusters is unknown");
  }
  if (sums.effects() == 0) return std::nullopt;
  if (const auto at = collinear(sums)) {
    return fix_input(
        fmt::format("covariate '{}' cannot be told apart from strengths and other covariates: in "
                    "these contests they move together",
                    covariates.names[*at]));
  }
  return std::nullopt;
}

}  // namespace

Result<Strengths> fit_bradley_terry(std::size_t contestants, std::span<const Contest> contests,
                                    const Covariates& covariates, const FitOptions& options) {
  assert(contestants >= 2 && options.effect_ridge >= 0);
  const auto sums = sum_contests(contestants, contests, covariates);
  if (!sums) return sums.error();
  if (auto error = unfit(*sums, covariates, options)) return *std::move(error);
  Likelihood likelihood{*sums, options.prior,
                        std::max(options.effect_ridge, kLeastRidge) * sums->weight};
  auto point = maximum(likelihood, std::vector<double>(likelihood.size()));
  if (point && sums->effects() > 0 && options.effect_ridge < kInformingRidge) {
    if (const auto at = runaway(likelihood, *point)) {
      return fix_input(
          fmt::format("covariate '{}' has no finite effect: contests go its way without exception",
                      covariates.names[*at]));
    }
  }
  if (point && sums->effects() > 0 && options.effect_ridge < kLeastRidge) {
    likelihood.effect_ridge = options.effect_ridge * sums->weight;
    point = maximum(likelihood, *std::move(point));
  }
  if (!point) return std::move(point).error();
  return to_strengths(likelihood, *std::move(point), options.spread);
}

double difference_variance(const Strengths& strengths, std::size_t first, std::size_t second) {
  const std::size_t size = strengths.theta.size() + strengths.effects.size();
  const auto at = [&](std::size_t row, std::size_t column) {
    return strengths.covariance[row * size + column];
  };
  return std::max(0.0, at(first, first) + at(second, second) - 2 * at(first, second));
}

}  // namespace attune
