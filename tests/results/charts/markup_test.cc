#include "results/charts/markup.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(Markup, LeavesPlainTextAsItIs) {
  EXPECT_EQ(escaped("plain, wörter 通义 שלום 🙂\n\ttwo lines"),
            "plain, wörter 通义 שלום 🙂\n\ttwo lines");
}

TEST(Markup, MakesEntitiesOfWhatBeginsMarkupOrEndsAnAttribute) {
  EXPECT_EQ(escaped("<a href=\"x\" b='y'>&amp;</a>"),
            "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
}

TEST(Markup, ShowsControlCharactersAsPictures) {
  EXPECT_EQ(visible(std::string("\x1b[2J\0\x07\x7f", 7)), "␛[2J␀␇␡");
  EXPECT_EQ(visible("a\xC2\x85g"), "a⟦U+0085⟧g");  // C1: next line
}

TEST(Markup, TakesCarriageReturnsOfLineEndsAwayAndShowsOthers) {
  EXPECT_EQ(visible("one\r\ntwo\rthree\r"), "one\ntwo␍three␍");
}

TEST(Markup, NamesWhatTurnsOrHidesText) {
  EXPECT_EQ(visible("safe\u202Eexe.txt"), "safe⟦U+202E⟧exe.txt");
  EXPECT_EQ(visible("\u202A\u202B\u202C\u202D\u2066\u2067\u2068\u2069\u2028\u2029"),
            "⟦U+202A⟧⟦U+202B⟧⟦U+202C⟧⟦U+202D⟧⟦U+2066⟧⟦U+2067⟧⟦U+2068⟧⟦U+2069⟧⟦U+2028⟧⟦U+2029⟧");
  EXPECT_EQ(visible("\U000E0041"), "⟦U+E0041⟧");
}

TEST(Markup, LeavesTheMarksThatArabicAndHebrewNeed) {
  EXPECT_EQ(visible("\u200Fשלום\u200E"), "\u200Fשלום\u200E");
}

TEST(Markup, ReplacesIllFormedBytesAndWhatIsNoCharacter) {
  EXPECT_EQ(escaped("a\xff\xc3(b"), "a\uFFFD\uFFFD(b");
  EXPECT_EQ(escaped("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD");  // half of a surrogate pair
  EXPECT_EQ(escaped("\uFFFE\uFFFF\U0001FFFE\uFDD0"), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(escaped("cut \xe2\x82"), "cut \uFFFD\uFFFD");
}

TEST(Markup, IsVisibleOnceAndForAll) {
  const std::string once = visible("\x1b\u202E\xff\r\n\uFFFE");
  EXPECT_EQ(visible(once), once);
}

TEST(Markup, CutsLinesByColumnsAfterMakingThemVisibleAndBeforeEntities) {
  EXPECT_EQ(escaped_line("a<b", 3), "a&lt;b");
  EXPECT_EQ(escaped_line("a<bcd", 3), "a&lt;…");
  EXPECT_EQ(escaped_line("通义千问", 5), "通义…");
  EXPECT_EQ(escaped_line("\u202Eabc", 4), "⟦U+…");
  EXPECT_EQ(escaped_line("two\nlines\tand", 50), "two lines and");
}

// No byte that could end text, an attribute or a line survives, whatever stands beside it.
TEST(Markup, LetsNoSingleByteThrough) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text = {'a', static_cast<char>(byte), 'b'};
    for (const char letter : escaped(text)) {
      const auto out = static_cast<unsigned char>(letter);
      EXPECT_TRUE(out == '\n' || out == '\t' || (out >= 0x20 && out != 0x7F)) << byte;
      EXPECT_EQ(std::string("<>\"'").find(letter), std::string::npos) << byte;
    }
  }
}

}  // namespace
}  // namespace attune
