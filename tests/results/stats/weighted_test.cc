#include "results/stats/weighted.h"

#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "results/stats/estimate.h"
#include "scenarios/base/rng.h"

namespace attune {
namespace {

std::vector<double> some_values(std::size_t count, std::uint64_t seed) {
  Rng rng(seed);
  std::vector<double> values(count);
  for (double& value : values) value = 50 + 10 * rng.normal();
  return values;
}

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

DrawnFigure drawn_mean(const std::vector<double>& values, std::uint64_t seed,
                       std::size_t resamples = 2000) {
  const auto figure = [&values](std::span<const std::uint32_t> drawn) -> std::optional<double> {
    double sum = 0;
    for (const std::uint32_t at : drawn) sum += values[at];
    return sum / static_cast<double>(drawn.size());
  };
  return drawn_figure(figure, std::vector<bool>(values.size(), true),
                      {.seed = seed, .resamples = resamples});
}

TEST(WeightedInterval, OfOneTermIsNearlyThatOfItsMean) {
  const auto values = some_values(12, 1);
  const DrawnFigure drawn = drawn_mean(values, 5, 20'000);
  const std::vector<WeightedFigure> terms = {{1, mean_of(values), &drawn}};
  const auto interval = weighted_interval(terms, 0.95);
  std::vector<Cluster> clusters;
  for (const double value : values) clusters.push_back({value});
  const auto estimate = estimate_mean(clusters, {.seed = 5, .resamples = 20'000});
  const double width = *estimate->high - *estimate->low;
  EXPECT_NEAR(interval->low, *estimate->low, width / 30);
  EXPECT_NEAR(interval->high, *estimate->high, width / 30);
}

// Two independent halves: the error of the sum is the root of the squares, its freedom is
// Satterthwaite's.
TEST(WeightedInterval, OfTwoTermsIsWelchs) {
  const auto one = some_values(15, 2);
  const auto other = some_values(40, 3);
  const DrawnFigure first = drawn_mean(one, 8, 20'000);
  const DrawnFigure second = drawn_mean(other, 9, 20'000);
  const std::vector<WeightedFigure> terms = {{0.25, mean_of(one), &first},
                                             {0.75, mean_of(other), &second}};
  const auto interval = weighted_interval(terms, 0.95);
  const double a = std::pow(0.25 * *standard_error(one), 2);
  const double b = std::pow(0.75 * *standard_error(other), 2);
  const double freedom = (a + b) * (a + b) / (a * a / 14 + b * b / 39);
  const double half = errors_for(0.025, freedom) * std::sqrt(a + b);
  const double centre = 0.25 * mean_of(one) + 0.75 * mean_of(other);
  EXPECT_NEAR(interval->high - interval->low, 2 * half, half / 10);
  EXPECT_NEAR((interval->high + interval->low) / 2, centre, half / 10);
}

TEST(WeightedInterval, HoldsTheTruthAsOftenAsItClaims) {
  Rng rng(4);
  int held = 0;
  for (int sample = 0; sample < 300; ++sample) {
    const auto one = some_values(8, rng.next());
    const auto other = some_values(20, rng.next());
    const DrawnFigure first = drawn_mean(one, 1, 300);
    const DrawnFigure second = drawn_mean(other, 2, 300);
    const std::vector<WeightedFigure> terms = {{0.5, mean_of(one), &first},
                                               {0.5, mean_of(other), &second}};
    const auto interval = weighted_interval(terms, 0.95);
    held += interval->low <= 50 && 50 <= interval->high ? 1 : 0;
  }
  EXPECT_GE(held, 276);  // 285 wanted, 2.4 standard errors are 9
  EXPECT_LE(held, 294);
}

TEST(WeightedInterval, IsAbsentWhereATermHasOneCluster) {
  const auto many = some_values(10, 1);
  const auto single = some_values(1, 2);
  const DrawnFigure first = drawn_mean(many, 1);
  const DrawnFigure second = drawn_mean(single, 2);
  const std::vector<WeightedFigure> terms = {{1, 50, &first}, {1, 50, &second}};
  EXPECT_FALSE(weighted_interval(terms, 0.95));
}

TEST(WeightedInterval, IsAbsentWhereMostDrawsLackATerm) {
  const auto many = some_values(10, 1);
  const DrawnFigure first = drawn_mean(many, 1);
  DrawnFigure second = drawn_mean(many, 2);
  for (std::size_t draw = 0; draw < 1100; ++draw) second.draws[draw].reset();
  const std::vector<WeightedFigure> terms = {{1, 50, &first}, {1, 50, &second}};
  EXPECT_FALSE(weighted_interval(terms, 0.95));
  for (std::size_t draw = 0; draw < 1100; ++draw) second.draws[draw] = 50;
  EXPECT_TRUE(weighted_interval(terms, 0.95));
}

TEST(WeightedGap, AddsUpPointsAndSquaredErrors) {
  const std::vector<DrawnGap> gaps = {{.point = 4, .error = 3, .freedom = 10, .off = {1, -1}},
                                      {.point = -2, .error = 4, .freedom = 20, .off = {0.5, 2}}};
  const DrawnGap sum = weighted_gap(gaps, std::vector<double>{1, 1});
  EXPECT_DOUBLE_EQ(sum.point, 2);
  EXPECT_DOUBLE_EQ(sum.error, 5);
  EXPECT_DOUBLE_EQ(sum.freedom, 625.0 / (81.0 / 10 + 256.0 / 20));
  EXPECT_DOUBLE_EQ(sum.off[0], 0.6 * 1 + 0.8 * 0.5);
  EXPECT_DOUBLE_EQ(sum.off[1], -0.6 + 0.8 * 2);
}

TEST(WeightedGap, HasNoDrawsWhereATermHasNone) {
  std::vector<DrawnGap> gaps = {{.point = 4, .error = 3, .freedom = 10, .off = {1}},
                                {.point = 2, .error = 1, .freedom = 20}};
  EXPECT_TRUE(weighted_gap(gaps, std::vector<double>{0.5, 0.5}).off.empty());
  gaps[1].error = 0;
  EXPECT_EQ(weighted_gap(gaps, std::vector<double>{0.5, 0.5}).off, std::vector<double>{1});
}

TEST(WeightedGap, OfExactTermsIsExact) {
  const std::vector<DrawnGap> gaps = {{.point = 4, .freedom = 10, .off = {1}},
                                      {.point = 2, .freedom = 20, .off = {1}}};
  const DrawnGap sum = weighted_gap(gaps, std::vector<double>{0.5, 0.5});
  EXPECT_DOUBLE_EQ(sum.point, 3);
  EXPECT_EQ(sum.error, 0);
  EXPECT_TRUE(sum.off.empty());
}

}  // namespace
}  // namespace attune
