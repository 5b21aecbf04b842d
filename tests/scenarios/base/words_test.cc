#include "scenarios/base/words.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

using Words = std::vector<std::string>;

const Words kKnown = {"rubric", "intensity", "table"};

TEST(Nearest, ForgivesOneEditInThreeLetters) {
  EXPECT_EQ(nearest("rubrik", kKnown), "rubric");
  EXPECT_EQ(nearest("intnsty", kKnown), "intensity");
  EXPECT_EQ(nearest("intsy", kKnown), "");
}

TEST(Nearest, CountsASwapOfNeighboursAsOneEdit) {
  EXPECT_EQ(nearest("bat", Words{"abt"}), "abt");
}

TEST(Nearest, TakesTheOneWithFewestEdits) {
  EXPECT_EQ(nearest("stable", Words{"staple-s", "table", "stables"}), "table");
}

TEST(Nearest, LooksPastUpperCase) {
  EXPECT_EQ(nearest("RUBRIC", kKnown), "rubric");
}

TEST(Nearest, IsEmptyWhereNothingIsNear) {
  EXPECT_EQ(nearest("zebra", kKnown), "");
  EXPECT_EQ(nearest("zebra", Words{}), "");
}

TEST(NoSuch, OffersTheNearMissOrElseAllThatIsKnown) {
  EXPECT_EQ(no_such("scorer", "rubrik", kKnown), "no scorer 'rubrik'; did you mean 'rubric'?");
  EXPECT_EQ(no_such("scorer", "zebra", kKnown),
            "no scorer 'zebra'; known: rubric, intensity, table");
}

TEST(Join, PutsTheSeparatorOnlyBetween) {
  EXPECT_EQ(join(Words{"a", "", "b"}, ", "), "a, , b");
  EXPECT_EQ(join(Words{}, ", "), "");
}

TEST(Trim, TakesBlanksFromBothEndsAndNoneFromWithin) {
  EXPECT_EQ(trim(" \t\r\n\f\va b\n "), "a b");
  EXPECT_EQ(trim(" \n"), "");
}

TEST(Split, KeepsEmptyPieces) {
  EXPECT_EQ(split(",a,,b,", ','), (Words{"", "a", "", "b", ""}));
  EXPECT_EQ(split("", ','), (Words{""}));
}

TEST(ToLower, ChangesAsciiLettersAlone) {
  EXPECT_EQ(to_lower("AZ[@ Ä"), "az[@ Ä");
}

TEST(ContainsFold, LooksPastUpperCaseOnBothSides) {
  EXPECT_TRUE(contains_fold("Rate LIMIT reached", "rate limit"));
  EXPECT_TRUE(contains_fold("rate limit", "LIMIT"));
  EXPECT_FALSE(contains_fold("rate", "rate limit"));
}

}  // namespace
}  // namespace attune
