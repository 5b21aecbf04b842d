#include "scorers/rules/judgemark_answer.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

Rubric a_rubric() {
  Rubric rubric;
  rubric.criteria = {{"Coherent"}, {"Meandering", true, "", true}};
  return rubric;
}

TEST(GivenMarks, AreLinesOfNameAndNumber) {
  for (const char* line : {"Quality: 7.5", "**Quality:** 7.5", "**Quality**: 7.5",
                           "**Quality:** **7.5**", "**Quality:** [7.5]", "Quality: [**7.5**]",
                           "  quality:7.5  ", "- Quality: 7.5\r", "* **Quality**: 7.5",
                           "3. Quality: 7.5", "Quality: 7.5/10", "Quality: 7.5 / 10\nQuality: 7.5"})
    EXPECT_EQ(given_marks(line), (std::vector<GivenMark>{{"quality", 7.5}})) << line;
}

TEST(GivenMarks, AreNothingElse) {
  for (const char* line :
       {"Quality 7", "Quality: seven", "Quality: 7 because", "Quality: ", ": 7", "a: 7",
        "[Quality]: 7", "Quality: inf", "Quality: 7-8", "a: b: 7", "", "Quality: 7 8"})
    EXPECT_EQ(given_marks(line), std::vector<GivenMark>{}) << line;
  EXPECT_TRUE(given_marks(std::string(101, 'n') + ": 7").empty());
  EXPECT_EQ(given_marks(std::string(100, 'n') + ": 7").size(), 1U);
}

TEST(GivenMarks, CountTheLastOfAName) {
  const std::vector<GivenMark> expected = {{"pace", 5}, {"tone", 3}};
  EXPECT_EQ(given_marks("Pace: 2\nTone: 3\n\npace: 5"), expected);
}

TEST(JudgemarkRaw, IsTheMeanOnAScaleOfOneToTen) {
  const auto marks = given_marks("aa: 5\nbb: 6\ncc: 7\ndd: 8\nee: 9");
  EXPECT_DOUBLE_EQ(*judgemark_raw(marks, {}), 7.3);  // 1 + 7 * 0.9
  EXPECT_DOUBLE_EQ(*judgemark_raw(given_marks("aa: 1\nbb: 1\ncc: 1\ndd: 1\nee: 2\nff: 1"), {}),
                   2.05);  // 1 + 7 / 6 * 0.9
}

TEST(JudgemarkRaw, TurnsInvertedCriteriaRound) {
  const auto marks = given_marks("Coherent: 10\nMEANDERING: 0\ncc: 10\ndd: 10\nee: 10");
  EXPECT_DOUBLE_EQ(*judgemark_raw(marks, a_rubric()), 10);
  EXPECT_DOUBLE_EQ(*judgemark_raw(marks, {}), 8.2);
}

TEST(JudgemarkRaw, KnowsCriteriaHoweverTheirWordsAreJoined) {
  Rubric rubric;
  rubric.criteria = {{"stock_phrases", true, "", true}};
  for (const char* name : {"stock_phrases", "Stock phrases", "**Stock-Phrases**"}) {
    const auto marks = given_marks(std::string(name) + ": 0\nbb: 10\ncc: 10\ndd: 10\nee: 10");
    EXPECT_DOUBLE_EQ(*judgemark_raw(marks, rubric), 10) << name;
  }
}

TEST(JudgemarkRaw, NeedsFiveMarksInRange) {
  EXPECT_EQ(judgemark_raw(given_marks("aa: 5\nbb: 6\ncc: 7\ndd: 8\nee: 11"), {}), std::nullopt);
  EXPECT_EQ(judgemark_raw(given_marks("aa: 5\nbb: 6\ncc: 7\ndd: 8\nee: -1"), {}), std::nullopt);
  EXPECT_EQ(judgemark_raw({}, {}), std::nullopt);
}

TEST(GivenMarks, BearHostileAnswers) {
  std::string answer(1'000'000, '*');
  EXPECT_TRUE(given_marks(answer).empty());
  answer.clear();
  for (int i = 0; i < 100'000; ++i) answer += "name" + std::to_string(i) + ": 5\n";
  EXPECT_EQ(given_marks(answer).size(), 200U);
}

}  // namespace
}  // namespace attune
