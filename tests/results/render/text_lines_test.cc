#include "results/render/text_lines.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(TextLines, PadsByColumnsOfTheTerminal) {
  EXPECT_EQ(padded("模型", 6, true), "模型  ");
  EXPECT_EQ(padded("ab", 4, false), "  ab");
  EXPECT_EQ(padded("abcde", 4, false), "abcde");
}

TEST(TextLines, BreaksAtBlanksAndKeepsTheIndent) {
  EXPECT_EQ(wrapped("-", "one two three", 9), "- one two\n  three\n");
  EXPECT_EQ(wrapped("-", "unbreakable words", 6), "- unbreakable\n  words\n");
  EXPECT_EQ(wrapped("-", "no\nline\x1b", 80), "- no line\xEF\xBF\xBD\n");
}

TEST(TextLines, FlowAsAParagraph) {
  EXPECT_EQ(flowed("one two three", 9), "one two\nthree\n");
  EXPECT_EQ(flowed("unbreakable words", 6), "unbreakable\nwords\n");
  EXPECT_EQ(flowed("", 6), "\n");
}

TEST(TextLines, AreStyledOneByOne) {
  const TableLook colour{.colour = true};
  EXPECT_EQ(bold("a\n\nb\n", colour), "\x1b[1ma\x1b[0m\n\n\x1b[1mb\x1b[0m\n");
  EXPECT_EQ(dim("a", colour), "\x1b[2ma\x1b[0m");
  EXPECT_EQ(bold("a\nb", {}), "a\nb");
  EXPECT_EQ(dim("", colour), "");
}

}  // namespace
}  // namespace attune
