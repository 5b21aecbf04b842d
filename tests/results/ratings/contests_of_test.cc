#include "results/ratings/contests_of.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/ratings/some_comparisons.h"

namespace attune {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

Result<Contests> made_of(const std::vector<Comparison>& comparisons,
                         const ContestOptions& options = {}) {
  return contests_of(judged_pairs(comparisons), a_pair_rule(), options);
}

TEST(ContestsOf, EachOrderOfAPairHasHalfAWeight) {
  std::vector<Comparison> comparisons;
  add_pair(comparisons, "q1", "lab/a", "lab/b", 5);
  const auto made = made_of(comparisons);
  ASSERT_TRUE(made);
  EXPECT_THAT(made->contests,
              ElementsAre(Contest{.first = 0, .second = 1, .share = 1, .weight = 0.5},
                          Contest{.first = 1, .second = 0, .share = 0, .weight = 0.5}));
  EXPECT_THAT(made->pairs, ElementsAre(0, 0));
}

TEST(ContestsOf, AVoteHasAWholeOne) {
  const auto made = made_of({vote("q1", "lab/b", "lab/a", 5)});
  ASSERT_TRUE(made);
  EXPECT_THAT(made->contests,
              ElementsAre(Contest{.first = 1, .second = 0, .share = 1, .weight = 1}));
}

TEST(ContestsOf, APairOfWhichOneOrderSaysNothingOfTheAbilityIsLeftOut) {
  std::vector<Comparison> comparisons;
  add_pair(comparisons, "q1", "lab/a", "lab/b", 5);
  add_pair(comparisons, "q2", "lab/a", "lab/b", 5);
  std::get<Margins>(comparisons[3].finding).margins[0].criterion = "insight";
  const auto made = made_of(comparisons, {.ability = "warmth"});
  ASSERT_TRUE(made);
  ASSERT_THAT(made->contests, SizeIs(2));
  EXPECT_THAT(made->pairs, ElementsAre(0, 0));
  EXPECT_THAT(made_of(comparisons)->contests, SizeIs(4));
}

TEST(ContestsOf, ClustersAreScenariosJudgesOrSessions) {
  std::vector<Comparison> votes = {vote("q2", "lab/a", "lab/b", 1), vote("q1", "lab/a", "lab/b", 1),
                                   vote("q3", "lab/a", "lab/b", 1)};
  votes[0].judge = "z";
  votes[1].judge = "y";
  votes[2].judge = "z";
  votes[0].session = votes[1].session = "s";
  votes[2].session = "r";
  const auto clusters = [&](ClusterBy by) {
    const auto made = made_of(votes, {.cluster = by});
    std::vector<std::uint32_t> found;
    for (const Contest& each : made->contests) found.push_back(each.cluster);
    return found;
  };
  EXPECT_THAT(clusters(ClusterBy::Scenario), ElementsAre(0, 1, 2));
  EXPECT_THAT(clusters(ClusterBy::Judge), ElementsAre(0, 1, 1));
  EXPECT_THAT(clusters(ClusterBy::Session), ElementsAre(1, 1, 0));
}

TEST(ContestsOf, WhatDoesNotSayItsClusterIsAnError) {
  std::vector<Comparison> votes(3, vote("q1", "lab/a", "lab/b", 1));
  votes[1].session = "s";
  const auto made = made_of(votes, {.cluster = ClusterBy::Session});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().remedy, Remedy::FixInput);
  EXPECT_EQ(made.error().what, "2 of 3 comparisons do not say in which session they were given");
}

TEST(ContestsOf, CovariatesHaveARowForEachContest) {
  std::vector<Comparison> comparisons;
  add_pair(comparisons, "q1", "lab/a", "lab/b", 5);
  for (Comparison& each : comparisons) {
    each.first_length = each.first.text == "lab/a" ? 300 : 100;
    each.second_length = each.first.text == "lab/a" ? 100 : 300;
  }
  const auto made =
      made_of(comparisons, {.covariates = {.factors = {Factor::Length, Factor::Position}}});
  ASSERT_TRUE(made);
  EXPECT_THAT(made->covariates.names, ElementsAre("position", "length"));
  EXPECT_THAT(made->covariates.values, ElementsAre(1, 0.5, 1, -0.5));
}

}  // namespace
}  // namespace attune
