#include "results/reports/standing.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/results/reports/boards.h"

namespace attune {
namespace {

Standing standing_in(const BoardFacts& facts, std::size_t planned) {
  Played played;
  played.subject = facts.samples.front().subject;
  played.planned = planned;
  played.samples = facts.samples;
  played.verdicts = marked_samples(facts.marked);
  return make_standing(played, facts.rule, facts.groupings, {}).standing;
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
  facts.samples.back().priced = 0;
  EXPECT_EQ(standing_in(facts, 2).cost_usd, 0.25);
  EXPECT_FALSE(standing_in(facts, 2).cost_known);
  facts.samples.front().priced = 0;
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

std::optional<double> spread(std::span<const Scored> samples) {
  double least = 100;
  double most = 0;
  for (const Scored& sample : samples) {
    least = std::min(least, sample.marks->points);
    most = std::max(most, sample.marks->points);
  }
  if (most <= least) return std::nullopt;
  return most - least;
}

BoardFacts whole_facts(const std::vector<double>& values) {
  BoardFacts facts = some_facts();
  facts.rule = {.headline = ScoreRule::Headline::Whole, .whole = spread};
  int scenario = 0;
  for (const double value : values) {
    add(facts, {.subject = "lab/a",
                .scenario = std::to_string(++scenario),
                .repeat = 1,
                .finding = Marks{value, {{"warmth", value / 5}}}});
  }
  return facts;
}

TEST(Standing, MakesAWholeOfEverythingThatWasScored) {
  const Standing row = standing_in(whole_facts({10, 35, 60, 90}), 5);
  EXPECT_EQ(row.score->point, 80);
  EXPECT_EQ(row.score->samples, 4U);
  EXPECT_EQ(row.score->clusters, 4U);
  EXPECT_TRUE(row.score->low);
  EXPECT_EQ(row.criteria.at("warmth").point, 9.75);
  EXPECT_EQ(row.missing, 1U);
  EXPECT_FALSE(row.bounds);
}

TEST(Standing, SaysWhyThereIsNoWhole) {
  const Standing row = standing_in(whole_facts({50, 50, 50}), 4);
  EXPECT_FALSE(row.score);
  EXPECT_EQ(row.failed, "3 scored samples are too few for this figure");
  EXPECT_EQ(row.missing, 1U);
  EXPECT_TRUE(row.criteria.empty());
}

TEST(Standing, OfAWholeFailsBelowTheAnsweredShareToo) {
  BoardFacts facts = whole_facts({10, 90});
  facts.rule.answered_share = 0.75;
  EXPECT_EQ(standing_in(facts, 3).failed,
            "scored 2 of 3 planned samples, under the share of 0.75 asked for");
}

TEST(Standing, IsBrokenDownByEveryGrouping) {
  auto facts =
      facts_of({{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = points(80)},
                {.subject = "lab/a", .scenario = "2", .repeat = 1, .finding = points(60)}});
  facts.groupings = {{"category", {{{"1"}, "warm"}, {{"2"}, "cold"}}}, {"level", {{{"9"}, "x"}}}};
  const Standing row = standing_in(facts, 2);
  ASSERT_EQ(row.groups.size(), 1U);  // nothing of any level was played
  EXPECT_EQ(row.groups.at("category").at("warm").point, 80);
  EXPECT_EQ(row.groups.at("category").at("cold").point, 60);
  facts.rule.answered_share = 0.9;
  EXPECT_TRUE(standing_in(facts, 4).groups.empty());  // as the score
}

TEST(Standing, KnowsWhichPlaceWasPickedTooOften) {
  BoardFacts facts = some_facts();
  for (int scenario = 0; scenario < 100; ++scenario) {
    add(facts, {.subject = "lab/a",
                .scenario = std::to_string(scenario),
                .repeat = 1,
                .finding = Marks{0, {{"picked_a", 100}, {"picked_b", 0}}}});
  }
  ASSERT_EQ(standing_in(facts, 100).leanings.size(), 1U);
  EXPECT_EQ(standing_in(facts, 100).leanings[0].letter, "A");
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
