#include "harness/cli/console.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TerminalWords a_terminal(std::size_t columns = 120) {
  return {.terminal = true, .columns = columns, .term = "xterm-256color"};
}

TEST(Console, IsAsWideAsTheTerminal) {
  EXPECT_EQ(look_of(a_terminal(132)).width, 132U);
  EXPECT_EQ(look_of(a_terminal(12)).width, kLeastWidth);
}

TEST(Console, TakesTheWidthThatIsAskedForByAVariable) {
  TerminalWords words = a_terminal(132);
  words.wide = "100";
  EXPECT_EQ(look_of(words).width, 100U);
  for (const char* nonsense : {"", "0", "wide", "-5", "80x"}) {
    words.wide = nonsense;
    EXPECT_EQ(look_of(words).width, 132U) << nonsense;
  }
}

TEST(Console, IsEightyColumnsWideWithoutATerminal) {
  EXPECT_EQ(look_of({.columns = 132}).width, 80U);
  EXPECT_EQ(look_of({.wide = "132"}).width, 80U);
  EXPECT_EQ(look_of({.terminal = true}).width, 80U);
}

TEST(Console, HasColourOnATerminalOnly) {
  EXPECT_TRUE(look_of(a_terminal()).colour);
  EXPECT_FALSE(look_of({}).colour);
}

TEST(Console, NeverHasColourAgainstNoColorOrADumbTerminal) {
  TerminalWords words = a_terminal();
  words.no_color = "1";
  words.force_color = "1";
  EXPECT_FALSE(look_of(words).colour);
  EXPECT_FALSE(wants_motion(words));
  words.no_color = "";  // as its standard says: empty is not set
  EXPECT_TRUE(look_of(words).colour);
  words.term = "dumb";
  EXPECT_FALSE(look_of(words).colour);
  EXPECT_FALSE(wants_motion(words));
}

TEST(Console, HasColourWhereItIsForced) {
  EXPECT_TRUE(look_of({.force_color = "1"}).colour);
  EXPECT_TRUE(look_of({.force_color = "true", .ci = "1"}).colour);
  EXPECT_FALSE(wants_motion({.force_color = "1"}));  // colour, not motion
  TerminalWords off = a_terminal();
  off.force_color = "0";
  EXPECT_FALSE(look_of(off).colour);
  EXPECT_TRUE(wants_motion(off));
}

TEST(Console, HasNeitherColourNorMotionInCi) {
  TerminalWords words = a_terminal();
  words.ci = "true";
  EXPECT_FALSE(look_of(words).colour);
  EXPECT_FALSE(wants_motion(words));
}

}  // namespace
}  // namespace attune
