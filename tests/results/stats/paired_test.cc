#include "results/stats/paired.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <boost/math/distributions/students_t.hpp>
#include <gtest/gtest.h>

#include "scenarios/base/rng.h"
#include "tests/support/true_fields.h"

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

// One pair's draw, from the definition: the t of its differences about their mean with the signs
// turned, in standard errors and one-sided tail.
double drawn_tail(const ScenarioMeans& first, const ScenarioMeans& second,
                  const std::vector<double>& signs) {
  std::vector<double> common;
  std::vector<double> its_signs;
  for (std::size_t at = 0; at < first.size(); ++at) {
    if (!first[at] || !second[at]) continue;
    common.push_back(*first[at] - *second[at]);
    its_signs.push_back(signs[at]);
  }
  const auto n = static_cast<double>(common.size());
  const double mean = std::accumulate(common.begin(), common.end(), 0.0) / n;
  std::vector<double> turned;
  for (std::size_t at = 0; at < common.size(); ++at)
    turned.push_back(its_signs[at] * (common[at] - mean));
  const double moved = std::accumulate(turned.begin(), turned.end(), 0.0) / n;
  const boost::math::students_t student(n - 1);
  return boost::math::cdf(
      boost::math::complement(student, std::abs(moved) / *standard_error(turned)));
}

// The slow obvious twin: the least tail of every draw, then Student's t of each pair for the tail
// that 5 % of draws fall short of, less two standard errors of that share.
std::vector<RankRange> plainly(const std::vector<ScenarioMeans>& field,
                               const Bootstrap& bootstrap) {
  const std::size_t scenarios = field.front().size();
  Rng rng = Rng::named(bootstrap.seed, "signs of scenarios");
  std::vector<std::vector<double>> signs(bootstrap.resamples, std::vector<double>(scenarios));
  for (std::size_t at = 0; at < scenarios; ++at) {
    for (auto& draw : signs) draw[at] = rng.uniform() < 0.5 ? -1 : 1;
  }
  std::vector<double> least(bootstrap.resamples, 1);
  for (std::size_t draw = 0; draw < signs.size(); ++draw) {
    for (std::size_t first = 0; first < field.size(); ++first) {
      for (std::size_t second = first + 1; second < field.size(); ++second)
        least[draw] = std::min(least[draw], drawn_tail(field[first], field[second], signs[draw]));
    }
  }
  const double tail =
      quantile(least, 0.05 - 2 * std::sqrt(0.05 * 0.95 / static_cast<double>(least.size())));
  return ranges_of(field.size(), [&](std::size_t first, std::size_t second) {
    const auto gap = *paired_difference(field[first], field[second], bootstrap);
    const double half = errors_for(tail, static_cast<double>(gap.clusters) - 1) *
                        *paired_standard_error(field[first], field[second]);
    return sure_of({gap.point - half, gap.point + half});
  });
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

TEST(RankRanges, AgreeWithPlainLoops) {
  const Bootstrap bootstrap{.resamples = 400};
  const auto field = a_field(7, 20, 0);
  const auto ranges = rank_ranges(field, bootstrap);
  EXPECT_EQ(ranges, plainly(field, bootstrap));
  EXPECT_GT(ranges.front().low, ranges.back().low);  // the test would be empty on all ties
}

TEST(RankRanges, AgreeWithPlainLoopsWhereFiguresAreMissing) {
  const Bootstrap bootstrap{.resamples = 400};
  const auto field = a_field(7, 30, 0.2);
  const auto ranges = rank_ranges(field, bootstrap);
  EXPECT_EQ(ranges, plainly(field, bootstrap));
  EXPECT_GT(ranges.front().low, ranges.back().low);
}

// With two subjects there is one pair, and its interval is Student's.
TEST(RankRanges, OfTwoAreTheirDifferencesInterval) {
  const auto ranges = [](double gap) {
    ScenarioMeans first;
    ScenarioMeans second;
    Rng rng(5);
    for (int at = 0; at < 100; ++at) {
      first.emplace_back(rng.normal());
      second.emplace_back(0);
    }
    const double error = *paired_standard_error(first, second);
    const double mean = paired_difference(first, second, {})->point;
    for (auto& each : first) *each += gap * error - mean;
    return rank_ranges(std::vector<ScenarioMeans>{first, second}, {.resamples = 5000})[0];
  };
  constexpr double kStudent = 1.984217;  // 97.5 %, 99 degrees of freedom
  EXPECT_EQ(ranges(kStudent * 1.07), (RankRange{1, 1}));
  EXPECT_EQ(ranges(kStudent * 0.95), (RankRange{1, 2}));
}

// On how many of `boards` boards all true places are inside their ranges at once.
template <class Ranges>
int held(int boards, const FieldSetting& setting, Ranges ranges_of_board) {
  Rng rng(17);
  int count = 0;
  for (int board = 0; board < boards; ++board) {
    const TrueField made = a_true_field(setting, rng);
    count += all_inside(ranges_of_board(made.field), made.truth) ? 1 : 0;
  }
  return count;
}

std::vector<RankRange> together(const std::vector<ScenarioMeans>& field) {
  return rank_ranges(field, {.resamples = 200});
}

// 190 wanted; two standard errors are 6. More boards: tests/bench/rank_ranges_bench.cc.
TEST(RankRanges, HoldAllTruePlacesOfEqualsTogether) {
  EXPECT_GE(held(200, {.scenarios = 12}, together), 184);
}

TEST(RankRanges, HoldAllTruePlacesOfTwinsTogether) {
  EXPECT_GE(held(200, {.scenarios = 12, .step = 4, .tied = 2}, together), 184);
}

TEST(RankRanges, HoldAllTruePlacesTogetherWhereFiguresAreMissing) {
  EXPECT_GE(held(200, {.scenarios = 12, .absent = 0.2}, together), 184);
}

// What is gained by it: 45 chances to be wrong add up.
TEST(RankRanges, WouldHoldFewerTruePlacesPairByPair) {
  const auto by_itself = [](const std::vector<ScenarioMeans>& field) {
    return pair_by_pair(field, {.resamples = 100});
  };
  EXPECT_LE(held(40, {.scenarios = 12}, by_itself), 28);
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
