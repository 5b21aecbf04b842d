#include "scorers/judges/eqbench3_judge.h"

#include <gtest/gtest.h>

#include "scorers/judges/eqbench3_prompt.h"
#include "tests/support/eqbench3_folder.h"

namespace attune {
namespace {

const std::string kLong(100, 'x');
const std::string kWhole =
    "**I'm thinking & feeling**\na\n**They're thinking & feeling**\nb\n**My response**\n" + kLong;

Answer said(std::string text) {
  return {Outcome::Ok, std::move(text), ""};
}

std::string why(const Verdict& verdict) {
  const auto* unscored = std::get_if<Unscored>(&verdict.finding);
  return unscored == nullptr ? "scored" : unscored->why;
}

Marks marks(const Verdict& verdict) {
  const auto* found = std::get_if<Marks>(&verdict.finding);
  return found == nullptr ? Marks{-1, {{why(verdict), 0}}} : *found;
}

class Eqbench3JudgeTest : public ::testing::Test {
 protected:
  const Scenario& scenario(const char* id) const {
    return *std::ranges::find(pack_.scenarios, ScenarioId{id}, &Scenario::id);
  }

  Verdict compat(const std::string& answer) const {
    return compat_->verdict(sample_, std::vector{said(answer)});
  }

  Verdict robust(const std::string& answer) const {
    return robust_->verdict(sample_, std::vector{said(answer)});
  }

  Pack pack_ = *parse_eqbench3(an_eqbench3_folder());
  Sample sample_ = an_eqbench3_sample(scenario("1"), {kWhole, "**My response**\nNo.", "Sad."});
  std::unique_ptr<Scorer> compat_ = eqbench3_judge().make();
  std::unique_ptr<Scorer> robust_ = eqbench3_robust_judge().make();
};

std::string answer_of(const std::string& six, const std::string& warmth) {
  return R"({"chain_of_thought_reasoning": "He listens.", "demonstrated_empathy": )" + six +
         R"(, "pragmatic_ei": )" + six + R"(, "depth_of_insight": )" + six +
         R"(, "social_dexterity": )" + six + R"(, "emotional_reasoning": )" + six +
         R"(, "message_tailoring": )" + six + R"(, "warmth": )" + warmth + "}";
}

TEST_F(Eqbench3JudgeTest, AsksOnceAndColdInItsOwnWords) {
  for (const auto* judge : {&compat_, &robust_}) {
    const auto questions = (*judge)->questions(sample_);
    ASSERT_EQ(questions.size(), 1U);
    EXPECT_EQ(questions[0].parameters, (Parameters{.temperature = 0, .max_tokens = 8000}));
  }
  EXPECT_EQ(text_of(compat_->questions(sample_)[0].messages[0]),
            eqbench3_rubric_prompt(sample_, Eqbench3Mode::Compat));
  EXPECT_EQ(text_of(robust_->questions(sample_)[0].messages[0]),
            eqbench3_rubric_prompt(sample_, Eqbench3Mode::Robust));
}

// The golden vector of specs/eq-bench-family §10.
TEST_F(Eqbench3JudgeTest, SixFifteensAreSeventyFivePoints) {
  for (const Verdict& verdict : {compat(answer_of("15", "3")), robust(answer_of("15", "3"))}) {
    EXPECT_EQ(marks(verdict), (Marks{75,
                                     {{"demonstrated_empathy", 15},
                                      {"pragmatic_ei", 15},
                                      {"depth_of_insight", 15},
                                      {"social_dexterity", 15},
                                      {"emotional_reasoning", 15},
                                      {"message_tailoring", 15},
                                      {"warmth", 3},
                                      {"format", 50}}}));
    EXPECT_EQ(verdict.rationale, "He listens.");
  }
  EXPECT_EQ(compat(answer_of("15", "3")).scorer, "eqbench3@1");
  EXPECT_EQ(robust(answer_of("15", "3")).scorer, "eqbench3-robust@1");
}

TEST_F(Eqbench3JudgeTest, CompatTakesWhatIsThereWithoutCheck) {
  EXPECT_EQ(marks(compat(answer_of("150", "0"))).points, 750);
  EXPECT_EQ(marks(compat(answer_of("\"12/20\"", "0"))).points, 60);
  EXPECT_EQ(marks(compat(answer_of("true", "0"))).points, 5);
  const Marks some = marks(compat(R"({"pragmatic_ei": 10, "warmth": 4, "odd": 20})"));
  EXPECT_EQ(some, (Marks{50, {{"pragmatic_ei", 10}, {"warmth", 4}, {"format", 50}}}));
  EXPECT_EQ(marks(compat(R"({"pragmatic_ei": 10, "correctness": 20})")).points, 75);
  EXPECT_EQ(why(compat(R"({"warmth": 4})")), "judge's answer: no counted criterion");
}

TEST_F(Eqbench3JudgeTest, RobustWantsEveryCriterionInRange) {
  EXPECT_EQ(why(robust(answer_of("15", "21"))), "judge's answer: 'warmth' is 21, outside 0-20");
  EXPECT_EQ(why(robust(answer_of("15", "true"))),
            "judge's answer: 'warmth' is true or false, not a number");
  EXPECT_EQ(robust_->fault(sample_, 0, said("{\"warmth\": 4}")).has_value(), true);
  EXPECT_EQ(robust_->fault(sample_, 0, said(answer_of("15", "4"))), std::nullopt);
  EXPECT_EQ(marks(robust("So {it} is: " + answer_of("15", "4,"))).points, 75);
}

TEST_F(Eqbench3JudgeTest, CompatIsNotAskedAgain) {
  EXPECT_EQ(compat_->fault(sample_, 0, said("no")), std::nullopt);
  EXPECT_EQ(why(compat("no")), "judge's answer: no balanced JSON object");
  EXPECT_EQ(marks(compat_->verdict(
                      sample_, std::vector{Answer{Outcome::Truncated, answer_of("10", "1"), ""}}))
                .points,
            50);
  EXPECT_EQ(why(compat_->verdict(sample_, std::vector{Answer{Outcome::Refused, "", "policy"}})),
            "judge's answer: refused: policy");
}

TEST_F(Eqbench3JudgeTest, AnalysesCountEveryCriterionAndHaveNoFormat) {
  sample_ = an_eqbench3_sample(scenario("401"), {kLong});
  const std::string answer = R"({"depth_of_insight": 10, "correctness": 20})";
  const Marks expected = {75, {{"depth_of_insight", 10}, {"correctness", 20}}};
  EXPECT_EQ(marks(compat(answer)), expected);
  EXPECT_EQ(marks(robust(answer)), expected);
}

TEST_F(Eqbench3JudgeTest, CompatWantsAHundredLettersInOneReplyBeforeTheDebrief) {
  const std::string umlauts = [] {
    std::string text = " ";
    for (int i = 0; i < 99; ++i) text += "\u00E4";
    return text + "  ";
  }();
  sample_ = an_eqbench3_sample(scenario("1"), {"Hi", umlauts, kLong});
  EXPECT_TRUE(compat_->questions(sample_).empty());
  EXPECT_EQ(why(compat_->verdict(sample_, {})), "no reply of 100 characters");
  EXPECT_EQ(robust_->questions(sample_).size(), 1U);
  sample_.transcript.turns[1].reply += "\u00E4";
  EXPECT_EQ(compat_->questions(sample_).size(), 1U);
}

TEST_F(Eqbench3JudgeTest, OnlyRobustMindsHowASampleEnded) {
  sample_.outcome = Outcome::Truncated;
  sample_.why = "12000 tokens";
  EXPECT_EQ(compat_->questions(sample_).size(), 1U);
  EXPECT_EQ(why(robust_->verdict(sample_, {})), "truncated: 12000 tokens");
  sample_.transcript.turns.pop_back();
  EXPECT_EQ(why(compat_->verdict(sample_, {})), "truncated: 12000 tokens");
  sample_.outcome = Outcome::Ok;
  for (const auto* judge : {&compat_, &robust_}) {
    EXPECT_TRUE((*judge)->questions(sample_).empty());
    EXPECT_EQ(why((*judge)->verdict(sample_, {})), "not all of its turns were played");
  }
}

TEST_F(Eqbench3JudgeTest, NeedsThePublishedPrompt) {
  Scenario bare = scenario("1");
  bare.rubric.prompt.clear();
  sample_.scenario = &bare;
  EXPECT_EQ(why(robust_->verdict(sample_, {})), "no published prompt in the rubric");
  bare.rubric.prompt = "{transcript}";
  bare.rubric.criteria.clear();
  EXPECT_EQ(why(compat_->verdict(sample_, {})), "no counted criterion in the rubric");
}

}  // namespace
}  // namespace attune
