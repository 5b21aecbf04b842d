#include "results/stats/paired.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

// Subjects a few points apart over shared scenarios; `absent` is the share of figures left out.
std::vector<ScenarioMeans> a_field(std::size_t subjects, std::size_t scenarios, double absent) {
  Rng rng(11);
  std::vector<double> hardness(scenarios);
  for (double& each : hardness) each = 20 * rng.normal();
  std::vector<ScenarioMeans> field(subjects, ScenarioMeans(scenarios));
  for (std::size_t subject = 0; subject < subjects; ++subject) {
    for (std::size_t at = 0; at < scenarios; ++at) {
      const double points = static_cast<double>(subject) + hardness[at] + 5 * rng.normal();
      if (rng.uniform() >= absent) field[subject][at] = points;
    }
  }
  return field;
}

// The slow obvious twin: every pair by itself.
std::vector<RankRange> pair_by_pair(const std::vector<ScenarioMeans>& field,
                                    const Bootstrap& bootstrap) {
  std::vector<RankRange> ranges;
  for (std::size_t mine = 0; mine < field.size(); ++mine) {
    RankRange range{.low = 1, .high = field.size()};
    for (std::size_t other = 0; other < field.size(); ++other) {
      const auto gap = paired_difference(field[mine], field[other], bootstrap);
      if (other == mine || !gap || !gap->low) continue;
      range.low += *gap->high < 0 ? 1 : 0;
      range.high -= *gap->low > 0 ? 1 : 0;
    }
    ranges.push_back(range);
  }
  return ranges;
}

TEST(PairedDifference, TakesCommonScenariosOnly) {
  const ScenarioMeans first = {10.0, 20.0, std::nullopt, 40.0};
  const ScenarioMeans second = {9.0, std::nullopt, 30.0, 37.0};
  const auto gap = paired_difference(first, second, {});
  EXPECT_DOUBLE_EQ(gap->point, 2);
  EXPECT_EQ(gap->clusters, 2U);
  EXPECT_DOUBLE_EQ(*paired_standard_error(first, second), 1);
}

TEST(PairedDifference, IsAbsentWithoutCommonScenarios) {
  const ScenarioMeans first = {1.0, std::nullopt};
  const ScenarioMeans second = {std::nullopt, 1.0};
  EXPECT_FALSE(paired_difference(first, second, {}));
  EXPECT_FALSE(paired_standard_error(first, second));
}

TEST(PairedDifference, IsNarrowWhereScenariosAreHardForBoth) {
  const auto field = a_field(2, 60, 0);
  const auto gap = paired_difference(field[1], field[0], {});
  std::vector<Cluster> alone;
  for (const auto& mean : field[0]) alone.push_back({*mean});
  const auto own = estimate_mean(alone, {});
  EXPECT_LT(*gap->high - *gap->low, (*own->high - *own->low) / 2);
}

TEST(RankRanges, AgreeWithEveryPairByItself) {
  const auto field = a_field(12, 30, 0);
  const auto ranges = rank_ranges(field, {});
  EXPECT_EQ(ranges, pair_by_pair(field, {}));
  EXPECT_GT(ranges.front().low, ranges.back().low);  // the test would be empty on all ties
}

// Where figures are missing the draws differ, and with them the closest calls.
TEST(RankRanges, NearlyAgreeWithEveryPairByItselfWhereFiguresAreMissing) {
  const auto field = a_field(12, 60, 0.2);
  const auto ranges = rank_ranges(field, {});
  const auto twin = pair_by_pair(field, {});
  for (std::size_t at = 0; at < field.size(); ++at) {
    EXPECT_NEAR(static_cast<double>(ranges[at].low), static_cast<double>(twin[at].low), 1);
    EXPECT_NEAR(static_cast<double>(ranges[at].high), static_cast<double>(twin[at].high), 1);
  }
}

TEST(RankRanges, LeaveEqualsTiedWhateverIsMissing) {
  auto field = a_field(1, 40, 0);
  field.push_back(field[0]);
  field.push_back(field[0]);
  for (const std::size_t gone : {3U, 17U, 29U}) field[1][gone].reset();
  for (const std::size_t gone : {0U, 17U}) field[2][gone].reset();
  for (const RankRange& range : rank_ranges(field, {})) EXPECT_EQ(range, (RankRange{1, 3}));
}

TEST(RankRanges, AreSureOfAConstantGap) {
  auto field = a_field(1, 10, 0);
  field.push_back(field[0]);
  for (auto& mean : field[1]) *mean += 0.01;
  EXPECT_EQ(rank_ranges(field, {}), (std::vector<RankRange>{{2, 2}, {1, 1}}));
}

TEST(RankRanges, AreNeverSureOfPairsWithLessThanTwoCommonScenarios) {
  const std::vector<ScenarioMeans> field = {{90.0, 90.0, std::nullopt}, {std::nullopt, 1.0, 1.0}};
  EXPECT_EQ(rank_ranges(field, {}), (std::vector<RankRange>{{1, 2}, {1, 2}}));
}

TEST(RankRanges, OfFewOrNoSubjects) {
  EXPECT_TRUE(rank_ranges({}, {}).empty());
  EXPECT_EQ(rank_ranges(a_field(1, 5, 0), {}), (std::vector<RankRange>{{1, 1}}));
  EXPECT_EQ(rank_ranges(std::vector<ScenarioMeans>(2), {}).back(), (RankRange{1, 2}));
}

}  // namespace
}  // namespace attune
