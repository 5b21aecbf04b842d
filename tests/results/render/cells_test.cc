#include "results/render/cells.h"

#include <cmath>

#include <gtest/gtest.h>

#include "scenarios/base/utf8.h"

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
  EXPECT_EQ(subject_text(row, 24), "stub/… (2024-06…) (stub)");
}

TEST(Cells, SayWhatIsAbsentWithADash) {
  const Standing row;
  EXPECT_EQ(place_text(row), "-");
  EXPECT_EQ(score_text(row), "-");
  EXPECT_EQ(interval_text(row), "-");
  EXPECT_EQ(cost_text(row), "-");
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
