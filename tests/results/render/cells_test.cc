#include "results/render/cells.h"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/base/utf8.h"
#include "tests/results/render/some_board.h"

namespace attune {
namespace {

TEST(Cells, RoundNumbersWithoutNoise) {
  EXPECT_EQ(shortest(85.73), "85.73");
  EXPECT_EQ(shortest(0.1 + 0.2), "0.3");
  EXPECT_EQ(shortest(100), "100");
  EXPECT_EQ(shortest(-0.00001), "0");
  EXPECT_EQ(shortest(2.0 / 3), "0.6667");
  EXPECT_EQ(fixed(-0.004, 2), "0.00");
  EXPECT_EQ(fixed(-18.41, 1), "-18.4");
  EXPECT_EQ(rounded(2.0 / 3), 0.6667);
  EXPECT_FALSE(std::signbit(rounded(-0.00001)));
}

TEST(Cells, PutForeignTextOnOneHarmlessLine) {
  EXPECT_EQ(one_line("a\nb\tc"), "a b c");
  EXPECT_EQ(one_line("\x1b[31mred\r"), "\xEF\xBF\xBD[31mred\xEF\xBF\xBD");
}

TEST(Cells, NeverCutTheMarkOfAStub) {
  Standing row;
  row.subject = {"stub/a-very-long-name-indeed"};
  row.stub = true;
  EXPECT_EQ(subject_text(row), "stub/a-very-long-name-indeed (stub)");
  EXPECT_EQ(subject_text(row, 16), "stub/a-v… (stub)");
  EXPECT_EQ(columns(subject_text(row, 16)), 16U);
  row.release = "2024-06-preview";
  EXPECT_EQ(subject_text(row, 24), "stub/… (202…view) (stub)");
}

TEST(Cells, KeepBothEndsOfAVariantsLabel) {
  Standing row;
  row.subject = {"openai/gpt-4"};
  row.release = "r1, temperature 0.2";
  EXPECT_EQ(subject_text(row, 36), "openai/gpt-4 (r1, t…re 0.2)");
  row.release = "r1, temperature unset";
  EXPECT_EQ(subject_text(row, 36), "openai/gpt-4 (r1, t… unset)");
  row.release = "模型模型模型模型模型 語";
  EXPECT_LE(columns(subject_text(row, 24)), 24U);
  EXPECT_EQ(subject_text(row, 80), "openai/gpt-4 (" + row.release + ")");
}

TEST(Cells, SayWhatIsAbsentWithADash) {
  const Standing row;
  EXPECT_EQ(place_text(row), "-");
  EXPECT_EQ(score_text(row), "-");
  EXPECT_EQ(interval_text(row), "-");
  EXPECT_EQ(cost_text(row), "-");
}

TEST(Cells, GiveAnIntervalByItsFartherEnd) {
  EXPECT_EQ(estimate_text({.point = 71.2, .low = 58.1, .high = 75}), "71.2 ±13.1");
  EXPECT_EQ(estimate_text({.point = 71.2, .low = 70, .high = 75}), "71.2 ±3.8");
  EXPECT_EQ(estimate_text({.point = 71.2}), "71.2");
  // A figure that is no mean may lie outside of its percentile interval.
  EXPECT_EQ(estimate_text({.point = 50, .low = 51, .high = 53}), "50.0 ±3.0");
}

TEST(Cells, GiveMarksWithAColumnOfTheirOwn) {
  const Leaderboard board = some_choice_board();
  EXPECT_EQ(mark_text(board.rows[0], kMarkColumns[0]), "61.3");
  EXPECT_EQ(mark_text(board.rows[0], kMarkColumns[1]), "98.5 %");
  EXPECT_EQ(mark_text(board.rows[1], kMarkColumns[1]), "-");
  EXPECT_TRUE(any_has(board.rows, kMarkColumns[1]));
  EXPECT_FALSE(any_has(some_board().rows, kMarkColumns[1]));
}

TEST(Cells, SayWhereACitedResultIsFrom) {
  EXPECT_EQ(subject_text(Cited{.subject = "human norm"}), "human norm (cited)");
  EXPECT_EQ(origin_text({.source = "A, table 1", .date = "2024", .note = "by\nhand"}),
            "A, table 1; 2024; by hand");
  EXPECT_EQ(origin_text({.source = "A"}), "A");
}

TEST(Cells, RemarkOnPlacesPickedTooOftenOrTooSeldom) {
  const auto remarks = row_remarks(some_choice_board().rows);
  ASSERT_EQ(remarks.size(), 3U);
  EXPECT_EQ(remarks[1],
            "openai/gpt-4 answered A 41 % of 170 times (25 % if spread evenly), D 10 % of 170 "
            "times (25 % if spread evenly)");
}

TEST(Cells, RemarkOnWhatAWholeLacks) {
  Standing row;
  row.subject = {"lab/a"};
  row.score = Estimate{.point = 5};
  row.planned = 9;
  row.missing = 2;
  EXPECT_EQ(row_remarks({row}), (std::vector<std::string>{"lab/a: 2 of 9 missing"}));
}

TEST(Cells, MarkACostThatIsKnownInPart) {
  Standing row;
  row.cost_usd = 0.614;
  EXPECT_EQ(cost_text(row), "$0.61+");
  row.cost_known = true;
  EXPECT_EQ(cost_text(row), "$0.61");
}

}  // namespace
}  // namespace attune
