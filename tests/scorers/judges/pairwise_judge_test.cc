#include "scorers/judges/pairwise_judge.h"

#include <gtest/gtest.h>

#include "scorers/judges/pair_labels.h"
#include "scorers/judges/pairwise_prompt.h"

namespace attune {
namespace {

class PairwiseJudgeTest : public ::testing::Test {
 protected:
  PairwiseJudgeTest() {
    scenario_.id = {"drawer"};
    scenario_.cues = {{"Are we moving?"}};
    scenario_.rubric.compared = {{"candour", true, "…"}, {"warmth", true, "…"}};
    for (Sample* sample : {&first_, &second_}) {
      sample->scenario = &scenario_;
      sample->transcript.turns = {{text_message(Role::User, "Are we moving?"), "No.", ""}};
    }
    first_.key = {{"roleplay"}, {"drawer"}, {"lab/alpha"}, 1};
    second_.key = {{"roleplay"}, {"drawer"}, {"lab/beta"}, 1};
  }

  PairVerdict verdict(const SamplePair& pair, const std::string& text) const {
    return judge_->verdict(pair, {Outcome::Ok, text, ""});
  }

  // An answer in which `better` wins candour by 3 and warmth by 1.
  static std::string answer(const std::string& better) {
    return R"({"reasoning": "Said it.", "candour": ")" + better + R"( 3", "warmth": ")" + better +
           R"( 1"})";
  }

  static std::string why(const PairVerdict& verdict) {
    const auto* unscored = std::get_if<Unscored>(&verdict.finding);
    return unscored == nullptr ? "scored" : unscored->why;
  }

  Scenario scenario_;
  Sample first_;
  Sample second_;
  SamplePair shown_ = {.first = &first_, .second = &second_, .seed = 7};
  SamplePair turned_ = {.first = &second_, .second = &first_, .seed = 7};
  std::unique_ptr<PairScorer> judge_ = pairwise_judge().make();
};

TEST_F(PairwiseJudgeTest, AsksOneQuestionCold) {
  const Question question = judge_->question(shown_);
  EXPECT_EQ(question.parameters, (Parameters{.temperature = 0, .max_tokens = 6000}));
  EXPECT_EQ(question, judge_->question(shown_));
  EXPECT_EQ(text_of(question.messages.at(0)),
            pairwise_prompt(shown_, pair_labels(shown_, pair_texts(shown_))));
  EXPECT_EQ(judge_->id(), pairwise_judge().id);
  EXPECT_EQ(pairwise_judge().rule.most, 5);
}

TEST_F(PairwiseJudgeTest, TurnedOrdersMirrorTheMargins) {
  const std::string code = pair_labels(shown_, pair_texts(shown_)).first;  // of lab/alpha
  const PairVerdict shown = verdict(shown_, answer(code));
  const PairVerdict turned = verdict(turned_, answer(code));
  EXPECT_EQ(std::get<Margins>(shown.finding), (Margins{{{"candour", 3}, {"warmth", 1}}}));
  EXPECT_EQ(std::get<Margins>(turned.finding), (Margins{{{"candour", -3}, {"warmth", -1}}}));
  EXPECT_EQ(shown.rationale, "Said it.");
  EXPECT_EQ(shown.scorer, "pairwise@1");
  const PairRule rule = pairwise_judge().rule;
  EXPECT_DOUBLE_EQ(share_of(rule, std::get<Margins>(shown.finding).margins), 0.7);
  EXPECT_DOUBLE_EQ(share_of(rule, std::get<Margins>(turned.finding).margins), 0.3);
}

TEST_F(PairwiseJudgeTest, AnUnreadableAnswerIsAFaultAndThenUnscored) {
  const Answer answer = {Outcome::Ok, R"({"candour": "first 3", "warmth": 1})", ""};
  const std::string fault = judge_->fault(shown_, answer).value_or("none");
  EXPECT_NE(fault.find("'candour' 'first 3' names neither"), std::string::npos) << fault;
  EXPECT_EQ(why(judge_->verdict(shown_, answer)), "judge's answer: " + fault);
  const Answer refused = {Outcome::Refused, "", "policy"};
  EXPECT_EQ(judge_->fault(shown_, refused), "refused: policy");
  EXPECT_EQ(why(judge_->verdict(shown_, refused)), "judge's answer: refused: policy");
}

TEST_F(PairwiseJudgeTest, TiesAreReadUnlessThePackForbidsThemThroughout) {
  const Answer even = {Outcome::Ok, R"({"candour": "tie 0", "warmth": "tie 0"})", ""};
  EXPECT_EQ(judge_->fault(shown_, even), std::nullopt);
  const PairVerdict verdict = judge_->verdict(shown_, even);
  EXPECT_EQ(share_of(pairwise_judge().rule, std::get<Margins>(verdict.finding).margins), 0.5);
  scenario_.rubric.ties = false;
  EXPECT_EQ(judge_->fault(shown_, even),
            "every margin is 0, where they may not be even throughout");
}

TEST_F(PairwiseJudgeTest, WhatWasNotPlayedToItsEndIsNotCompared) {
  EXPECT_EQ(judge_->unfit(shown_), std::nullopt);
  second_.outcome = Outcome::Truncated;
  second_.why = "4096 tokens";
  EXPECT_EQ(judge_->unfit(shown_), "lab/beta: truncated: 4096 tokens");
  EXPECT_EQ(why(verdict(shown_, answer("HJK"))), "lab/beta: truncated: 4096 tokens");
}

TEST_F(PairwiseJudgeTest, WhatHasAKeyIsNotCompared) {
  scenario_.key.emplace();
  EXPECT_EQ(judge_->unfit(shown_), "the scenario has a key, which says who is right");
  scenario_.key.reset();
  scenario_.reference = 6;
  EXPECT_TRUE(judge_->unfit(shown_).has_value());
}

TEST_F(PairwiseJudgeTest, ALongReasoningIsCutBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "ä";
  const PairVerdict found =
      verdict(shown_, R"({"reasoning": "x)" + text + R"(", "candour": 0, "warmth": 0})");
  EXPECT_EQ(found.rationale.size(), 3999U);
}

}  // namespace
}  // namespace attune
