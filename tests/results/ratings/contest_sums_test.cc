#include "results/ratings/contest_sums.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/contests.h"

namespace attune {
namespace {

TEST(ContestSums, AddUpWhatAFitCannotTellApart) {
  const std::vector<Contest> contests = {
      {1, 0, 0.5, 1, 7}, {0, 1, 1, 0.5, 7}, {0, 1, 0.25, 2, 3}, {1, 0, 1, 1, 3}};
  const auto sums = sum_contests(2, contests, {});
  ASSERT_TRUE(sums);
  ASSERT_EQ(sums->sums.size(), 2U);  // the two orders stay apart
  EXPECT_EQ(sums->sums[0].first, 0U);
  EXPECT_EQ(sums->sums[0].weight, 2.5);
  EXPECT_EQ(sums->sums[0].won, 1.0);
  EXPECT_EQ(sums->sums[1].weight, 2);
  EXPECT_EQ(sums->sums[1].won, 1.5);
  EXPECT_EQ(sums->weight, 4.5);
}

TEST(ContestSums, KeepUnlikeCovariatesApart) {
  const std::vector<Contest> contests = {{0, 1, 1, 1, 0}, {0, 1, 0, 1, 1}, {0, 1, 0, 1, 2}};
  const auto sums = sum_contests(2, contests, {{"length"}, {3, -3, 3}});
  ASSERT_TRUE(sums);
  EXPECT_EQ(sums->sums.size(), 2U);
}

TEST(ContestSums, ListContestsByCluster) {
  const auto sums =
      sum_contests(2, std::vector<Contest>{{0, 1, 1, 1, 9}, {0, 1, 0, 1, 2}, {1, 0, 0, 1, 4}}, {});
  ASSERT_TRUE(sums);
  EXPECT_EQ(sums->contests[0].cluster, 2U);
  EXPECT_EQ(sums->contests[1].cluster, 4U);
  EXPECT_EQ(sums->contests[1].sum, 1U);
  EXPECT_EQ(sums->contests[2].cluster, 9U);
}

TEST(ContestSums, DivideByTheStandardDeviationWithoutCentring) {
  const std::vector<Contest> contests = {{0, 1, 1, 1, 0}, {0, 1, 1, 1, 1}};
  const auto sums = sum_contests(2, contests, {{"length"}, {1, 5}});
  ASSERT_TRUE(sums);
  EXPECT_EQ(sums->scales, std::vector<double>{2});  // ddof 0
  EXPECT_EQ(sums->values, (std::vector<double>{0.5, 2.5}));
}

TEST(ContestSums, LeaveAnInterceptAsItIs) {
  // 0.1 and its sums are no round numbers: a standard deviation would be noise, not 0.
  const std::vector<Contest> contests = {{0, 1}, {0, 1}, {1, 0}};
  const auto sums = sum_contests(2, contests, {{"position"}, {0.1, 0.1, 0.1}});
  ASSERT_TRUE(sums);
  EXPECT_EQ(sums->scales, std::vector<double>{1});
}

TEST(ContestSums, AreTheSameInWhateverOrderContestsCome) {
  Rng rng(9);
  std::vector<Contest> contests;
  Covariates covariates{{"length"}, {}};
  for (int at = 0; at < 200; ++at) {
    const auto first = static_cast<std::uint32_t>(rng.below(2));
    contests.push_back({first, 1 - first, rng.uniform(), rng.uniform() + 0.1,
                        static_cast<std::uint32_t>(rng.below(5))});
    covariates.values.push_back(static_cast<double>(rng.below(3)));
  }
  const auto before = sum_contests(2, contests, covariates);
  shuffle(contests, covariates, 1);
  const auto after = sum_contests(2, contests, covariates);
  ASSERT_TRUE(before && after);
  EXPECT_EQ(before->values, after->values);
  EXPECT_EQ(before->scales, after->scales);
  EXPECT_EQ(before->weight, after->weight);
  for (std::size_t at = 0; at < before->sums.size(); ++at)
    EXPECT_EQ(before->sums[at].won, after->sums[at].won);
  for (std::size_t at = 0; at < before->contests.size(); ++at)
    EXPECT_EQ(before->contests[at].share, after->contests[at].share);
}

}  // namespace
}  // namespace attune
