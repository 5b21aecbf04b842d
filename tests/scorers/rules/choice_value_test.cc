#include "scorers/rules/choice_value.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

const ShownOptions kOne = {{"joy", "fear", "joy & fear", "a calm talk"}, 1};
const ShownOptions kTwo = {{"joy", "fear", "joy & fear", "a calm talk"}, 2};

// The letters named at the start of a folded text, or the fault.
std::string named(std::string_view text, const ShownOptions& options = kOne) {
  const auto found = named_options(Cursor(text, 0), options);
  if (!found) return "none";
  if (!found->fault.empty()) return found->fault;
  std::string letters;
  for (const std::size_t place : found->places) letters += static_cast<char>('A' + place);
  return letters;
}

TEST(NamedOptions, AreLettersInAnyMarks) {
  for (const char* text : {"c", "(c)", "[c]", "**c**", "\"c\"", "c.", "c) so", "option c", "（c）",
                           "\\boxed{c}", "$\\boxed{\\text{c}}$", "c因为", "{c}", "`c`"})
    EXPECT_EQ(named(text), "C") << text;
}

TEST(NamedOptions, AreTheTextsOfOptionsTheLongestFirst) {
  EXPECT_EQ(named("joy"), "A");
  EXPECT_EQ(named("joy & fear."), "C");
  EXPECT_EQ(named("\"a calm talk\""), "D");
  EXPECT_EQ(named("joyful"), "none");
}

TEST(NamedOptions, TakeAnArticleForNoLetter) {
  EXPECT_EQ(named("a good friend"), "none");
  EXPECT_EQ(named("i think so"), "none");
  EXPECT_EQ(named("i'm sure"), "none");
  EXPECT_EQ(named("a because"), "A");
  EXPECT_EQ(named("a joy"), "A");
  EXPECT_EQ(named("a\n"), "A");
}

TEST(NamedOptions, TakeTheBeginningOfAWordForNoLetter) {
  for (const char* text : {"b2", "both", "b_x",
                           "c\xCC\xA7"
                           "a",
                           "", "*", "\xff"})
    EXPECT_EQ(named(text), "none") << text;
}

TEST(NamedOptions, AreListsInAnyForm) {
  for (const char* text :
       {"a, c", "a and c", "a & c", "(a), (c)", "a c", "[\"a\", \"c\"]", "[\"a\",\n  \"c\"]",
        "c、a", "a和c", "a, and c", "**a** and **c**", "a) joy, c) joy & fear"})
    EXPECT_EQ(named(text, kTwo), "AC") << text;
}

TEST(NamedOptions, EndWithTheirList) {
  EXPECT_EQ(named("c\", \"reason\": \"x\""), "C");
  EXPECT_EQ(named("c, not b"), "C");
  EXPECT_EQ(named("c\nb) is wrong"), "C");
  EXPECT_EQ(named("c, and then so"), "C");
}

TEST(NamedOptions, CountOneThatIsNamedTwiceOnce) {
  EXPECT_EQ(named("c (c)"), "C");
}

TEST(NamedOptions, AreUnusableWhereTheyAreMoreOrFewer) {
  EXPECT_EQ(named("a, c"), "2 options named where 1 was asked for");
  EXPECT_EQ(named("b", kTwo), "1 option named where 2 were asked for");
  EXPECT_EQ(named("b, c, d", kTwo), "3 options named where 2 were asked for");
}

TEST(NamedOptions, AreUnusableWhereOneIsMeantOrAnother) {
  for (const char* text : {"a or b", "a/b", "(a) or (b)", "a 或 b"})
    EXPECT_EQ(named(text), "one option or another") << text;
}

TEST(NamedOptions, AreUnusableWhereALetterIsNotOffered) {
  EXPECT_EQ(named("e"), "'E' is not offered");
  EXPECT_EQ(named("x"), "'X' is not offered");
}

TEST(NamedOptions, AreUnusableWhereLetterAndTextDisagree) {
  EXPECT_EQ(named("b) fear"), "B");
  EXPECT_EQ(named("a) joy & fear"), "a letter with the text of another option");
  EXPECT_EQ(named("b: a calm talk"), "a letter with the text of another option");
}

TEST(NamedOptions, NameTheirEnd) {
  EXPECT_EQ(named_options(Cursor("x: (c) so", 2), kOne)->end, 6U);
}

TEST(LoneLetter, StandsAlone) {
  EXPECT_EQ(lone_letter("c)", 0), 2U);
  EXPECT_EQ(lone_letter("ca", 0), std::nullopt);
  EXPECT_EQ(lone_letter("a man", 0), std::nullopt);
  EXPECT_EQ(lone_letter("", 0), std::nullopt);
}

TEST(OptionText, EndsWithItsLastWord) {
  EXPECT_EQ(option_text("joy & fear!", kOne), 2U);
  EXPECT_EQ(option_text("joy & fearful", kOne), 0U);
  EXPECT_EQ(option_text("joyous", kOne), std::nullopt);
}

}  // namespace
}  // namespace attune
