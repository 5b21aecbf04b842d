#include "scenarios/base/utf8.h"

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

const std::string kBad = "\xEF\xBF\xBD";

TEST(ValidUtf8, LeavesWellFormedTextAsItIs) {
  const std::string text = std::string("a\0é", 4) + "語😀\u07ff\uffff\U0010ffff";
  EXPECT_EQ(valid_utf8(text), text);
}

TEST(ValidUtf8, ReplacesOverlongForms) {
  EXPECT_EQ(valid_utf8("a\xC0\xAF"), "a" + kBad + kBad);
  EXPECT_EQ(valid_utf8("\xE0\x80\xAF"), kBad + kBad + kBad);
  EXPECT_EQ(valid_utf8("\xF0\x80\x80\xAF"), kBad + kBad + kBad + kBad);
}

TEST(ValidUtf8, ReplacesSurrogatesAndWhatLiesBeyondUnicode) {
  EXPECT_EQ(valid_utf8("\xED\xA0\x80"), kBad + kBad + kBad);
  EXPECT_EQ(valid_utf8("\xF4\x90\x80\x80"), kBad + kBad + kBad + kBad);
}

TEST(ValidUtf8, ReplacesOnlyTheBrokenBytes) {
  EXPECT_EQ(valid_utf8("a\xFFz"), "a" + kBad + "z");
  EXPECT_EQ(valid_utf8("\x80z"), kBad + "z");
  EXPECT_EQ(valid_utf8("z\xE2\x82"), "z" + kBad + kBad);
  EXPECT_EQ(valid_utf8("\xC3z"), kBad + "z");
}

TEST(ValidUtf8, GivesForAnyBytesATextItWouldNotChange) {
  Rng rng(1);
  for (int round = 0; round < 2'000; ++round) {
    std::string bytes;
    for (std::size_t left = rng.below(12); left > 0; --left) {
      bytes += static_cast<char>(0x70 + rng.below(0x90));
    }
    const std::string once = valid_utf8(bytes);
    ASSERT_EQ(valid_utf8(once), once);
  }
}

TEST(Printable, ShowsControlsAndEscapesButKeepsNewlineAndTab) {
  EXPECT_EQ(printable("a\n\tb"), "a\n\tb");
  EXPECT_EQ(printable("\x1b[31m\r\x7f"), kBad + "[31m" + kBad + kBad);
  EXPECT_EQ(printable("\u0085\u009b" + std::string(1, '\0')), kBad + kBad + kBad);
}

TEST(Printable, ShowsBidirectionalControls) {
  for (const char* control : {"\u202a", "\u202e", "\u2066", "\u2069"}) {
    EXPECT_EQ(printable(std::string("a") + control), "a" + kBad);
  }
}

TEST(Printable, LeavesOtherScriptsAlone) {
  EXPECT_EQ(printable("שלום é 語 😀"), "שלום é 語 😀");
}

TEST(Columns, CountsWideCharactersTwiceAndCombiningOnesNotAtAll) {
  EXPECT_EQ(columns("abc"), 3U);
  EXPECT_EQ(columns("語😀"), 4U);
  EXPECT_EQ(columns("e\u0301"), 1U);
  EXPECT_EQ(columns("a\xFF"), 2U);
}

TEST(Clipped, LeavesATextThatFitsAsItIs) {
  EXPECT_EQ(clipped("abc", 3), "abc");
  EXPECT_EQ(clipped("", 0), "");
}

TEST(Clipped, ShowsWhereSomethingWasCut) {
  EXPECT_EQ(clipped("abcdef", 4), "abc…");
}

TEST(Clipped, NeverHalvesAWideCharacter) {
  EXPECT_EQ(clipped("語語語", 4), "語…");
  EXPECT_EQ(clipped("語語語", 5), "語語…");
}

TEST(Clipped, IsNeverWiderThanAsked) {
  for (std::size_t width = 0; width < 12; ++width) {
    EXPECT_LE(columns(clipped("a語b😀c\xFF d語", width)), width) << width;
  }
}

}  // namespace
}  // namespace attune
