#include "scorers/rules/rank_statistics.h"

#include <cmath>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

using Values = std::vector<double>;

Values few_values(Rng& rng, std::size_t count, std::size_t different) {
  Values values;
  for (std::size_t i = 0; i < count; ++i)
    values.push_back(static_cast<double>(rng.below(different)));
  return values;
}

// Tau-b as a correlation: of the signs of all ordered differences (Kendall's "general
// coefficient").
double tau_by_signs(const Values& first, const Values& second) {
  const auto sign = [](double x) {
    return static_cast<double>(x > 0) - static_cast<double>(x < 0);
  };
  double ab = 0;
  double aa = 0;
  double bb = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    for (std::size_t j = 0; j < first.size(); ++j) {
      const double a = sign(first[i] - first[j]);
      const double b = sign(second[i] - second[j]);
      ab += a * b;
      aa += a * a;
      bb += b * b;
    }
  }
  return ab / std::sqrt(aa * bb);
}

// H as one-way variance analysis of the ranks: (N - 1) SS_between / SS_total, ties and all.
double h_by_variance(const std::vector<Values>& groups) {
  Values all;
  for (const Values& group : groups) all.insert(all.end(), group.begin(), group.end());
  const auto rank = [&](double value) {
    double below = 0;
    double equal = 0;
    for (const double other : all) {
      below += other < value ? 1 : 0;
      equal += other == value ? 1 : 0;
    }
    return below + (equal + 1) / 2;
  };
  const double mean = static_cast<double>(all.size() + 1) / 2;
  double total = 0;
  for (const double value : all) total += std::pow(rank(value) - mean, 2);
  double between = 0;
  for (const Values& group : groups) {
    double sum = 0;
    for (const double value : group) sum += rank(value);
    const auto n = static_cast<double>(group.size());
    between += n * std::pow(sum / n - mean, 2);
  }
  return static_cast<double>(all.size() - 1) * between / total;
}

TEST(KendallTauB, IsAsComputedByHand) {
  EXPECT_DOUBLE_EQ(*kendall_tau_b(Values{1, 2, 3}, Values{4, 5, 6}), 1);
  EXPECT_DOUBLE_EQ(*kendall_tau_b(Values{1, 2, 3}, Values{6, 5, 4}), -1);
  EXPECT_NEAR(*kendall_tau_b(Values{1, 2, 3, 4}, Values{1, 3, 2, 4}), 4.0 / 6, 1e-12);
  // One tie in the first: C = 5, D = 0, sqrt(5 * 6).
  EXPECT_NEAR(*kendall_tau_b(Values{1, 1, 2, 3}, Values{1, 2, 3, 4}), 5 / std::sqrt(30.0), 1e-12);
}

TEST(KendallTauB, EqualsItsSlowTwin) {
  Rng rng(5);
  for (int i = 0; i < 200; ++i) {
    const std::size_t count = 3 + rng.below(8);
    const Values first = few_values(rng, count, 5);
    const Values second = few_values(rng, count, 5);
    const auto tau = kendall_tau_b(first, second);
    if (tau) {
      EXPECT_NEAR(*tau, tau_by_signs(first, second), 1e-12);
    } else {
      EXPECT_TRUE(std::isnan(tau_by_signs(first, second)));
    }
  }
}

TEST(KendallTauB, IsAbsentWhereARankingTiesEverything) {
  EXPECT_EQ(kendall_tau_b(Values{1, 1}, Values{1, 2}), std::nullopt);
  EXPECT_EQ(kendall_tau_b(Values{1}, Values{1}), std::nullopt);
  EXPECT_EQ(kendall_tau_b(Values{}, Values{}), std::nullopt);
}

TEST(MeanRanks, ShareTies) {
  EXPECT_EQ(mean_ranks(Values{5, 1, 5, 7}), (Values{2.5, 1, 2.5, 4}));
}

TEST(KruskalWallis, IsAsComputedByHand) {
  // Ranks 1-3, 4-6, 7-9: 12 / 90 * (12 + 75 + 192) - 30.
  EXPECT_NEAR(*kruskal_wallis(std::vector<Values>{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}), 7.2, 1e-12);
}

TEST(KruskalWallis, EqualsItsSlowTwinWithTies) {
  Rng rng(6);
  for (int i = 0; i < 100; ++i) {
    const std::vector<Values> groups = {few_values(rng, 5, 4), few_values(rng, 3, 4),
                                        few_values(rng, 7, 4)};
    EXPECT_NEAR(*kruskal_wallis(groups), h_by_variance(groups), 1e-9);
  }
}

TEST(KruskalWallis, IsZeroWhereAllIsEqualAndAbsentWithoutGroups) {
  EXPECT_EQ(kruskal_wallis(std::vector<Values>{{2, 2}, {2}}), 0);
  EXPECT_EQ(kruskal_wallis(std::vector<Values>{{1, 2}, {}}), std::nullopt);
  EXPECT_EQ(kruskal_wallis(std::vector<Values>{}), std::nullopt);
}

}  // namespace
}  // namespace attune
