#include "scorers/judges/judge_texts.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(JudgeTexts, AnOutcomeIsToldOnOneLine) {
  EXPECT_EQ(told(Outcome::Refused, "policy\nno"), "refused: policy no");
  EXPECT_EQ(told(Outcome::Empty, ""), "empty");
}

TEST(JudgeTexts, AnAnswerThatNeverCameIsNotRead) {
  EXPECT_EQ(read_answer({Outcome::Filtered, R"({"a": 1})", "no"}, {.figures = {"a"}}).error().what,
            "filtered: no");
  EXPECT_EQ(read_answer({Outcome::Ok, R"({"a": 1})", ""}, {.figures = {"a"}})->figures.at("a"), 1);
}

TEST(JudgeTexts, AreCutBetweenCharacters) {
  EXPECT_EQ(shortened("short", 5), "short");
  EXPECT_EQ(shortened("aää", 4), "aä");
  EXPECT_EQ(shortened("aää", 3), "aä");
  EXPECT_EQ(shortened("aää", 2), "a");
  EXPECT_EQ(shortened("ää", 1), "");
}

TEST(JudgeTexts, NamesAreFolded) {
  EXPECT_EQ(folded_name(" De-escalation "), "de_escalation");
  EXPECT_EQ(folded_name("emotional/narrative Escalation"), "emotional_narrative_escalation");
}

TEST(JudgeTexts, ASampleThatDidNotEndWellHasNothingToRead) {
  Sample sample;
  EXPECT_EQ(not_played(sample), "empty");
  sample.transcript.turns.emplace_back();
  EXPECT_EQ(not_played(sample), std::nullopt);
  sample.outcome = Outcome::Truncated;
  sample.why = "4096 tokens";
  EXPECT_EQ(not_played(sample), "truncated: 4096 tokens");
}

}  // namespace
}  // namespace attune
