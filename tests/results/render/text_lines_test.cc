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

}  // namespace
}  // namespace attune
