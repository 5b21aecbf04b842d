#include "scenarios/load/judgemark_scores.h"

#include <gtest/gtest.h>

#include "tests/support/command.h"

namespace attune {
namespace {

TEST(JudgemarkScores, AreARowForEachJudgeThatHasAResult) {
  const auto rows = parse_judgemark_scores(
      {"scores.csv", "model,other,judgemark_score\r\na/b,1,44.05\r\nc,,\r\n\r\nd,2,7.5\r\n"});
  ASSERT_TRUE(rows) << rows.error().what;
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ((*rows)[0].subject, "a/b");
  EXPECT_DOUBLE_EQ((*rows)[0].value, 44.05);
  EXPECT_EQ((*rows)[1].subject, "d");
  EXPECT_EQ((*rows)[0].note, "by an earlier formula: compare ranks, not figures");
}

TEST(JudgemarkScores, NameTheLineAtFault) {
  const auto fault = [](const std::string& text) {
    const auto rows = parse_judgemark_scores({"s.csv", text});
    return rows ? "no fault" : rows.error().what;
  };
  EXPECT_EQ(fault(""), "s.csv:1: expected the columns model and judgemark_score");
  EXPECT_EQ(fault("model,judgemark_score\na"), "s.csv:2: expected 2 cells");
  EXPECT_EQ(fault("model,judgemark_score\na,101"),
            "s.csv:2: judgemark_score: expected a number from 0 to 100");
  EXPECT_EQ(fault("model,judgemark_score\na,x"),
            "s.csv:2: judgemark_score: expected a number from 0 to 100");
}

TEST(JudgemarkScores, AreThoseThatWerePublished) {
  const std::string text = testing::file_text(testing::published_data() + "/judgemark/scores.csv");
  if (text.empty()) GTEST_SKIP() << "no published Judgemark scores; set ATTUNE_TEST_DATA";
  const auto rows = parse_judgemark_scores({"scores.csv", text});
  ASSERT_TRUE(rows) << rows.error().what;
  EXPECT_EQ(rows->size(), 14U);  // of 15 judges one has no result
  EXPECT_EQ((*rows)[1].subject, "gpt-4o-mini");
  EXPECT_DOUBLE_EQ((*rows)[1].value, 44.05);
}

}  // namespace
}  // namespace attune
