#include "results/reports/values.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/results/reports/boards.h"

namespace attune {
namespace {

using Headline = ScoreRule::Headline;

Values values_in(const BoardFacts& facts, Headline headline) {
  return values_of(repeats_of(facts.samples), marked_samples(facts.marked), headline);
}

double point_of(const Values& values, Headline headline) {
  return std::get<Estimate>(*score_of(values, {.headline = headline}, {})).point;
}

Marks passes(std::optional<double> first, std::optional<double> revised) {
  Marks marks;
  if (first) marks.marks.push_back({"first_pass", *first});
  if (revised) marks.marks.push_back({"revised", *revised});
  return marks;
}

TEST(Values, GatherPointsAndMarksByScenario) {
  const auto facts = facts_of(
      {{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = Marks{50, {{"warmth", 12}}}},
       {.subject = "lab/a", .scenario = "1", .repeat = 2, .finding = Marks{70, {{"warmth", 16}}}},
       {.subject = "lab/a", .scenario = "2", .repeat = 1, .finding = points(90)}});
  const Values values = values_in(facts, Headline::Mean);
  EXPECT_EQ(values.scenarios.at({"1"}), (Cluster{50, 70}));
  EXPECT_EQ(values.scenarios.at({"2"}), (Cluster{90}));
  EXPECT_EQ(values.criteria.at("warmth").at({"1"}), (Cluster{12, 16}));
  EXPECT_TRUE(values.iterations.empty());
}

TEST(Values, TakeNoFigureThatIsNotFinite) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double inf = std::numeric_limits<double>::infinity();
  const auto facts = facts_of(
      {{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = points(nan)},
       {.subject = "lab/a", .scenario = "2", .repeat = 1, .finding = Marks{1, {{"warmth", inf}}}}});
  const Values values = values_in(facts, Headline::Mean);
  EXPECT_EQ(values.scenarios.size(), 1U);
  EXPECT_TRUE(values.criteria.empty());
  EXPECT_EQ(values.unscored.at("points that are not a number"), 1U);
}

TEST(Values, NumberTheRepeatsOfSeveralRunsOnForAWhole) {
  auto facts = facts_of(
      {{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = points(10)},
       {.subject = "lab/a", .scenario = "1", .repeat = 2, .finding = points(20)},
       {.subject = "lab/a", .scenario = "2", .repeat = 1, .finding = Unscored{"cut"}},
       {.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = points(30), .run = "run-2"}});
  const Values values = values_in(facts, Headline::Whole);
  ASSERT_EQ(values.scored.size(), 3U);
  EXPECT_EQ(values.scored[0].repeat, 1);
  EXPECT_EQ(values.scored[1].repeat, 2);
  EXPECT_EQ(values.scored[2].repeat, 3);
  EXPECT_EQ(values.scored[2].marks->points, 30);
  EXPECT_EQ(count_of(values), 3U);
  EXPECT_EQ(values.unscored.at("cut"), 1U);
}

const Grouping kHalves = {"half", {{{"1"}, "first"}, {{"2"}, "first"}, {{"3"}, "second"}}};

TEST(Values, GiveTheMeanOfEveryGroup) {
  const auto facts =
      facts_of({{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = points(10)},
                {.subject = "lab/a", .scenario = "1", .repeat = 2, .finding = points(30)},
                {.subject = "lab/a", .scenario = "2", .repeat = 1, .finding = points(60)},
                {.subject = "lab/a", .scenario = "3", .repeat = 1, .finding = Unscored{"cut"}},
                {.subject = "lab/a", .scenario = "4", .repeat = 1, .finding = points(99)}});
  const auto groups = groups_of(values_in(facts, Headline::Mean), kHalves, {}, {});
  ASSERT_EQ(groups.size(), 1U);  // nothing of the second was scored; 4 is in neither
  EXPECT_EQ(groups.at("first").point, 40);
  EXPECT_EQ(groups.at("first").samples, 3U);
  EXPECT_EQ(groups.at("first").clusters, 2U);
}

TEST(Values, GiveTheMeanOfTheChosenPassesOfEveryGroup) {
  const auto facts =
      facts_of({{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = passes(60, 70)},
                {.subject = "lab/a", .scenario = "3", .repeat = 1, .finding = passes(80, 76)}});
  const ScoreRule rule{.headline = Headline::FirstOrRevised};
  const auto groups = groups_of(values_in(facts, rule.headline), kHalves, rule, {});
  EXPECT_EQ(groups.at("first").point, 70);  // the revision, which is better over both
  EXPECT_EQ(groups.at("second").point, 76);
}

std::optional<double> most(std::span<const Scored> samples) {
  if (samples.size() < 2) return std::nullopt;
  double best = 0;
  for (const Scored& sample : samples) best = std::max(best, sample.marks->points);
  return best;
}

TEST(Values, GiveTheWholeOfEveryGroupThatHasOne) {
  const auto facts =
      facts_of({{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = points(10)},
                {.subject = "lab/a", .scenario = "2", .repeat = 1, .finding = points(60)},
                {.subject = "lab/a", .scenario = "3", .repeat = 1, .finding = points(70)}});
  const ScoreRule rule{.headline = Headline::Whole, .whole = most};
  const auto groups = groups_of(values_in(facts, rule.headline), kHalves, rule, {});
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups.at("first").point, 60);
  EXPECT_EQ(groups.at("first").low, 10);
}

TEST(Values, CountReasonsWithoutWhatTheyQuote) {
  const auto facts =
      facts_of({{.subject = "lab/a",
                 .scenario = "1",
                 .repeat = 1,
                 .finding = Unscored{"no values; reply: “Hello”"}},
                {.subject = "lab/a",
                 .scenario = "2",
                 .repeat = 1,
                 .finding = Unscored{"no values; reply: “He said ”no” to me”"}},
                {.subject = "lab/a", .scenario = "3", .repeat = 1, .finding = Unscored{"”odd“"}}});
  const Values values = values_in(facts, Headline::Mean);
  EXPECT_EQ(values.unscored.at("no values; reply: “…”"), 2U);
  EXPECT_EQ(values.unscored.at("”odd“"), 1U);
}

TEST(Values, ChooseTheRevisionWhereItIsNoWorse) {
  const auto facts =
      facts_of({{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = passes(60, 70)},
                {.subject = "lab/a", .scenario = "2", .repeat = 1, .finding = passes(80, 75)},
                {.subject = "lab/a", .scenario = "1", .repeat = 2, .finding = passes(60, 50)},
                {.subject = "lab/a", .scenario = "2", .repeat = 2, .finding = passes(80, 85)}});
  const Values values = values_in(facts, Headline::FirstOrRevised);
  ASSERT_EQ(values.iterations.size(), 2U);
  EXPECT_EQ(values.iterations[0], (Iteration{70, 75}));
  EXPECT_EQ(values.iterations[1], (Iteration{60, 80}));  // 70 first against 67.5 revised
  EXPECT_DOUBLE_EQ(point_of(values, Headline::FirstOrRevised), (72.5 + 70) / 2);
}

TEST(Values, CountWhatTheChosenSideLacks) {
  const auto facts = facts_of(
      {{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = passes(60, std::nullopt)},
       {.subject = "lab/a", .scenario = "2", .repeat = 1, .finding = passes(80, 99)},
       {.subject = "lab/a", .scenario = "3", .repeat = 1, .finding = passes(std::nullopt, 99)}});
  // Two revisions for two first passes: the revision is chosen.
  const Values revised = values_in(facts, Headline::FirstOrRevised);
  EXPECT_EQ(revised.scenarios.size(), 2U);
  EXPECT_EQ(revised.unscored.at("no revised answer"), 1U);
}

TEST(Values, KeepIterationsOfUnlikeRunsApart) {
  const auto facts = facts_of(
      {{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = passes(60, std::nullopt)},
       {.subject = "lab/a",
        .scenario = "1",
        .repeat = 1,
        .finding = passes(80, std::nullopt),
        .run = "run-2"}});
  EXPECT_EQ(values_in(facts, Headline::FirstOrRevised).iterations,
            (std::vector<Iteration>{{60}, {80}}));
}

TEST(Values, KnowIterationsThatSaidNothing) {
  const auto facts = facts_of(
      {{.subject = "lab/a", .scenario = "1", .repeat = 1, .finding = passes(60, std::nullopt)},
       {.subject = "lab/a", .scenario = "1", .repeat = 2, .finding = Unscored{"empty"}}});
  const Values values = values_in(facts, Headline::FirstOrRevised);
  EXPECT_EQ(values.iterations, (std::vector<Iteration>{{60}, {std::nullopt}}));
  EXPECT_DOUBLE_EQ(point_of(values, Headline::FirstOrRevised), 30);
}

}  // namespace
}  // namespace attune
