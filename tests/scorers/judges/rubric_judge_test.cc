#include "scorers/judges/rubric_judge.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

class RubricJudgeTest : public testing::Test {
 protected:
  RubricJudgeTest() {
    scenario_.cues = {{"Are we moving?"}};
    scenario_.rubric.criteria = {
        {"empathy", true, "…"}, {"insight", true, "…"}, {"warmth", false, "…"}};
    sample_.scenario = &scenario_;
    sample_.transcript.turns = {{text_message(Role::User, "Are we moving?"), "No.", ""}};
  }

  Verdict verdict(Answer answer) const {
    return judge_->verdict(sample_, std::vector{std::move(answer)});
  }

  static std::string why(const Verdict& verdict) {
    const auto* unscored = std::get_if<Unscored>(&verdict.finding);
    return unscored == nullptr ? "scored" : unscored->why;
  }

  Scenario scenario_;
  Sample sample_;
  std::unique_ptr<Scorer> judge_ = rubric_judge().make();
};

Answer said(std::string text) {
  return {Outcome::Ok, std::move(text), ""};
}

constexpr const char* kGood =
    R"({"reasoning": "Met him.", "empathy": 15, "insight": 8.5, "warmth": 20})";

TEST_F(RubricJudgeTest, AsksOneQuestionColdAndShort) {
  const auto questions = judge_->questions(sample_);
  ASSERT_EQ(questions.size(), 1U);
  EXPECT_EQ(questions[0].parameters.temperature, 0);
  EXPECT_EQ(questions[0].parameters.max_tokens, 4000);
  EXPECT_EQ(questions, judge_->questions(sample_));
  EXPECT_TRUE(rubric_judge().asks);
  EXPECT_EQ(rubric_judge().id, judge_->id());
}

TEST_F(RubricJudgeTest, PointsAreFiveTimesTheMeanOfTheCountedCriteria) {
  const Verdict found = verdict(said(kGood));
  EXPECT_EQ(found.scorer, "rubric@1");
  EXPECT_EQ(std::get<Marks>(found.finding),
            (Marks{58.75, {{"empathy", 15}, {"insight", 8.5}, {"warmth", 20}}}));
  EXPECT_EQ(found.rationale, "Met him.");
  EXPECT_EQ(judge_->fault(sample_, 0, said(kGood)), std::nullopt);
}

TEST_F(RubricJudgeTest, AnUnreadableAnswerIsAFaultAndThenUnscored) {
  const Answer answer = said(R"({"empathy": 15, "insight": 8})");
  EXPECT_EQ(judge_->fault(sample_, 0, answer), "no 'warmth'");
  EXPECT_EQ(why(verdict(answer)), "judge's answer: no 'warmth'");
  const Answer refused = {Outcome::Refused, "", "policy"};
  EXPECT_EQ(judge_->fault(sample_, 0, refused), "refused: policy");
  EXPECT_EQ(why(verdict(refused)), "judge's answer: refused: policy");
}

TEST_F(RubricJudgeTest, SamplesThatDidNotEndWellAreNotJudged) {
  sample_.outcome = Outcome::Truncated;
  sample_.why = "4096 tokens";
  EXPECT_TRUE(judge_->questions(sample_).empty());
  EXPECT_EQ(why(judge_->verdict(sample_, {})), "truncated: 4096 tokens");
  sample_.outcome = Outcome::Ok;
  sample_.transcript.turns.clear();
  EXPECT_EQ(why(judge_->verdict(sample_, {})), "empty");
}

TEST_F(RubricJudgeTest, ARubricNeedsACountedCriterion) {
  for (Criterion& criterion : scenario_.rubric.criteria) criterion.counted = false;
  EXPECT_TRUE(judge_->questions(sample_).empty());
  EXPECT_EQ(why(judge_->verdict(sample_, {})), "no counted criterion in the rubric");
  scenario_.rubric.criteria.clear();
  EXPECT_EQ(why(judge_->verdict(sample_, {})), "no rubric");
}

TEST_F(RubricJudgeTest, ALongReasoningIsCutBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "ä";
  const Verdict found = verdict(
      said(R"({"reasoning": "x)" + text + R"(", "empathy": 1, "insight": 1, "warmth": 1})"));
  EXPECT_EQ(found.rationale.size(), 3999U);
  EXPECT_TRUE(found.rationale.ends_with("ä"));
}

}  // namespace
}  // namespace attune
