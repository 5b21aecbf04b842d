#include "results/ratings/judged_pairs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/base/rng.h"
#include "tests/results/ratings/some_comparisons.h"

namespace attune {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;
using testing::SizeIs;

TEST(JudgedPairs, BothOrdersOfAPairAreOne) {
  std::vector<Comparison> comparisons;
  add_pair(comparisons, "q1", "lab/b", "lab/a", 2);
  const JudgedPairs made = judged_pairs(comparisons);
  EXPECT_THAT(made.contestants, ElementsAre(Contestant{{"lab/a"}, ""}, Contestant{{"lab/b"}, ""}));
  ASSERT_THAT(made.pairs, SizeIs(1));
  EXPECT_EQ(made.pairs[0].a, 0U);
  EXPECT_EQ(made.pairs[0].b, 1U);
  EXPECT_THAT(made.pairs[0].orders, ElementsAre(&comparisons[1], &comparisons[0]));
  EXPECT_EQ(made.lone + made.unscored + made.of_one, 0U);
}

TEST(JudgedPairs, WhatDiffersInAnythingElseIsAnotherPair) {
  const Comparison one = shown("q1", "lab/a", "lab/b", 1);
  std::vector<Comparison> others(7, turned_of(one, -1));
  others[0].scenario = {"q2"};
  others[1].repeat = 2;
  others[2].judge = "court/other";
  others[3].asked = 2;
  others[4].run = {"run-2"};
  others[5].first_run = {"run-2"};  // another sample of the same contestant
  others[6].first = {"lab/c"};
  for (const Comparison& other : others) {
    const JudgedPairs made = judged_pairs(std::vector<Comparison>{one, other});
    EXPECT_THAT(made.pairs, IsEmpty());
    EXPECT_EQ(made.lone, 2U);
  }
}

TEST(JudgedPairs, WithoutTheOtherOrderAComparisonIsLeftOutAndCounted) {
  std::vector<Comparison> comparisons = {shown("q1", "lab/a", "lab/b", 1),
                                         shown("q2", "lab/a", "lab/b", 1)};
  comparisons.push_back(turned_of(comparisons[1], -1));
  comparisons[2].finding = Unscored{"no answer"};
  const JudgedPairs made = judged_pairs(comparisons);
  EXPECT_THAT(made.pairs, IsEmpty());
  EXPECT_EQ(made.lone, 2U);
  EXPECT_EQ(made.unscored, 1U);
  EXPECT_THAT(made.contestants, SizeIs(2));
}

TEST(JudgedPairs, AVoteHasNoOtherOrder) {
  const std::vector<Comparison> comparisons = {vote("q1", "lab/a", "lab/b", 1),
                                               vote("q1", "lab/b", "lab/a", 1)};
  const JudgedPairs made = judged_pairs(comparisons);
  EXPECT_THAT(made.pairs, SizeIs(2));
  EXPECT_THAT(made.pairs[0].orders, SizeIs(1));
  EXPECT_EQ(made.lone, 0U);
}

TEST(JudgedPairs, OnlyAScorerOfOneOrderHasOneAndNoJudgeHas) {
  Comparison each = vote("q1", "lab/a", "lab/b", 1);
  EXPECT_TRUE(has_one_order(each));
  each.source = "import";
  each.scorer = "verdict@1";
  EXPECT_TRUE(has_one_order(each));
  each.scorer = "eqbench3-pair@1";
  EXPECT_FALSE(has_one_order(each));
  each.scorer = "vote@1";
  each.source = "judge";
  EXPECT_FALSE(has_one_order(each));
}

TEST(JudgedPairs, ReleasesOfOneSubjectAreContestantsAndEqualOnesAreNot) {
  std::vector<Comparison> comparisons;
  Comparison each = shown("q1", "lab/a", "lab/a", 3);
  each.first_release = "v2";
  each.second_release = "v1";
  comparisons.push_back(each);
  comparisons.push_back(turned_of(each, -3));
  each.first_release = "v1";
  comparisons.push_back(each);
  const JudgedPairs made = judged_pairs(comparisons);
  EXPECT_THAT(made.contestants,
              ElementsAre(Contestant{{"lab/a"}, "v1"}, Contestant{{"lab/a"}, "v2"}));
  ASSERT_THAT(made.pairs, SizeIs(1));
  EXPECT_THAT(share_of_a(made.pairs[0], a_pair_rule(), ""), Optional(DoubleEq(0.2)));
  EXPECT_EQ(made.of_one, 1U);
}

TEST(JudgedPairs, TheShareOfAPairIsTheMeanOfItsOrders) {
  std::vector<Comparison> comparisons = {shown("q1", "lab/a", "lab/b", 5)};
  comparisons.push_back(turned_of(comparisons[0], 1));  // whoever is shown first wins
  const JudgedPairs made = judged_pairs(comparisons);
  EXPECT_THAT(share_of_a(made.pairs.at(0), a_pair_rule(), ""), Optional(DoubleEq(0.7)));
  EXPECT_THAT(share_of_a(made.pairs.at(0), a_pair_rule(), "warmth"), Optional(DoubleEq(0.7)));
  EXPECT_FALSE(share_of_a(made.pairs.at(0), a_pair_rule(), "insight"));
}

TEST(JudgedPairs, TheOrderOfTheRecordsMovesNothing) {
  std::vector<Comparison> comparisons;
  for (const char* scenario : {"q1", "q2", "q3"}) {
    add_pair(comparisons, scenario, "lab/a", "lab/b", 1);
    add_pair(comparisons, scenario, "lab/c", "lab/a", 2);
    comparisons.push_back(vote(scenario, "lab/a", "lab/c", 1));
    comparisons.push_back(vote(scenario, "lab/a", "lab/c", -1));
  }
  const auto text = [](const std::vector<Comparison>& all) {
    std::string made;
    for (const JudgedPair& pair : judged_pairs(all).pairs) {
      for (const Comparison* each : pair.orders) {
        made += each->scenario.text + each->first.text + each->second.text + each->scorer;
        made += std::to_string(std::get<Margins>(each->finding).margins.at(0).value) + "\n";
      }
    }
    return made;
  };
  const std::string before = text(comparisons);
  Rng rng(3);
  for (int i = 0; i < 5; ++i) {
    rng.shuffle(comparisons);
    EXPECT_EQ(text(comparisons), before);
  }
}

TEST(JudgedPairs, AmongSomeContestantsTheyAreNumberedAnew) {
  std::vector<Comparison> comparisons;
  add_pair(comparisons, "q1", "lab/a", "lab/b", 1);
  add_pair(comparisons, "q1", "lab/b", "lab/c", 1);
  comparisons.push_back(shown("q2", "lab/a", "lab/b", 1));
  const std::vector<std::uint32_t> kept = {1, 2};
  const JudgedPairs made = among(judged_pairs(comparisons), kept);
  EXPECT_THAT(made.contestants, ElementsAre(Contestant{{"lab/b"}, ""}, Contestant{{"lab/c"}, ""}));
  ASSERT_THAT(made.pairs, SizeIs(1));
  EXPECT_EQ(made.pairs[0].a, 0U);
  EXPECT_EQ(made.pairs[0].b, 1U);
  EXPECT_EQ(made.lone, 1U);
}

}  // namespace
}  // namespace attune
