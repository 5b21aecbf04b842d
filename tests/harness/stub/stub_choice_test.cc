#include "harness/stub/stub_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/model/choice_order.h"

namespace attune {
namespace {

using testing::HasSubstr;

Scenario a_choice(std::uint64_t seed, int take = 1) {
  Scenario scenario{.id = {"late-train"}};
  const Choice choice{
      .name = "answer",
      .lead = "What now?\n",
      .options = {{"wait", 1}, {"wait a while", take > 1 ? 1.0 : 0.2}, {"leave", 0}, {"ask", 0}},
      .take = take};
  scenario.choices = ChoiceKey{.choices = {choice}, .closing = "\n\nAnswer: X", .shuffle = seed};
  return scenario;
}

StubModel skilled(int skill) {
  return {.part = StubPart::Skill, .number = skill, .faults = ""};
}

// The option that the answer's letter stands for.
std::string chosen(const std::string& answer, const Scenario& scenario, int repeat) {
  const auto place = static_cast<std::size_t>(answer.back() - 'A');
  const auto order = option_order(scenario, 0, repeat);
  return scenario.choices->choices[0].options[order[place]].text;
}

TEST(StubChoice, FindsTheQuestionInWhateverOrderItsOptionsStand) {
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    const Scenario scenario = a_choice(seed);
    EXPECT_NE(find_choice({*scenario.choices}, choice_cue(scenario, 1)), nullptr) << seed;
  }
  EXPECT_EQ(find_choice({*a_choice(1).choices}, "What now?\nHm."), nullptr);
}

TEST(StubChoice, FullSkillTakesTheKeyWhereverItStands) {
  const Scenario scenario = a_choice(5);
  Rng rng(1);
  for (int repeat = 1; repeat <= 4; ++repeat) {
    const std::string answer =
        answer_choice(skilled(100), *scenario.choices, choice_cue(scenario, repeat), rng);
    EXPECT_EQ(chosen(answer, scenario, repeat), "wait");
  }
}

TEST(StubChoice, ASkillIsTheShareOfRightAnswers) {
  const Scenario scenario = a_choice(5);
  const std::string cue = choice_cue(scenario, 1);
  Rng rng(1);
  int right = 0;
  for (int i = 0; i < 2000; ++i) {
    const std::string answer = answer_choice(skilled(70), *scenario.choices, cue, rng);
    right += chosen(answer, scenario, 1) == "wait" ? 1 : 0;
  }
  EXPECT_NEAR(right, 1400, 103);  // 5 standard deviations
}

TEST(StubChoice, TakesAsManyAsAreAsked) {
  const Scenario scenario = a_choice(5, 2);
  Rng rng(1);
  const std::string answer =
      answer_choice(skilled(100), *scenario.choices, choice_cue(scenario, 1), rng);
  EXPECT_THAT(answer, HasSubstr(", "));
}

TEST(StubChoice, AlwaysTheSameLetter) {
  const Scenario scenario = a_choice(5);
  Rng rng(1);
  const StubModel model{.part = StubPart::Letter, .number = 2, .faults = ""};
  EXPECT_EQ(answer_choice(model, *scenario.choices, choice_cue(scenario, 1), rng), "Answer: C");
  EXPECT_EQ(parse_stub_model("always-c"), model);
}

TEST(StubChoice, MarksATextNearItsStrengthTheMoreSkilledItIs) {
  const KnownText text{
      .prompt_digest = "", .strength = 9, .criteria = {{"warm", false}, {"stock", true}}};
  double good = 0;
  double bad = 0;
  Rng rng(1);
  for (int i = 0; i < 200; ++i) {
    const std::string lines = answer_marking(skilled(95), text, rng);
    good += std::stod(lines.substr(lines.find("warm: ") + 6));
    bad += std::stod(lines.substr(lines.find("stock: ") + 7));
  }
  EXPECT_GT(good / 200, 8);
  EXPECT_LT(bad / 200, 2);
}

}  // namespace
}  // namespace attune
