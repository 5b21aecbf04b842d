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

TEST(Columns, CountsPicturesThatArePutTogetherAsOne) {
  EXPECT_EQ(columns("\U0001F468\u200D\U0001F469\u200D\U0001F467"), 2U);  // a family
  EXPECT_EQ(columns("\U0001F44D\U0001F3FD"), 2U);                        // thumb, skin tone
  EXPECT_EQ(columns("\u2764\uFE0F"), 2U);                                // heart as a picture
  EXPECT_EQ(columns("\u2764"), 1U);                                      // and as text
  EXPECT_EQ(columns("1\uFE0F\u20E3"), 2U);                               // keycap
  EXPECT_EQ(columns("\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7"), 4U);    // two flags
  EXPECT_EQ(columns("\U0001F3F3\uFE0F\u200D\U0001F308x"), 3U);           // rainbow flag, x
}

TEST(Columns, CountsOtherScriptsByTheirCharacters) {
  EXPECT_EQ(columns("\u1112\u1161\u11AB"), 2U);  // a Hangul syllable in pieces
  EXPECT_EQ(columns("\uFF71\uFF9E"), 2U);        // half-width katakana with its mark
  EXPECT_EQ(columns("ا\u064E"), 1U);             // alef with a vowel
  EXPECT_EQ(columns("\u0E01\u0E33"), 2U);        // Thai: a consonant and SARA AM
  EXPECT_EQ(columns("a\u200Bb"), 2U);            // zero width space
  EXPECT_EQ(columns("ＡＢ"), 4U);                // full-width Latin
  EXPECT_EQ(columns("e\u0301\u0302\u0303\u0304"), 1U);
}

TEST(Columns, OfTwoTextsIsTheSumWhereABlankStandsBetween) {
  const std::string left = "\U0001F468\u200D\U0001F469 語";
  const std::string right = " \u0301x\u2764\uFE0F";
  EXPECT_EQ(columns(left + right), columns(left) + columns(right));
}

TEST(Clipped, NeverHalvesASign) {
  const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
  EXPECT_EQ(clipped(family + family, 3), family + "…");
  EXPECT_EQ(clipped(family + family, 2), "…");
  EXPECT_EQ(clipped("e\u0301e\u0301e\u0301", 2), "e\u0301…");
}

TEST(Printable, ShowsLineSeparators) {
  EXPECT_EQ(printable("a\u2028b\u2029"), "a" + kBad + "b" + kBad);
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
    EXPECT_LE(columns(clipped("a語b😀\u200D😀c\xFF d\u2764\uFE0F語", width)), width) << width;
  }
}

}  // namespace
}  // namespace attune
