#include "harness/play/assessment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scorers/catalog/catalog.h"
#include "tests/support/builders.h"

namespace attune {
namespace {

using testing::HasSubstr;

class AssessmentTest : public testing::Test {
 protected:
  std::unique_ptr<Scorer> scorer(std::string_view name) { return (*registry_.find(name))->make(); }

  static std::string why(const Verdict& verdict) {
    const auto* unscored = std::get_if<Unscored>(&verdict.finding);
    return unscored == nullptr ? "scored" : unscored->why;
  }

  ScorerRegistry registry_ = shipped_scorers();
  Scenario scenario_ = a_scenario();
  Sample sample_ = a_sample(scenario_);
  std::unique_ptr<Scorer> judge_ = scorer("rubric");
};

constexpr const char* kMarks = R"({"reasoning": "r", "empathy": 10, "insight": 20})";

TEST_F(AssessmentTest, ARuleAsksNothingAndIsReadyAtOnce) {
  const auto rule = scorer("intensity");
  const Assessment assessment(*rule, sample_);
  EXPECT_FALSE(assessment.next());
  EXPECT_EQ(assessment.verdict().scorer, "intensity@1");
}

TEST_F(AssessmentTest, AReadableAnswerIsAskedForOnce) {
  Assessment assessment(*judge_, sample_);
  ASSERT_TRUE(assessment.next());
  EXPECT_EQ(assessment.next()->asked, 1);
  assessment.heard(a_reply(kMarks));
  EXPECT_FALSE(assessment.next());
  EXPECT_EQ(std::get<Marks>(assessment.verdict().finding).points, 75);
}

TEST_F(AssessmentTest, AnUnreadableAnswerIsAskedForOnceMoreInTheSameWords) {
  Assessment assessment(*judge_, sample_);
  const auto first = assessment.next();
  assessment.heard(a_reply("I would rather not."));
  const auto second = assessment.next();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->messages, first->messages);
  EXPECT_EQ(second->position, 0);
  EXPECT_EQ(second->asked, 2);
}

TEST_F(AssessmentTest, TheSecondAnswerCounts) {
  Assessment assessment(*judge_, sample_);
  assessment.heard(a_reply("?"));
  assessment.heard(a_reply(kMarks));
  ASSERT_FALSE(assessment.next());
  EXPECT_EQ(std::get<Marks>(assessment.verdict().finding).points, 75);
}

TEST_F(AssessmentTest, TwoUnreadableAnswersAreUnscoredAndSayWhy) {
  Assessment assessment(*judge_, sample_);
  assessment.heard(a_reply("?"));
  assessment.heard(a_reply("?"));
  ASSERT_FALSE(assessment.next());
  EXPECT_THAT(why(assessment.verdict()), HasSubstr("judge's answer"));
}

TEST_F(AssessmentTest, AJudgesRefusalIsUnscoredWithItsWords) {
  Assessment assessment(*judge_, sample_);
  for (int i = 0; i < 2; ++i) {
    assessment.heard({.outcome = Outcome::Refused, .refusal = "not my place"});
  }
  EXPECT_THAT(why(assessment.verdict()), HasSubstr("not my place"));
}

TEST_F(AssessmentTest, ACallThatFailedIsNotAskedAgain) {
  Assessment assessment(*judge_, sample_);
  assessment.failed(Outcome::Failed, "HTTP 500");
  ASSERT_FALSE(assessment.next());
  EXPECT_THAT(why(assessment.verdict()), HasSubstr("HTTP 500"));
}

TEST_F(AssessmentTest, ASampleThatCannotBeJudgedIsNotAskedAbout) {
  sample_.outcome = Outcome::Refused;
  const Assessment assessment(*judge_, sample_);
  EXPECT_FALSE(assessment.next());
  EXPECT_THAT(why(assessment.verdict()), HasSubstr("refused"));
}

}  // namespace
}  // namespace attune
