#include "results/stats/agreement.h"

#include <array>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

using Units = std::vector<Unit>;
using Pairs = std::vector<Twice>;
using Rows = std::vector<std::vector<std::optional<double>>>;

// specs/emonet-arena-psychometrics-statistics §D.3; 0: no value.
Units golden_units() {
  constexpr std::array<std::array<int, 15>, 3> kRaters = {
      {{0, 0, 0, 0, 0, 3, 4, 1, 2, 1, 1, 3, 3, 0, 3},
       {1, 0, 2, 1, 3, 3, 4, 3, 0, 0, 0, 0, 0, 0, 0},
       {0, 0, 2, 1, 3, 4, 4, 0, 2, 1, 1, 3, 3, 0, 4}}};
  Units units(15);
  for (const auto& rater : kRaters) {
    for (std::size_t at = 0; at < rater.size(); ++at) {
      if (rater.at(at) > 0) units[at].push_back(rater.at(at));
    }
  }
  return units;
}

TEST(KrippendorffAlpha, GivesTheGoldenNumbers) {
  const Units units = golden_units();
  EXPECT_NEAR(*krippendorff_alpha(units, Scale::Nominal), .691358, 1e-6);
  EXPECT_NEAR(*krippendorff_alpha(units, Scale::Ordinal), .806721, 1e-6);
  EXPECT_NEAR(*krippendorff_alpha(units, Scale::Interval), .810845, 1e-6);
}

TEST(KrippendorffAlpha, IsAbsentWhereThereIsNothingToDisagreeOn) {
  EXPECT_FALSE(krippendorff_alpha(Units{{2, 2}, {2, 2, 2}}, Scale::Nominal));
  EXPECT_FALSE(krippendorff_alpha(Units{{1}, {2}}, Scale::Interval));
  EXPECT_FALSE(krippendorff_alpha(Units{}, Scale::Ordinal));
}

TEST(KrippendorffAlpha, IsOneWithFullAgreementAndFallsWithTheFirstDisagreement) {
  EXPECT_DOUBLE_EQ(*krippendorff_alpha(Units{{1, 1}, {2, 2}}, Scale::Nominal), 1);
  EXPECT_LT(*krippendorff_alpha(Units{{1, 1}, {2, 2}, {1, 2}}, Scale::Nominal), 1);
}

TEST(KrippendorffAlpha, OfClustersOfOneUnitHasThePointOfTheUnitsAndAnIntervalAroundIt) {
  std::vector<std::vector<Unit>> clusters;
  for (const Unit& unit : golden_units()) clusters.push_back({unit});
  const auto estimate = krippendorff_alpha(clusters, Scale::Ordinal, {.resamples = 400});
  ASSERT_TRUE(estimate && estimate->low);
  EXPECT_NEAR(estimate->point, .806721, 1e-6);
  EXPECT_LT(*estimate->low, estimate->point);
  EXPECT_GT(*estimate->high, estimate->point);
  EXPECT_EQ(estimate->samples, 12U);  // with two values or more
  EXPECT_EQ(estimate->clusters, 12U);
}

// The slow twin: every draw made anew from its units.
TEST(KrippendorffAlpha, OfClustersIsThatOfTheirUnitsTogether) {
  const Units units = golden_units();
  std::vector<std::vector<Unit>> clusters(3);
  for (std::size_t at = 0; at < units.size(); ++at) clusters[at % 3].push_back(units[at]);
  const Bootstrap bootstrap{.seed = 4, .resamples = 99};
  const auto estimate = krippendorff_alpha(clusters, Scale::Interval, bootstrap);
  Resampler resampler(3, bootstrap.seed);
  std::vector<double> draws;
  for (std::size_t draw = 0; draw < bootstrap.resamples; ++draw) {
    Units drawn;
    for (const std::uint32_t cluster : resampler.draw())
      drawn.insert(drawn.end(), clusters[cluster].begin(), clusters[cluster].end());
    draws.push_back(*krippendorff_alpha(drawn, Scale::Interval));
  }
  const Interval interval = interval_of(draws, expanded_tail(3, bootstrap.level));
  EXPECT_NEAR(*estimate->low, interval.low, 1e-9);
  EXPECT_NEAR(*estimate->high, interval.high, 1e-9);
}

// Pairs by count: [first][second].
Pairs pairs_of(const std::vector<std::vector<int>>& counts) {
  Pairs pairs;
  for (std::size_t row = 0; row < counts.size(); ++row) {
    for (std::size_t column = 0; column < counts[row].size(); ++column) {
      pairs.insert(pairs.end(), static_cast<std::size_t>(counts[row][column]),
                   {static_cast<double>(row), static_cast<double>(column)});
    }
  }
  return pairs;
}

TEST(CohenKappa, GivesTheTextbookNumber) {
  // Agreement .7; chance .5 x .6 + .5 x .4 = .5.
  EXPECT_NEAR(*cohen_kappa(pairs_of({{20, 5}, {10, 15}})), 0.4, 1e-12);
}

// The slow twin: disagreement of all pairs of values that two raters gave to anything.
TEST(CohenKappa, WithWeightsIsWhatAllPairsGive) {
  Rng rng(3);
  Pairs pairs;
  for (int at = 0; at < 60; ++at) {
    const auto first = static_cast<double>(rng.below(4));
    const auto second = rng.uniform() < .5 ? first : static_cast<double>(rng.below(4));
    pairs.push_back({first, second});
  }
  double linear_seen = 0;
  double square_seen = 0;
  double linear_all = 0;
  double square_all = 0;
  for (const Twice& one : pairs) {
    linear_seen += std::abs(one.first - one.second);
    square_seen += std::pow(one.first - one.second, 2);
    for (const Twice& other : pairs) {
      linear_all += std::abs(one.first - other.second);
      square_all += std::pow(one.first - other.second, 2);
    }
  }
  EXPECT_NEAR(*cohen_kappa(pairs, Weights::Linear), 1 - 60 * linear_seen / linear_all, 1e-12);
  EXPECT_NEAR(*cohen_kappa(pairs, Weights::Quadratic), 1 - 60 * square_seen / square_all, 1e-12);
}

TEST(CohenKappa, CountsCategoriesThatNobodyGaveInWeightsOnly) {
  const Pairs pairs = {{0, 0}, {0, 1}, {1, 1}, {3, 0}, {3, 3}};
  const std::vector<double> all = {0, 1, 2, 3};
  EXPECT_DOUBLE_EQ(*cohen_kappa(pairs, Weights::Equal, all), *cohen_kappa(pairs));
  EXPECT_NE(*cohen_kappa(pairs, Weights::Linear, all), *cohen_kappa(pairs, Weights::Linear));
}

TEST(CohenKappa, IsAbsentWhereAllGaveTheSame) {
  EXPECT_FALSE(cohen_kappa(pairs_of({{9}})));
  EXPECT_FALSE(cohen_kappa(Pairs{}));
}

// The paradox that AC1 was made for: agreement of 94 %, and a kappa below 0.
TEST(GwetAc1, StaysHighWhereAlmostEverythingIsInOneCategory) {
  const Pairs pairs = pairs_of({{118, 5}, {2, 0}});
  const double share = (123.0 + 120) / 250;
  const double chance = 2 * share * (1 - share);
  EXPECT_NEAR(*gwet_ac1(pairs), (118.0 / 125 - chance) / (1 - chance), 1e-12);
  EXPECT_GT(*gwet_ac1(pairs), 0.93);
  EXPECT_LT(*cohen_kappa(pairs), 0);
}

TEST(GwetAc1, IsAbsentWithOneCategoryUnlessMoreWereOffered) {
  const std::vector<double> two = {0, 1};
  EXPECT_FALSE(gwet_ac1(pairs_of({{9}})));
  EXPECT_DOUBLE_EQ(*gwet_ac1(pairs_of({{9}}), two), 1);
}

TEST(RawAgreement, CountsTiesOrLeavesThemOut) {
  const Pairs pairs = {{1, 1}, {1, .5}, {.5, .5}, {0, 1}, {0, 0}};
  EXPECT_DOUBLE_EQ(*raw_agreement(pairs), 3.0 / 5);
  EXPECT_DOUBLE_EQ(*untied_agreement(pairs, .5), 2.0 / 3);
  EXPECT_FALSE(raw_agreement(Pairs{}));
  EXPECT_FALSE(untied_agreement(Pairs{{.5, 1}}, .5));
}

TEST(EstimateAgreement, HasThePointOfAllPairsAndAnIntervalOverClusters) {
  Rng rng(9);
  std::vector<Pairs> clusters(12);
  Pairs all;
  for (Pairs& cluster : clusters) {
    for (int at = 0; at < 5; ++at) {
      const double first = static_cast<double>(rng.below(3)) / 2;
      cluster.push_back(
          {first, rng.uniform() < .6 ? first : static_cast<double>(rng.below(3)) / 2});
      all.push_back(cluster.back());
    }
  }
  const Bootstrap bootstrap{.resamples = 300};
  const auto kappa = estimate_agreement(clusters, {.coefficient = Coefficient::Kappa}, bootstrap);
  EXPECT_NEAR(kappa->point, *cohen_kappa(all), 1e-12);
  EXPECT_LT(*kappa->low, kappa->point);
  EXPECT_GT(*kappa->high, kappa->point);
  EXPECT_EQ(kappa->clusters, 12U);
  const auto ac1 = estimate_agreement(clusters, {.coefficient = Coefficient::Ac1}, bootstrap);
  EXPECT_NEAR(ac1->point, *gwet_ac1(all), 1e-12);
  const auto untied = estimate_agreement(clusters, {.coefficient = Coefficient::Untied}, bootstrap);
  EXPECT_NEAR(untied->point, *untied_agreement(all, .5), 1e-12);
  EXPECT_LT(untied->samples, 60U);
  EXPECT_NEAR(estimate_agreement(clusters, {}, bootstrap)->point, *raw_agreement(all), 1e-12);
}

// Shrout & Fleiss 1979, tables 2 and 4.
TEST(IntraclassCorrelations, GiveThePublishedNumbers) {
  Rows rows = {{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}};
  const IntraclassCorrelations icc = intraclass_correlations(rows);
  EXPECT_NEAR(*icc.icc_2_1, .29, .005);
  EXPECT_NEAR(*icc.icc_3_1, .71, .005);
  EXPECT_NEAR(*icc.icc_3_k, .91, .005);
  rows.push_back({1, std::nullopt, 9, 9});
  EXPECT_EQ(intraclass_correlations(rows).icc_2_1, icc.icc_2_1);
}

TEST(IntraclassCorrelations, AreAbsentWithoutTwoThingsOrTwoRaters) {
  EXPECT_FALSE(intraclass_correlations(Rows{{1, 2}}).icc_2_1);
  EXPECT_FALSE(intraclass_correlations(Rows{{1}, {2}}).icc_3_k);
  EXPECT_FALSE(intraclass_correlations(Rows{{3, 3}, {3, 3}}).icc_3_1);
}

TEST(KendallW, IsOneForEqualRankingsAndNoneForOpposites) {
  EXPECT_DOUBLE_EQ(*kendall_w(std::vector<std::vector<double>>{{1, 2, 3}, {10, 20, 30}}), 1);
  EXPECT_DOUBLE_EQ(*kendall_w(std::vector<std::vector<double>>{{1, 2, 3}, {3, 2, 1}}), 0);
}

// The slow twin: W is the mean Spearman correlation r of all pairs of rankings, (1 + (m - 1) r) /
// m; with ties only where all tie alike, as here.
TEST(KendallW, IsWhatTheMeanRankCorrelationGives) {
  const std::vector<std::vector<double>> rankings = {
      {1, 2, 3.5, 3.5, 5}, {2, 1, 3.5, 3.5, 5}, {5, 3.5, 3.5, 2, 1}};
  const auto correlation = [](const std::vector<double>& x, const std::vector<double>& y) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (std::size_t at = 0; at < x.size(); ++at) {
      xy += (x[at] - 3) * (y[at] - 3);
      xx += (x[at] - 3) * (x[at] - 3);
      yy += (y[at] - 3) * (y[at] - 3);
    }
    return xy / std::sqrt(xx * yy);
  };
  const double mean =
      (correlation(rankings[0], rankings[1]) + correlation(rankings[0], rankings[2]) +
       correlation(rankings[1], rankings[2])) /
      3;
  EXPECT_NEAR(*kendall_w(rankings), (1 + 2 * mean) / 3, 1e-12);
}

TEST(KendallW, IsAbsentWithOneRankingAndWhereAllAreTied) {
  EXPECT_FALSE(kendall_w(std::vector<std::vector<double>>{{1, 2}}));
  EXPECT_FALSE(kendall_w(std::vector<std::vector<double>>{{1, 1}, {2, 2}}));
}

}  // namespace
}  // namespace attune
