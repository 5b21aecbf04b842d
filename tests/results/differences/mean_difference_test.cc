#include "results/differences/mean_difference.h"

#include <cmath>

#include <gtest/gtest.h>

#include "results/stats/multiplicity.h"
#include "results/stats/paired.h"
#include "results/stats/power.h"
#include "results/stats/proportion.h"
#include "tests/results/differences/some_sides.h"

namespace attune {
namespace {

std::vector<PairedScenario> pairs_of(const std::vector<Cluster>& first,
                                     const std::vector<Cluster>& second) {
  PlayedValues one;
  PlayedValues two;
  for (std::size_t at = 0; at < first.size(); ++at) {
    const ScenarioId scenario{"s" + std::to_string(at)};
    for (std::size_t repeat = 0; repeat < first[at].size(); ++repeat) {
      one[{scenario, static_cast<int>(repeat)}] = first[at][repeat];
      two[{scenario, static_cast<int>(repeat)}] = second[at][repeat];
    }
  }
  return paired(one, two);
}

Difference made(const std::vector<PairedScenario>& pairs, DifferenceOptions options = quick()) {
  Difference difference;
  add_mean_difference(difference, pairs, facts_of({a_side("lab/a"), a_side("lab/b")}), options);
  return difference;
}

TEST(MeanDifference, IsThePairedDifferenceOfScenarioMeans) {
  const std::vector<Cluster> first = {{10, 20}, {30}, {70, 50, 60}, {20}};
  const std::vector<Cluster> second = {{12, 14}, {20}, {55, 40, 40}, {25}};
  const Difference difference = made(pairs_of(first, second));
  // Twin: the difference of ScenarioMeans, as the leaderboard's.
  const auto twin = paired_difference({15, 30, 60, 20}, {13, 20, 45, 25}, quick().bootstrap);
  ASSERT_TRUE(difference.difference && twin);
  EXPECT_NEAR(difference.difference->point, 5.5, 1e-12);
  EXPECT_NEAR(difference.difference->point, twin->point, 1e-12);
  EXPECT_NEAR(*difference.difference->low, *twin->low, 1e-9);
  EXPECT_NEAR(*difference.difference->high, *twin->high, 1e-9);
  EXPECT_EQ(difference.difference->samples, 7U);
  EXPECT_EQ(difference.difference->clusters, 4U);
  EXPECT_NEAR(*difference.first_mean, 31.25, 1e-12);
  EXPECT_NEAR(*difference.second_mean, 25.75, 1e-12);
  EXPECT_EQ(difference.wins, (WinCounts{.won = 3, .tied = 0, .lost = 1}));
  EXPECT_EQ(difference.points[2].pairs, 3U);
  EXPECT_NEAR(difference.points[2].difference, 15, 1e-12);
}

TEST(MeanDifference, OfRightAndWrongIsTestedByMcNemar) {
  std::vector<Cluster> first;
  std::vector<Cluster> second;
  for (int at = 0; at < 20; ++at) {
    first.push_back({at < 12 ? 100.0 : 0.0});
    second.push_back({at < 3 || at >= 19 ? 100.0 : 0.0});
  }
  const Difference difference = made(pairs_of(first, second));
  ASSERT_TRUE(difference.binary);
  EXPECT_EQ(difference.binary->both, 3U);
  EXPECT_EQ(difference.binary->first_only, 9U);
  EXPECT_EQ(difference.binary->second_only, 1U);
  EXPECT_EQ(difference.binary->neither, 7U);
  EXPECT_EQ(difference.p, mcnemar_exact({.first_only = 9, .second_only = 1}));
  EXPECT_EQ(difference.test, "McNemar's exact test");
  const auto wilson = wilson_interval({.successes = 12, .trials = 20}, 0.95);
  EXPECT_NEAR(difference.binary->first.low, 100 * wilson->low, 1e-9);
}

TEST(MeanDifference, OfRightAndWrongWithRepeatsIsTestedOverScenarios) {
  const Difference difference =
      made(pairs_of({{100, 100}, {0, 100}, {100, 100}}, {{0, 0}, {0, 0}, {100, 0}}));
  EXPECT_FALSE(difference.binary);
  ASSERT_TRUE(difference.p);
  EXPECT_NEAR(*difference.p, 0.25, 1e-12);  // all three on one side: 2 of 8
  ASSERT_EQ(difference.notes.size(), 1U);
  EXPECT_NE(difference.notes[0].find("McNemar"), std::string::npos);
}

TEST(MeanDifference, SaysWhatCouldHaveBeenFoundBeforeAndAfter) {
  DifferenceOptions options = quick();
  options.margin = 5;
  const Difference difference =
      made(pairs_of({{10}, {20}, {30}, {50}}, {{8}, {22}, {25}, {44}}), options);
  // Differences 2, -2, 5, 6: variance 38.75 / 3.
  const double variance = 38.75 / 3;
  EXPECT_NEAR(*difference.detectable.after, *detectable_difference(variance, 4, {}), 1e-9);
  EXPECT_NEAR(*difference.detectable.before,
              *detectable_difference(kSupposedSpread * kSupposedSpread, 4, {}), 1e-9);
  EXPECT_EQ(difference.detectable.scenarios_for_margin, scenarios_needed(5, variance, {}));
}

TEST(MeanDifference, ItsEquivalenceIntervalIsNarrower) {
  DifferenceOptions options = quick();
  options.margin = 5;
  const auto pairs = pairs_of({{10}, {20}, {30}, {50}, {12}}, {{8}, {22}, {25}, {44}, {13}});
  const Difference difference = made(pairs, options);
  ASSERT_TRUE(difference.equivalence && difference.equivalence->interval);
  EXPECT_NEAR(difference.equivalence->level, 0.9, 1e-12);
  EXPECT_GT(difference.equivalence->interval->low, *difference.difference->low);
  EXPECT_LT(difference.equivalence->interval->high, *difference.difference->high);
  EXPECT_FALSE(made(pairs).equivalence);
}

TEST(MeanDifference, SplitsTheSpreadOfDifferences) {
  const Difference difference =
      made(pairs_of({{10, 14}, {30, 30}, {50, 46}}, {{8, 8}, {20, 24}, {30, 30}}));
  ASSERT_TRUE(difference.spreads && difference.spreads->difference.repeats);
  // Within scenarios: differences 2 6, 10 6, 20 16: 8 each over 3 degrees of freedom.
  EXPECT_NEAR(difference.spreads->difference.repeats->variance, 8, 1e-9);
}

TEST(MeanDifference, OneScenarioHasAPointAlone) {
  const Difference difference = made(pairs_of({{10, 12}}, {{8, 9}}));
  ASSERT_TRUE(difference.difference);
  EXPECT_FALSE(difference.difference->low);
  EXPECT_EQ(difference.p, 1);  // either side could have been first
  EXPECT_FALSE(difference.effect || difference.detectable.after || difference.correlation);
}

SideValues with_criteria(const std::vector<std::pair<std::string, double>>& shifts) {
  SideValues values;
  for (const auto& [name, shift] : shifts) {
    for (int at = 0; at < 8; ++at)
      values.criteria[name][{{"s" + std::to_string(at)}, 1}] = shift + at % 3;
  }
  return values;
}

TEST(CriterionDifferences, AreAdjustedForTheirNumber) {
  const auto criteria =
      criterion_differences(with_criteria({{"warmth", 3}, {"wit", 0}, {"alone", 1}}),
                            with_criteria({{"warmth", 1}, {"wit", 0}}), quick());
  ASSERT_EQ(criteria.size(), 2U);
  EXPECT_EQ(criteria[0].name, "warmth");
  EXPECT_NEAR(criteria[0].difference.point, 2, 1e-12);
  EXPECT_NEAR(*criteria[0].p, 2.0 / 256, 1e-12);
  EXPECT_NEAR(*criteria[0].adjusted, 4.0 / 256, 1e-12);
  EXPECT_EQ(criteria[1].adjusted, 1);
}

TEST(CriterionDifferences, LettersPickedAreNoCriteria) {
  EXPECT_TRUE(criterion_differences(with_criteria({{"picked_a", 3}}),
                                    with_criteria({{"picked_a", 1}}), quick())
                  .empty());
}

}  // namespace
}  // namespace attune
