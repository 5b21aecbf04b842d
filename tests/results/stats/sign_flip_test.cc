#include "results/stats/sign_flip.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "results/stats/estimate.h"
#include "results/stats/proportion.h"
#include "scenarios/base/rng.h"

namespace attune {
namespace {

constexpr double kNear = 1e-12;

// The slow obvious twin: all signs, each time the studentised mean.
double share_by_student(std::vector<double> differences) {
  const auto t_of = [](const std::vector<double>& d) {
    double sum = 0;
    for (const double each : d) sum += each;
    return std::abs(sum / static_cast<double>(d.size()) / *standard_error(d));
  };
  const double found = t_of(differences);
  const std::size_t all = std::size_t{1} << differences.size();
  std::size_t far = 0;
  for (std::size_t number = 0; number < all; ++number) {
    std::vector<double> turned = differences;
    for (std::size_t at = 0; at < turned.size(); ++at) {
      if (((number >> at) & 1U) != 0) turned[at] = -turned[at];
    }
    far += t_of(turned) >= found * (1 - 1e-9) ? 1 : 0;
  }
  return static_cast<double>(far) / static_cast<double>(all);
}

// The most that the shares of `p` at most x differ from x (Kolmogorov and Smirnov's D). Shares
// above x alone where p may only be too large.
double farthest_from_uniform(std::vector<double> p) {
  std::sort(p.begin(), p.end());
  double most = 0;
  const auto n = static_cast<double>(p.size());
  for (std::size_t at = 0; at < p.size(); ++at) {
    most = std::max(most, std::abs(static_cast<double>(at + 1) / n - p[at]));
    most = std::max(most, std::abs(p[at] - static_cast<double>(at) / n));
  }
  return most;
}

// Differences of scenarios without a difference, unlike in their spread as with unequal repeats.
std::vector<double> nothing(std::size_t clusters, Rng& rng) {
  std::vector<double> differences;
  for (std::size_t at = 0; at < clusters; ++at)
    differences.push_back(rng.normal() * (at % 3 == 0 ? 3 : 1));
  return differences;
}

TEST(SignFlip, AllOnOneSideIsOneChoiceOfSignsAndItsMirror) {
  const std::vector<double> differences = {1, 2, 3, 4, 5};
  const auto test = sign_flip_test(differences, {});
  ASSERT_TRUE(test);
  EXPECT_NEAR(test->p, 2.0 / 32, kNear);
  EXPECT_TRUE(test->exact);
  EXPECT_EQ(test->arrangements, 32U);
  EXPECT_EQ(test->clusters, 5U);
}

TEST(SignFlip, AllChoicesAgreeWithTheStudentisedTwin) {
  Rng rng(3);
  for (int trial = 0; trial < 5; ++trial) {
    std::vector<double> differences = nothing(9, rng);
    for (double& each : differences) each = std::round(2 * each + 1);  // with ties
    const auto test = sign_flip_test(differences, {});
    ASSERT_TRUE(test);
    EXPECT_NEAR(test->p, share_by_student(differences), kNear);
  }
}

TEST(SignFlip, RoundingMovesNoTie) {
  // 0.1 + 0.2 differs from 0.3 in the last bit: both are as far from 0.
  const std::vector<double> differences = {0.1, 0.2, -0.3};
  EXPECT_NEAR(sign_flip_test(differences, {})->p, 1, kNear);
}

TEST(SignFlip, DrawnSignsComeNearAllOfThem) {
  Rng rng(5);
  std::vector<double> differences = nothing(12, rng);
  for (double& each : differences) each += 0.8;
  const auto all = sign_flip_test(differences, {});
  const auto drawn = sign_flip_test(differences, {.seed = 7, .draws = 20000, .exact_up_to = 0});
  ASSERT_TRUE(all && drawn);
  EXPECT_TRUE(all->exact);
  EXPECT_FALSE(drawn->exact);
  EXPECT_EQ(drawn->arrangements, 20000U);
  EXPECT_NEAR(drawn->p, all->p, 4 * std::sqrt(all->p / 20000));
}

TEST(SignFlip, DrawnPIsNeverZeroAndHangsOnTheSeedAlone) {
  const std::vector<double> differences(40, 1.0);
  const auto test = sign_flip_test(differences, {.draws = 999});
  ASSERT_TRUE(test);
  EXPECT_NEAR(test->p, 1.0 / 1000, kNear);
  Rng rng(9);
  const std::vector<double> others = nothing(40, rng);
  EXPECT_EQ(sign_flip_test(others, {.seed = 1}), sign_flip_test(others, {.seed = 1}));
  EXPECT_NE(sign_flip_test(others, {.seed = 1}), sign_flip_test(others, {.seed = 2}));
}

TEST(SignFlip, WhatDoesNotDifferTakesNoPart) {
  std::vector<double> differences = {1, 2, 3, 4, 5};
  const auto without = sign_flip_test(differences, {});
  differences.insert(differences.end(), 60, 0.0);
  EXPECT_EQ(sign_flip_test(differences, {}), without);
  const std::vector<double> equal(6, 0.0);
  ASSERT_TRUE(sign_flip_test(equal, {}));
  EXPECT_EQ(sign_flip_test(equal, {})->p, 1);
  EXPECT_FALSE(sign_flip_test({}, {}));
}

TEST(SignFlip, OfBinaryPairsItIsMcNemarsTest) {
  std::vector<double> differences(11, 100.0);
  differences.insert(differences.end(), 3, -100.0);
  differences.insert(differences.end(), 20, 0.0);
  EXPECT_NEAR(sign_flip_test(differences, {})->p,
              mcnemar_exact({.first_only = 11, .second_only = 3}), kNear);
}

TEST(SignFlip, WithoutADifferencePIsUniform) {
  Rng rng(11);
  std::vector<double> found;
  for (int simulation = 0; simulation < 1000; ++simulation)
    found.push_back(sign_flip_test(nothing(11, rng), {})->p);
  // The 1 % point of D with 1,000 values is 1.63 / sqrt(1000); p comes in steps of 1 / 1024.
  EXPECT_LT(farthest_from_uniform(found), 1.63 / std::sqrt(1000.0) + 1.0 / 1024);
}

TEST(SignFlip, SignsDrawnKeepPUniformToo) {
  Rng rng(13);
  std::vector<double> found;
  for (std::uint64_t simulation = 0; simulation < 1000; ++simulation) {
    found.push_back(
        sign_flip_test(nothing(20, rng), {.seed = simulation, .draws = 199, .exact_up_to = 0})->p);
  }
  EXPECT_LT(farthest_from_uniform(found), 1.63 / std::sqrt(1000.0) + 1.0 / 200);
}

TEST(SignFlip, ADifferenceMakesPFarFromUniform) {
  Rng rng(15);
  std::vector<double> found;
  for (int simulation = 0; simulation < 1000; ++simulation) {
    std::vector<double> differences = nothing(11, rng);
    for (double& each : differences) each += 0.5;
    found.push_back(sign_flip_test(differences, {})->p);
  }
  EXPECT_GT(farthest_from_uniform(found), 2 * 1.63 / std::sqrt(1000.0));
}

// Exchanging both sides' values in a cluster turns the sign of its difference.
SwappedFigure mean_of(const std::vector<double>& differences) {
  return [&differences](const std::vector<bool>& swapped) {
    double sum = 0;
    for (std::size_t at = 0; at < differences.size(); ++at)
      sum += swapped[at] ? -differences[at] : differences[at];
    return std::optional<double>(sum / static_cast<double>(differences.size()));
  };
}

TEST(SwapTest, OfAMeanItIsTheSignFlipTest) {
  Rng rng(17);
  std::vector<double> differences = nothing(8, rng);
  for (double& each : differences) each += 1;
  const auto swaps = swap_test(mean_of(differences), differences.size(), {});
  ASSERT_TRUE(swaps);
  EXPECT_TRUE(swaps->exact);
  EXPECT_NEAR(swaps->p, sign_flip_test(differences, {})->p, kNear);
  const auto drawn =
      swap_test(mean_of(differences), differences.size(), {.draws = 4000, .exact_up_to = 0});
  ASSERT_TRUE(drawn);
  EXPECT_NEAR(drawn->p, swaps->p, 4 * std::sqrt(swaps->p / 4000));
}

TEST(SwapTest, AFigureThatCannotBeMadeCountsAgainstADifference) {
  const SwappedFigure fragile = [](const std::vector<bool>& swapped) {
    return swapped[0] ? std::nullopt : std::optional<double>(swapped[1] ? 0.1 : 5.0);
  };
  const auto test = swap_test(fragile, 2, {});
  ASSERT_TRUE(test);
  EXPECT_NEAR(test->p, 3.0 / 4, kNear);  // as it is, and the two without a figure
}

TEST(SwapTest, WithoutAFigureThereIsNothingToTest) {
  const SwappedFigure none = [](const std::vector<bool>&) { return std::optional<double>(); };
  EXPECT_FALSE(swap_test(none, 3, {}));
  EXPECT_FALSE(swap_test(none, 0, {}));
}

}  // namespace
}  // namespace attune
