#include "results/ratings/likelihood.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/contests.h"

namespace attune {
namespace {

const Covariates kPosition{{"position"}, std::vector<double>(22, 1)};

ContestSums sums_of_22_games() {
  auto sums = sum_contests(4, twenty_two_games(), kPosition);
  EXPECT_TRUE(sums);
  return *std::move(sums);
}

// Less its penalties, in the gauge: strengths are taken less their mean.
double value(const Likelihood& of, std::vector<double> point) {
  const double mean = (point[0] + point[1] + point[2] + point[3]) / 4;
  for (std::size_t at = 0; at < 4; ++at) point[at] -= mean;
  double value = -of.effect_ridge / 2 * point[4] * point[4];
  for (std::size_t at = 0; at < of.sums.sums.size(); ++at) {
    const ContestSum& sum = of.sums.sums[at];
    const double p = win_probability(of.sums, point, at);
    value += sum.won * std::log(p) + (sum.weight - sum.won) * std::log(1 - p);
  }
  for (std::size_t at = 0; at < 4; ++at) {
    const double p = 1 / (1 + std::exp(-point[at]));
    if (of.prior.kind == Prior::Kind::Ridge) value -= of.prior.strength / 2 * point[at] * point[at];
    if (of.prior.kind == Prior::Kind::PseudoTie)
      value += of.prior.strength / 2 * (std::log(p) + std::log(1 - p));
  }
  return value;
}

TEST(Likelihood, HasTheSecondDerivativesOfItsValue) {
  const ContestSums sums = sums_of_22_games();
  constexpr double kStep = 1e-4;
  for (const Prior& prior :
       {Prior{}, Prior{Prior::Kind::Ridge, 0.7}, Prior{Prior::Kind::PseudoTie, 0.7}}) {
    const Likelihood of{sums, prior, 0.2};
    const std::vector<double> point = {0.3, -0.1, -0.4, 0.2, 0.5};
    const std::vector<double> matrix = information(of, point);
    const auto at = [&](std::size_t row, double up, std::size_t column, double right) {
      std::vector<double> moved = point;
      moved[row] += up;
      moved[column] += right;
      return value(of, moved);
    };
    for (std::size_t row = 0; row < 5; ++row) {
      for (std::size_t column = 0; column < 5; ++column) {
        const double second = at(row, kStep, column, kStep) - at(row, kStep, column, -kStep) -
                              at(row, -kStep, column, kStep) + at(row, -kStep, column, -kStep);
        EXPECT_NEAR(matrix[row * 5 + column], -second / (4 * kStep * kStep), 1e-5);
      }
    }
  }
}

TEST(Likelihood, IsLessWhereverOneGoesFromItsMaximum) {
  const ContestSums sums = sums_of_22_games();
  for (const Prior& prior :
       {Prior{}, Prior{Prior::Kind::Ridge, 0.7}, Prior{Prior::Kind::PseudoTie, 0.7}}) {
    const Likelihood of{sums, prior, 0.2};
    const auto best = maximum(of, std::vector<double>(5));
    ASSERT_TRUE(best);
    Rng rng(1);
    for (int direction = 0; direction < 50; ++direction) {
      std::vector<double> moved = *best;
      for (double& each : moved) each += 1e-3 * rng.normal();
      EXPECT_LT(value(of, moved), value(of, *best));
    }
  }
}

TEST(Likelihood, HasOneMaximumFromWhereverOneStarts) {
  const ContestSums sums = sums_of_22_games();
  const Likelihood of{sums, {}, 0.2};
  const auto near = maximum(of, std::vector<double>(5));
  const auto far = maximum(of, {30, -10, -40, 20, 9});
  ASSERT_TRUE(near && far);
  for (std::size_t at = 0; at < 5; ++at) EXPECT_NEAR((*near)[at], (*far)[at], 1e-12);
  for (const double step : newton_step(of, *near)) EXPECT_NEAR(step, 0, 1e-13);
}

TEST(Likelihood, SaysWhereItFindsNoEnd) {
  const std::vector<Contest> contests = {{0, 1, 1e-300, 1, 0}};
  const auto sums = sum_contests(2, contests, {});
  ASSERT_TRUE(sums);
  const auto found = maximum({*sums}, {0, 0});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().remedy, Remedy::FixInput);
}

TEST(Likelihood, GoesAllTheWayWhereLittleIsKnown) {
  const std::vector<Contest> contests = {{0, 1, 1e-30, 1, 0}};
  const auto sums = sum_contests(2, contests, {});
  ASSERT_TRUE(sums);
  const auto found = maximum({*sums}, {0, 0});
  ASSERT_TRUE(found);
  EXPECT_NEAR((*found)[1] - (*found)[0], std::log(1e30), 1e-9);
}

TEST(Likelihood, HasAnInverseOnTheGauge) {
  const ContestSums sums = sums_of_22_games();
  const std::vector<double> matrix =
      information({sums}, std::vector<double>{0.3, -0.1, -0.4, 0.2, 0.5});
  const std::vector<double> inverse = pseudo_inverse(matrix, 4);
  for (std::size_t row = 0; row < 5; ++row) {
    for (std::size_t column = 0; column < 5; ++column) {
      double sum = 0;
      for (std::size_t at = 0; at < 5; ++at) sum += matrix[row * 5 + at] * inverse[at * 5 + column];
      const double gauge = row < 4 && column < 4 ? 0.25 : 0;
      EXPECT_NEAR(sum, (row == column ? 1 : 0) - gauge, 1e-12);
    }
  }
}

}  // namespace
}  // namespace attune
