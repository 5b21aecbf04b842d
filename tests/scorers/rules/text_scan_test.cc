#include "scorers/rules/text_scan.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(TextScan, FoldsCaseAndAccentsToOneForm) {
  EXPECT_EQ(folded("ÜBERRASCHT"), folded("überrascht"));
  EXPECT_EQ(folded("u\u0308berrascht"), folded("\u00fcberrascht"));
  EXPECT_EQ(folded("Groß"), folded("GROSS"));
  EXPECT_EQ(folded("a\xFFz"), "a\uFFFDz");
}

TEST(TextScan, KnowsWordsAndSpacesAsPythonDoes) {
  EXPECT_TRUE(is_word('_') && is_word('7') && is_word(0xE4) && is_word(0x4E2D));
  EXPECT_FALSE(is_word('-') || is_word(0x308) || is_word(-1));
  EXPECT_TRUE(is_space(0x1C) && is_space(0x85) && is_space(0xA0) && is_space(0x3000));
  EXPECT_FALSE(is_space(0x200B) || is_space(-1));
}

TEST(TextScan, AnExcerptIsOneSafeLineOfBoundedLength) {
  EXPECT_EQ(excerpt("  Proud:\n\n 7\x1b[31m", 100), "Proud: 7\uFFFD[31m");
  EXPECT_EQ(excerpt("abc def", 4), "abc");
  EXPECT_EQ(excerpt(std::string(5000, '\xCC'), 3), "\uFFFD\uFFFD\uFFFD");
  std::string zero_width;
  for (int i = 0; i < 1000; ++i) zero_width += "\u200B";
  EXPECT_LE(excerpt(zero_width, 160).size(), 160U * 3);
}

}  // namespace
}  // namespace attune
