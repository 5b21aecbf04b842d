#include "results/reports/standing.h"

#include <gtest/gtest.h>

#include "tests/results/reports/boards.h"

namespace attune {
namespace {

Standing standing_in(const BoardFacts& facts, std::size_t planned) {
  Played played;
  played.subject = facts.samples.front().key.subject;
  played.planned = planned;
  for (const auto& sample : facts.samples) played.samples.push_back(&sample);
  for (const auto& verdict : facts.verdicts) played.verdicts.push_back(&verdict);
  return make_standing(played, facts.rule, {}).standing;
}

TEST(Standing, CountsWhatIsMissingAndBoundsThePoint) {
  auto facts = facts_of({{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = points(80)},
                         {.subject = "lab/a", .scenario = "2", .repeat = 1, .finding = points(60)},
                         {.subject = "lab/a",
                          .scenario = "3",
                          .repeat = 1,
                          .finding = Unscored{"refused"},
                          .outcome = Outcome::Refused}});
  facts.rule.low = -20;
  const Standing row = standing_in(facts, 5);
  EXPECT_EQ(row.score->point, 70);
  EXPECT_EQ(row.missing, 3U);
  EXPECT_EQ(row.unscored, 1U);
  EXPECT_EQ(row.outcomes,
            (std::map<std::string, std::size_t>{{"ok", 2}, {"refused", 1}, {"unplayed", 2}}));
  EXPECT_EQ(row.bounds, (Bounds{.worst = (140.0 - 60) / 5, .best = (140.0 + 300) / 5}));
}

TEST(Standing, HasNoBoundsWhereNothingIsMissing) {
  const auto facts =
      facts_of({{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = points(80)}});
  const Standing row = standing_in(facts, 1);
  EXPECT_EQ(row.missing, 0U);
  EXPECT_FALSE(row.bounds);
  EXPECT_EQ(row.outcomes.size(), 1U);
}

TEST(Standing, FailsBelowTheAnsweredShareAndNotAtIt) {
  auto facts =
      facts_of({{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = points(80)},
                {.subject = "lab/a", .scenario = "2", .repeat = 1, .finding = points(60)},
                {.subject = "lab/a", .scenario = "3", .repeat = 1, .finding = points(60)}});
  facts.rule.answered_share = 0.75;
  EXPECT_FALSE(standing_in(facts, 4).failed);
  const Standing row = standing_in(facts, 5);
  EXPECT_EQ(row.failed, "scored 3 of 5 planned samples, under the share of 0.75 asked for");
  EXPECT_FALSE(row.score);
  EXPECT_TRUE(row.bounds);
}

TEST(Standing, SumsWhatIsKnownOfTheCost) {
  auto facts = facts_of(
      {{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = points(80), .cost_usd = 0.25},
       {.subject = "lab/a", .scenario = "2", .repeat = 1, .finding = points(60), .cost_usd = 0.5}});
  EXPECT_EQ(standing_in(facts, 2).cost_usd, 0.75);
  EXPECT_TRUE(standing_in(facts, 2).cost_known);
  facts.samples.back().cost_usd.reset();
  EXPECT_EQ(standing_in(facts, 2).cost_usd, 0.25);
  EXPECT_FALSE(standing_in(facts, 2).cost_known);
  facts.samples.front().cost_usd.reset();
  EXPECT_FALSE(standing_in(facts, 2).cost_usd);
}

TEST(Standing, KeepsTheThreeMostFrequentReasons) {
  BoardFacts facts = some_facts();
  int scenario = 0;
  for (const char* why : {"d", "b", "c", "b", "a", "c", "b"}) {
    add(facts, {.subject = "lab/a",
                .scenario = std::to_string(++scenario),
                .repeat = 1,
                .finding = Unscored{why}});
  }
  const Standing row = standing_in(facts, 7);
  EXPECT_EQ(row.unscored, 7U);
  EXPECT_EQ(row.reasons,
            (std::vector<std::pair<std::string, std::size_t>>{{"b", 3}, {"c", 2}, {"a", 1}}));
}

TEST(Standing, EstimatesEveryCriterionOfARubric) {
  const auto facts = facts_of(
      {{.subject = "lab/a",
        .scenario = "1",
        .repeat = 1,
        .finding = Marks{50, {{"insight", 8}, {"warmth", 12}}}},
       {.subject = "lab/a", .scenario = "2", .repeat = 1, .finding = Marks{70, {{"warmth", 16}}}}});
  const Standing row = standing_in(facts, 2);
  EXPECT_EQ(row.criteria.at("warmth").point, 14);
  EXPECT_EQ(row.criteria.at("insight").samples, 1U);
}

TEST(Standing, KnowsAStubByItsProvider) {
  EXPECT_TRUE(
      standing_in(
          facts_of(
              {{.subject = "stub/skill-85", .scenario = "1", .repeat = 1, .finding = points(1)}}),
          1)
          .stub);
  EXPECT_FALSE(
      standing_in(
          facts_of({{.subject = "stubborn/a", .scenario = "1", .repeat = 1, .finding = points(1)}}),
          1)
          .stub);
}

}  // namespace
}  // namespace attune
