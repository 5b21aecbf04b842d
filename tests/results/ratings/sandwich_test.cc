#include "results/ratings/sandwich.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/contests.h"
#include "tests/support/tournaments.h"

namespace attune {
namespace {

using Rows = std::vector<std::vector<double>>;

Rows zeros(std::size_t size) {
  return Rows(size, std::vector<double>(size, 0));
}

Rows product(const Rows& left, const Rows& right) {
  Rows result = zeros(left.size());
  for (std::size_t row = 0; row < left.size(); ++row) {
    for (std::size_t column = 0; column < left.size(); ++column) {
      for (std::size_t at = 0; at < left.size(); ++at)
        result[row][column] += left[row][at] * right[at][column];
    }
  }
  return result;
}

// Gauss & Jordan, with the largest pivot of each column.
Rows inverse_of(Rows matrix) {
  const std::size_t size = matrix.size();
  Rows inverse = zeros(size);
  for (std::size_t at = 0; at < size; ++at) inverse[at][at] = 1;
  for (std::size_t column = 0; column < size; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column; row < size; ++row)
      if (std::abs(matrix[row][column]) > std::abs(matrix[pivot][column])) pivot = row;
    std::swap(matrix[column], matrix[pivot]);
    std::swap(inverse[column], inverse[pivot]);
    const double by = matrix[column][column];
    for (std::size_t at = 0; at < size; ++at) {
      matrix[column][at] /= by;
      inverse[column][at] /= by;
    }
    for (std::size_t row = 0; row < size; ++row) {
      const double times = matrix[row][column];
      if (row == column || times == 0) continue;
      for (std::size_t at = 0; at < size; ++at) {
        matrix[row][at] -= times * matrix[column][at];
        inverse[row][at] -= times * inverse[column][at];
      }
    }
  }
  return inverse;
}

std::vector<double> design_row(const ContestSums& sums, std::size_t sum) {
  std::vector<double> row(sums.contestants, 0);
  row[sums.sums[sum].first] = 1;
  row[sums.sums[sum].second] = -1;
  for (std::size_t k = 0; k < sums.effects(); ++k)
    row.push_back(sums.values[sum * sums.effects() + k]);
  return row;
}

struct ClusterParts {
  std::vector<double> score;
  Rows information;
};

ClusterParts parts_of(const ContestSums& sums, const std::vector<double>& point,
                      std::uint32_t cluster) {
  ClusterParts parts{std::vector<double>(point.size(), 0), zeros(point.size())};
  for (const SummedContest& contest : sums.contests) {
    if (contest.cluster != cluster) continue;
    const double p = win_probability(sums, point, contest.sum);
    const std::vector<double> row = design_row(sums, contest.sum);
    for (std::size_t at = 0; at < row.size(); ++at) {
      parts.score[at] += contest.weight * (contest.share - p) * row[at];
      for (std::size_t to = 0; to < row.size(); ++to)
        parts.information[at][to] += contest.weight * p * (1 - p) * row[at] * row[to];
    }
  }
  return parts;
}

// Twin: leave each cluster out, take one Newton step from the full fit, and look how far it goes.
// Matrices get 1 added between strengths to be invertible, which no step can see.
Rows jackknifed(const ContestSums& sums, const std::vector<double>& point, std::uint32_t clusters) {
  const std::size_t size = point.size();
  Rows whole = zeros(size);
  for (std::size_t row = 0; row < sums.contestants; ++row)
    for (std::size_t column = 0; column < sums.contestants; ++column) whole[row][column] = 1;
  std::vector<ClusterParts> parts;
  for (std::uint32_t cluster = 0; cluster < clusters; ++cluster) {
    parts.push_back(parts_of(sums, point, cluster));
    for (std::size_t row = 0; row < size; ++row)
      for (std::size_t column = 0; column < size; ++column)
        whole[row][column] += parts.back().information[row][column];
  }
  Rows covariance = zeros(size);
  for (const ClusterParts& part : parts) {
    Rows rest = whole;
    for (std::size_t row = 0; row < size; ++row)
      for (std::size_t column = 0; column < size; ++column)
        rest[row][column] -= part.information[row][column];
    rest = inverse_of(rest);
    std::vector<double> step(size, 0);
    for (std::size_t row = 0; row < size; ++row)
      for (std::size_t at = 0; at < size; ++at) step[row] += rest[row][at] * part.score[at];
    for (std::size_t row = 0; row < size; ++row)
      for (std::size_t column = 0; column < size; ++column)
        covariance[row][column] += step[row] * step[column] * (clusters - 1) / clusters;
  }
  return covariance;
}

struct Fitted {
  ContestSums sums;
  std::vector<double> point;
};

Fitted fitted(std::size_t contestants, const std::vector<Contest>& contests,
              const Covariates& covariates = {}) {
  auto sums = sum_contests(contestants, contests, covariates);
  EXPECT_TRUE(sums);
  const Likelihood likelihood{*sums};
  auto point = maximum(likelihood, std::vector<double>(likelihood.size()));
  EXPECT_TRUE(point);
  return {*std::move(sums), *std::move(point)};
}

TEST(Sandwich, IsTheJackknifeOverClusters) {
  Rng rng(1);
  // Few clusters by elimination, many by the series.
  for (const std::uint32_t scenarios : {4U, 60U}) {
    const auto made =
        TournamentMaker({.scenarios = scenarios, .votes = 5, .density = 0.7, .subjects = 5}, rng)
            .make();
    Covariates covariates{{"position", "length"}, {}};
    for (std::size_t at = 0; at < made.contests.size(); ++at) {
      covariates.values.push_back(1);
      covariates.values.push_back(rng.normal());
    }
    const Fitted fit = fitted(5, made.contests, covariates);
    const Sandwich sandwich = sandwich_of({fit.sums}, fit.point, Spread::Clusters);
    const Rows twin = jackknifed(fit.sums, fit.point, scenarios);
    for (std::size_t row = 0; row < 7; ++row) {
      for (std::size_t column = 0; column < 7; ++column)
        EXPECT_NEAR(sandwich.covariance[row * 7 + column], twin[row][column], 1e-9);
    }
  }
}

// All clusters alike in design and expectation: H⁻¹ (Σ s sᵀ) H⁻¹ G / (G - 1).
TEST(Sandwich, IsThePlainOneInABalancedField) {
  Rng rng(2);
  const auto made = TournamentMaker({.scenarios = 15, .votes = 5, .subjects = 4}, rng).make();
  const Fitted fit = fitted(4, made.contests);
  Rows whole = zeros(4);
  Rows scatter = zeros(4);
  for (std::uint32_t cluster = 0; cluster < 15; ++cluster) {
    const ClusterParts parts = parts_of(fit.sums, fit.point, cluster);
    for (std::size_t row = 0; row < 4; ++row) {
      for (std::size_t column = 0; column < 4; ++column) {
        whole[row][column] += parts.information[row][column] + 1;
        scatter[row][column] += parts.score[row] * parts.score[column];
      }
    }
  }
  const Rows bread = inverse_of(whole);
  const Rows twin = product(product(bread, scatter), bread);
  const Sandwich sandwich = sandwich_of({fit.sums}, fit.point, Spread::Clusters);
  for (std::size_t row = 0; row < 4; ++row) {
    for (std::size_t column = 0; column < 4; ++column)
      EXPECT_NEAR(sandwich.covariance[row * 4 + column], twin[row][column] * 15 / 14, 1e-12);
  }
  for (const double freedom : sandwich.freedom) EXPECT_NEAR(freedom, 14, 1e-9);
}

// specs §B.4's formula and the numbers of arena-rank, whose information has 1e-5 N added on its
// diagonal.
TEST(Sandwich, OverBucketsIsArenaRanks) {
  const std::vector<Contest> contests = twenty_two_games();
  const Fitted fit = fitted(4, contests);
  Rows whole = zeros(4);
  Rows scatter = zeros(4);
  for (std::size_t at = 0; at < 4; ++at) whole[at][at] = 1e-5 * 22;
  for (const SummedContest& contest : fit.sums.contests) {
    const double p = win_probability(fit.sums, fit.point, contest.sum);
    const std::vector<double> row = design_row(fit.sums, contest.sum);
    for (std::size_t to = 0; to < 4; ++to) {
      for (std::size_t at = 0; at < 4; ++at) {
        whole[at][to] += p * (1 - p) * row[at] * row[to];
        scatter[at][to] += (contest.share - p) * (contest.share - p) * row[at] * row[to];
      }
    }
  }
  const Rows bread = inverse_of(whole);
  const Rows covariance = product(product(bread, scatter), bread);
  const double published[] = {94.553, 84.186, 91.744, 108.382};
  const double low[] = {737.106, 842.365, 747.952, 930.015};
  const double high[] = {1107.748, 1172.367, 1107.583, 1354.864};
  const double per_logit = RatingScale{}.per_logit;
  const Sandwich ours = sandwich_of({fit.sums}, fit.point, Spread::Buckets);
  EXPECT_TRUE(ours.freedom.empty());
  for (std::size_t at = 0; at < 4; ++at) {
    const double error = per_logit * std::sqrt(covariance[at][at]);
    EXPECT_NEAR(error, published[at], 1e-3);
    EXPECT_NEAR(1000 + per_logit * fit.point[at] - 1.959964 * error, low[at], 2e-3);
    EXPECT_NEAR(1000 + per_logit * fit.point[at] + 1.959964 * error, high[at], 2e-3);
    // Ours differs from it by the ridge alone.
    EXPECT_NEAR(std::sqrt(ours.covariance[at * 5]), std::sqrt(covariance[at][at]), 1e-4);
  }
}

// Contests of 0 against 1 and 2, all but `of_two` of which are without contestant 2.
std::vector<Contest> field_with_newcomer(const std::vector<std::uint32_t>& its_clusters) {
  std::vector<Contest> contests;
  for (std::uint32_t cluster = 0; cluster < 20; ++cluster)
    contests.push_back({0, 1, cluster % 3 == 0 ? 0.0 : 1.0, 1, cluster});
  for (const std::uint32_t cluster : its_clusters)
    contests.push_back({2, 1, cluster % 2 == 0 ? 1.0 : 0.0, 1, cluster});
  return contests;
}

TEST(Sandwich, CountsTheClustersThatTellOfAContestant) {
  const Fitted fit = fitted(3, field_with_newcomer({0, 1, 2, 3}));
  const Sandwich sandwich = sandwich_of({fit.sums}, fit.point, Spread::Clusters);
  EXPECT_EQ(sandwich.clusters, 20U);
  EXPECT_NEAR(sandwich.freedom[0], 19, 1e-9);
  EXPECT_NEAR(sandwich.freedom[2], 3, 1e-9);
}

// All of 2's contests are in one cluster, where their scores add up to 0: a plain sandwich would
// say that 2 is known exactly with respect to 1.
TEST(Sandwich, GivesOneOfASingleClusterTheSpreadOfSingleContests) {
  const Fitted fit = fitted(3, [] {
    std::vector<Contest> contests = field_with_newcomer({});
    for (int game = 0; game < 4; ++game) contests.push_back({2, 1, game == 0 ? 1.0 : 0.0, 1, 5});
    return contests;
  }());
  const Sandwich sandwich = sandwich_of({fit.sums}, fit.point, Spread::Clusters);
  const double variance =
      sandwich.covariance[8] + sandwich.covariance[4] - 2 * sandwich.covariance[5];
  // Four games at 1 in 4 have information 4 x 3/16; (G - 1) / G is there for all clusters.
  EXPECT_NEAR(variance, 19.0 / 20 * 16 / 12, 1e-9);
  EXPECT_EQ(sandwich.freedom[2], 1);
}

}  // namespace
}  // namespace attune
