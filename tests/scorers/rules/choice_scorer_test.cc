#include "scorers/rules/choice_scorer.h"

#include <map>

#include <gtest/gtest.h>

#include "scenarios/model/choice_order.h"

namespace attune {
namespace {

Scenario a_scenario() {
  Scenario scenario{.id = {"s1"}, .kind = "choice", .language = "en"};
  scenario.choices =
      ChoiceKey{.choices = {{.name = "answer",
                             .options = {{"Wait", 0.5}, {"Shout", 0}, {"Talk", 1}, {"Leave", 0}}}}};
  scenario.cues = {{choice_cue(scenario, 1)}};
  return scenario;
}

Verdict verdict_of(const Scenario& scenario, std::string reply, int repeat = 1,
                   Outcome outcome = Outcome::Ok) {
  Sample sample{
      .key = {{"p"}, scenario.id, {"lab/tiny"}, repeat}, .scenario = &scenario, .outcome = outcome};
  sample.transcript.turns = {{text_message(Role::User, "?"), std::move(reply), ""}};
  return choice_scorer().make()->verdict(sample, {});
}

const Marks& marks_of(const Verdict& verdict) {
  static const Marks kNone{-1, {}};
  const Marks* marks = std::get_if<Marks>(&verdict.finding);
  return marks == nullptr ? kNone : *marks;
}

std::string why(const Verdict& verdict) {
  const auto* unscored = std::get_if<Unscored>(&verdict.finding);
  return unscored == nullptr ? "scored" : unscored->why;
}

TEST(ChoiceScorer, GivesTheWeightOfTheOptionChosen) {
  const Verdict verdict = verdict_of(a_scenario(), "Answer: A");
  EXPECT_EQ(verdict.scorer, "choice@1");
  EXPECT_EQ(verdict.rationale, "answer: A = Wait\n");
  const Marks expected{50,
                       {{"above_chance", 20},  // chance is (0.5 + 1) / 4
                        {"picked_a", 100},
                        {"picked_b", 0},
                        {"picked_c", 0},
                        {"picked_d", 0}}};
  EXPECT_EQ(marks_of(verdict), expected);
}

TEST(ChoiceScorer, MapsLettersThroughTheOrderOfTheRepeat) {
  Scenario scenario = a_scenario();
  scenario.choices->shuffle = 3;
  std::map<double, int> points;
  for (int repeat = 1; repeat <= 4; ++repeat) {
    const auto order = option_order(scenario, 0, repeat);
    const Marks marks = marks_of(verdict_of(scenario, "B", repeat));
    EXPECT_DOUBLE_EQ(marks.points, 100 * scenario.choices->choices[0].options[order[1]].weight);
    ++points[marks.points];
  }
  // Each option stood at B once.
  EXPECT_EQ(points, (std::map<double, int>{{0, 2}, {50, 1}, {100, 1}}));
}

TEST(ChoiceScorer, MarksEachOfSeveralChoices) {
  Scenario scenario = a_scenario();
  scenario.choices->choices[0].name = "emotion";
  scenario.choices->choices.push_back({.name = "cause", .options = {{"x", 1}, {"y", 0}}});
  const Marks mean = marks_of(verdict_of(scenario, R"({"answer_q1":"A","answer_q2":"A"})"));
  EXPECT_DOUBLE_EQ(mean.points, 75);
  EXPECT_EQ(mean.marks[0], (Mark{"emotion", 50}));
  EXPECT_EQ(mean.marks[1], (Mark{"cause", 100}));
  scenario.choices->all_needed = true;
  EXPECT_DOUBLE_EQ(marks_of(verdict_of(scenario, R"({"emotion":"A","cause":"A"})")).points, 0);
  EXPECT_DOUBLE_EQ(marks_of(verdict_of(scenario, R"({"emotion":"C","cause":"A"})")).points, 100);
}

TEST(ChoiceScorer, IsStrictWhereSeveralAreToBeChosen) {
  Scenario scenario = a_scenario();
  Choice& choice = scenario.choices->choices[0];
  choice.take = 2;
  choice.options[0].weight = 1;
  const Marks half = marks_of(verdict_of(scenario, "Answer: A, B"));
  EXPECT_DOUBLE_EQ(half.points, 50);
  const std::vector<Mark> expected = {{"strict", 0},     {"above_chance", 0}, {"picked_a", 100},
                                      {"picked_b", 100}, {"picked_c", 0},     {"picked_d", 0}};
  EXPECT_EQ(half.marks, expected);
  const Marks full = marks_of(verdict_of(scenario, "Answer: C, A"));
  EXPECT_DOUBLE_EQ(full.points, 100);
  EXPECT_EQ(full.marks[0], (Mark{"strict", 100}));
}

TEST(ChoiceScorer, LeavesUnscoredWhatCannotBeRead) {
  EXPECT_EQ(why(verdict_of(a_scenario(), "(A) or (B)")),
            "one option or another; reply: “(A) or (B)”");
  EXPECT_EQ(why(verdict_of(a_scenario(), "(A) is", 1, Outcome::Truncated)),
            "truncated; no answer before the cut; reply: “(A) is”");
  EXPECT_EQ(why(verdict_of(a_scenario(), "", 1, Outcome::Refused)), "refused");
  EXPECT_EQ(why(verdict_of(Scenario{.id = {"s"}}, "A")), "no options to choose from");
}

TEST(ChoiceScorer, NeedsAllOfSeveralAnswers) {
  Scenario scenario = a_scenario();
  scenario.choices->choices.push_back({.name = "cause", .options = {{"x", 1}, {"y", 0}}});
  EXPECT_EQ(why(verdict_of(scenario, R"({"answer_q1":"A"})")),
            "cause: no option is named; reply: “{\"answer_q1\":\"A\"}”");
}

TEST(ChoiceScorer, BearsHostileReplies) {
  EXPECT_NE(why(verdict_of(a_scenario(), std::string(100'000, '{') + "\xff\x1b[31m")), "scored");
}

TEST(ChoiceScorer, HasMeansOfPointsFromZeroToAHundred) {
  const ScoreRule rule = choice_scorer().rule;
  EXPECT_EQ(rule.headline, ScoreRule::Headline::Mean);
  EXPECT_EQ(rule.low, 0);
  EXPECT_EQ(rule.high, 100);
}

}  // namespace
}  // namespace attune
