#include "results/stats/figure.h"

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <boost/math/distributions/students_t.hpp>
#include <gtest/gtest.h>

#include "results/stats/paired.h"
#include "scenarios/base/rng.h"

namespace attune {
namespace {

using Drawn = std::span<const std::uint32_t>;

Figure mean_of(const std::vector<double>& values) {
  return [&values](Drawn drawn) -> std::optional<double> {
    double sum = 0;
    for (const std::uint32_t at : drawn) sum += values[at];
    return sum / static_cast<double>(drawn.size());
  };
}

// A figure that is no mean: the standard deviation, which one cluster alone does not have.
std::optional<double> spread_of(const std::vector<double>& values, Drawn drawn) {
  double sum = 0;
  for (const std::uint32_t at : drawn) sum += values[at];
  const double mean = sum / static_cast<double>(drawn.size());
  double squares = 0;
  for (const std::uint32_t at : drawn) squares += (values[at] - mean) * (values[at] - mean);
  if (squares < 1e-12) return std::nullopt;
  return std::sqrt(squares / static_cast<double>(drawn.size() - 1));
}

Figure spread_of(const std::vector<double>& values) {
  return [&values](Drawn drawn) { return spread_of(values, drawn); };
}

TEST(EstimateFigure, OfAMeanIsTheEstimateOfTheMean) {
  const std::vector<double> values = {1.03, 2.71, 7.19, 12.4, 3.3};
  std::vector<Cluster> clusters;
  for (const double value : values) clusters.push_back({value});
  const Bootstrap bootstrap{.seed = 3, .resamples = 500};
  EXPECT_EQ(estimate_figure(mean_of(values), {.samples = 5, .clusters = 5}, bootstrap),
            estimate_mean(clusters, bootstrap));
}

// The slow obvious twin: all 4^4 resamples, each once, without those that have no figure.
TEST(EstimateFigure, AgreesWithTheEnumerationOfAllResamples) {
  const std::vector<double> values = {1.03, 2.71, 7.19, 12.4};
  std::vector<double> spreads;
  for (std::uint32_t code = 0; code < 256; ++code) {
    const std::vector<std::uint32_t> drawn = {code % 4, code / 4 % 4, code / 16 % 4, code / 64};
    const auto spread = spread_of(values, drawn);
    if (spread) spreads.push_back(*spread);
  }
  ASSERT_EQ(spreads.size(), 252U);                // four draws take one cluster four times
  for (const double level : {0.2, 0.55, 0.85}) {  // tails well inside steps of the 252
    const Interval exact = interval_of(spreads, expanded_tail(4, level));
    const auto drawn = estimate_figure(spread_of(values), {.samples = 4, .clusters = 4},
                                       {.resamples = 100'000, .level = level});
    EXPECT_NEAR(*drawn->low, exact.low, 1e-9) << level;
    EXPECT_NEAR(*drawn->high, exact.high, 1e-9) << level;
  }
}

TEST(EstimateFigure, HasNoIntervalWithOneCluster) {
  const std::vector<double> values = {4};
  const auto estimate = estimate_figure(mean_of(values), {.samples = 3, .clusters = 1}, {});
  EXPECT_EQ(estimate, (Estimate{.point = 4, .samples = 3, .clusters = 1}));
}

TEST(EstimateFigure, IsAbsentWhereThereIsNothingToMakeItOf) {
  const std::vector<double> values = {4, 4};
  EXPECT_FALSE(estimate_figure(spread_of(values), {.samples = 2, .clusters = 2}, {}));
  EXPECT_FALSE(estimate_figure(mean_of(values), {}, {}));
  const auto infinite = [](Drawn) {
    return std::optional(std::numeric_limits<double>::infinity());
  };
  EXPECT_FALSE(estimate_figure(infinite, {.samples = 2, .clusters = 2}, {}));
}

// A draw of n clusters misses a given one with probability (1 - 1/n)^n, about 0.36: the figure is
// there in 64 % of draws where it needs that cluster, in 40 % where it needs a second.
TEST(EstimateFigure, HasNoIntervalWhereFewerThanHalfOfTheDrawsHaveAFigure) {
  const auto needs = [](std::uint32_t least) {
    return [least](Drawn drawn) -> std::optional<double> {
      std::vector<bool> has(12);
      for (const std::uint32_t at : drawn) has[at] = true;
      for (std::uint32_t at = 0; at < least; ++at) {
        if (!has[at]) return std::nullopt;
      }
      return static_cast<double>(drawn.front());
    };
  };
  const Extent extent{.samples = 12, .clusters = 12};
  EXPECT_TRUE(estimate_figure(needs(1), extent, {})->low);
  const auto second = estimate_figure(needs(2), extent, {});
  EXPECT_TRUE(second);
  EXPECT_FALSE(second->low);
  EXPECT_FALSE(second->high);
}

constexpr std::size_t kWriters = 7;

// Correlation of marks with the writers' levels.
std::optional<double> correlation(const std::vector<double>& marks, Drawn drawn) {
  double x = 0;
  double y = 0;
  double xx = 0;
  double yy = 0;
  double xy = 0;
  for (const std::uint32_t cluster : drawn) {
    for (std::size_t writer = 0; writer < kWriters; ++writer) {
      const auto level = static_cast<double>(writer);
      const double mark = marks[cluster * kWriters + writer];
      x += level;
      y += mark;
      xx += level * level;
      yy += mark * mark;
      xy += level * mark;
    }
  }
  const auto n = static_cast<double>(drawn.size() * kWriters);
  return (n * xy - x * y) / std::sqrt((n * xx - x * x) * (n * yy - y * y));
}

// 300 samples of eight requests with seven writers each; what a request adds is shared by all of
// its marks. Eight clusters are few: the interval is too narrow, and plain percentiles more so.
TEST(EstimateFigure, CoversSomewhatLessThanItClaimsWithEightClusters) {
  Rng rng(2026);
  const double truth = 1 / std::sqrt(3.0);  // marks: level / 2 + N(0, 1) + N(0, 1); levels 0 to 6
  int covered = 0;
  for (int sample = 0; sample < 300; ++sample) {
    std::vector<double> marks;
    for (int request = 0; request < 8; ++request) {
      const double ease = rng.normal();
      for (std::size_t writer = 0; writer < kWriters; ++writer)
        marks.push_back(static_cast<double>(writer) / 2 + ease + rng.normal());
    }
    const auto estimate = estimate_figure([&](Drawn drawn) { return correlation(marks, drawn); },
                                          {.samples = 56, .clusters = 8}, {.resamples = 500});
    covered += *estimate->low <= truth && truth <= *estimate->high ? 1 : 0;
  }
  RecordProperty("covered_of_300", covered);
  EXPECT_GE(covered, 250);
  EXPECT_LE(covered, 290);
}

// Values of some subjects by cluster: a little better from one to the next.
std::vector<std::vector<double>> a_field(std::size_t subjects, std::size_t clusters) {
  Rng rng(5);
  std::vector<double> hardness(clusters);
  for (double& each : hardness) each = 20 * rng.normal();
  std::vector<std::vector<double>> field(subjects);
  for (std::size_t subject = 0; subject < subjects; ++subject) {
    for (const double hard : hardness) {
      field[subject].push_back(static_cast<double>(subject) +
                               (1 + 0.2 * static_cast<double>(subject)) * hard + 5 * rng.normal());
    }
  }
  return field;
}

using Has = std::vector<std::vector<bool>>;

Has everything(std::size_t subjects, std::size_t clusters) {
  return Has(subjects, std::vector<bool>(clusters, true));
}

std::vector<DrawnFigure> drawn(const std::vector<std::vector<double>>& field, const Has& has,
                               const Bootstrap& bootstrap) {
  std::vector<DrawnFigure> figures;
  for (std::size_t subject = 0; subject < field.size(); ++subject) {
    figures.push_back(drawn_figure(spread_of(field[subject]), has[subject], bootstrap));
  }
  return figures;
}

// The difference of both figures in every draw of which both can be made; each of what it has.
std::vector<std::optional<double>> plain_gaps(const std::vector<double>& first,
                                              const std::vector<double>& second,
                                              const std::vector<bool>& mine,
                                              const std::vector<bool>& theirs,
                                              const Bootstrap& bootstrap) {
  Resampler resampler(first.size(), bootstrap.seed);
  std::vector<std::optional<double>> gaps;
  for (std::size_t draw = 0; draw < bootstrap.resamples; ++draw) {
    std::vector<std::uint32_t> of_first;
    std::vector<std::uint32_t> of_second;
    for (const std::uint32_t cluster : resampler.draw()) {
      if (mine[cluster]) of_first.push_back(cluster);
      if (theirs[cluster]) of_second.push_back(cluster);
    }
    gaps.emplace_back();
    if (of_first.size() < 2 || of_second.size() < 2) continue;
    const auto one = spread_of(first, of_first);
    const auto other = spread_of(second, of_second);
    if (one && other) gaps.back() = *one - *other;
  }
  return gaps;
}

struct PlainSpread {
  double mean = 0;
  double deviation = 0;
};

PlainSpread plain_spread(const std::vector<std::optional<double>>& gaps) {
  PlainSpread spread;
  double count = 0;
  for (const auto& gap : gaps) {
    spread.mean += gap.value_or(0);
    count += gap ? 1 : 0;
  }
  spread.mean /= count;
  for (const auto& gap : gaps) {
    if (gap) spread.deviation += (*gap - spread.mean) * (*gap - spread.mean);
  }
  spread.deviation = std::sqrt(spread.deviation / (count - 1));
  return spread;
}

// The slow obvious twin. With few clusters the tail is Šidák's, with many that of the least of
// every draw.
std::vector<RankRange> plainly(const std::vector<std::vector<double>>& field, const Has& has,
                               std::span<const double> points, const Bootstrap& bootstrap) {
  const auto gaps_of = [&](std::size_t first, std::size_t second) {
    return plain_gaps(field[first], field[second], has[first], has[second], bootstrap);
  };
  const auto common_of = [&](std::size_t first, std::size_t second) {
    double common = 0;
    for (std::size_t at = 0; at < has[first].size(); ++at)
      common += has[first][at] && has[second][at] ? 1 : 0;
    return common;
  };
  std::vector<double> least(bootstrap.resamples, 1);
  double pairs = 0;
  bool many = true;
  for (std::size_t first = 0; first < field.size(); ++first) {
    for (std::size_t second = first + 1; second < field.size(); ++second, ++pairs) {
      const double freedom = common_of(first, second) - 1;
      const auto gaps = gaps_of(first, second);
      const PlainSpread spread = plain_spread(gaps);
      many = many && freedom >= 59;
      for (std::size_t draw = 0; many && draw < gaps.size(); ++draw) {
        if (!gaps[draw]) continue;
        const double off = std::abs(*gaps[draw] - spread.mean) / spread.deviation;
        const double t = off / std::sqrt(1 - off * off / freedom);
        const boost::math::students_t student(freedom);
        least[draw] = std::min(least[draw], boost::math::cdf(complement(student, t)));
      }
    }
  }
  const double tail =
      many ? quantile(least, 0.05 - 2 * std::sqrt(0.05 * 0.95 / static_cast<double>(least.size())))
           : (1 - std::pow(0.95, 1 / pairs)) / 2;
  return ranges_of(field.size(), [&](std::size_t first, std::size_t second) {
    const double common = common_of(first, second);
    const double half = errors_for(tail, common - 1) *
                        plain_spread(gaps_of(first, second)).deviation *
                        std::sqrt(common / (common - 1));
    const double gap = points[first] - points[second];
    return sure_of({gap - half, gap + half});
  });
}

std::vector<double> points_of(const std::vector<std::vector<double>>& field, const Has& has) {
  std::vector<double> points;
  for (std::size_t subject = 0; subject < field.size(); ++subject) {
    std::vector<std::uint32_t> all;
    for (std::uint32_t at = 0; at < field[subject].size(); ++at) {
      if (has[subject][at]) all.push_back(at);
    }
    points.push_back(*spread_of(field[subject], all));
  }
  return points;
}

void expect_twin(const std::vector<std::vector<double>>& field, const Has& has) {
  const Bootstrap bootstrap{.seed = 9, .resamples = 300};
  const auto points = points_of(field, has);
  const auto twin = plainly(field, has, points, bootstrap);
  EXPECT_EQ(rank_ranges(drawn(field, has, bootstrap), points, bootstrap.level), twin);
  EXPECT_NE(twin.front(), twin.back());  // the test would be empty on all ties
}

TEST(FigureRanks, AgreeWithPlainLoopsOfFewClusters) {
  expect_twin(a_field(8, 20), everything(8, 20));
}

TEST(FigureRanks, AgreeWithPlainLoopsOfManyClusters) {
  expect_twin(a_field(5, 60), everything(5, 60));
}

TEST(FigureRanks, AgreeWithPlainLoopsWhereClustersAreMissing) {
  Has has = everything(8, 55);
  Rng rng(2);
  for (auto& subject : has) {
    for (std::size_t at = 0; at < subject.size(); ++at) subject[at] = rng.uniform() > 0.2;
  }
  expect_twin(a_field(8, 55), has);
}

TEST(FigureRanks, OfMeansAreThoseOfPairedDifferences) {
  const auto field = a_field(6, 70);
  const Bootstrap bootstrap{.seed = 4, .resamples = 1000};
  std::vector<ScenarioMeans> means;
  std::vector<DrawnFigure> figures;
  std::vector<double> points;
  for (const auto& subject : field) {
    means.emplace_back(subject.begin(), subject.end());
    figures.push_back(
        drawn_figure(mean_of(subject), std::vector<bool>(subject.size(), true), bootstrap));
    points.push_back(std::accumulate(subject.begin(), subject.end(), 0.0) / 70);
  }
  const PairedField paired(means, bootstrap);
  DrawnGap mine;
  DrawnGap theirs;
  ASSERT_TRUE(drawn_gap(figures[0], figures[1], points[0] - points[1], mine));
  ASSERT_TRUE(paired.gap(0, 1, theirs));
  EXPECT_NEAR(mine.point, theirs.point, 1e-9);
  EXPECT_NEAR(mine.error, theirs.error, theirs.error / 20);
  EXPECT_EQ(mine.freedom, theirs.freedom);
  const auto ranges = rank_ranges(figures, points, bootstrap.level);
  EXPECT_GT(ranges[1].low, ranges[3].high);  // by either way
  EXPECT_GT(rank_ranges(means, bootstrap)[1].low, rank_ranges(means, bootstrap)[3].high);
}

TEST(FigureRanks, AreNeverSureWithoutTwoCommonClusters) {
  const std::vector<double> values = {1, 2, 90, 95};
  const auto first = drawn_figure(mean_of(values), {true, true, false, false}, {});
  const auto second = drawn_figure(mean_of(values), {false, true, true, true}, {});
  EXPECT_FALSE(drawn_difference(first, second, 0.95));
  EXPECT_FALSE(drawn_standard_error(first, second));
  EXPECT_EQ(rank_ranges(std::vector<DrawnFigure>{first, second}, std::vector<double>{1, 90}, 0.95),
            (std::vector<RankRange>{{1, 2}, {1, 2}}));
}

}  // namespace
}  // namespace attune
