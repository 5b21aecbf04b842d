#include "scorers/rules/cursor.h"

#include <array>

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(Cursor, StaysWhereItIsWhenAPartDoesNotFit) {
  Cursor cursor("ab12", 0);
  EXPECT_FALSE(cursor.skip("b"));
  EXPECT_TRUE(cursor.skip("ab"));
  EXPECT_TRUE(cursor.on_digit());
  EXPECT_EQ(cursor.digits(), "12");
  EXPECT_EQ(cursor.at(), 4U);
  EXPECT_FALSE(cursor.on_digit());
  EXPECT_TRUE(cursor.rest().empty());
}

TEST(Cursor, SkipsEveryOneOfTheParts) {
  constexpr std::array<std::string_view, 2> kParts = {"*", " "};
  Cursor cursor("* **x", 0);
  cursor.skip_all(kParts);
  EXPECT_EQ(cursor.rest(), "x");
  EXPECT_FALSE(cursor.skip_one_of(kParts));
}

}  // namespace
}  // namespace attune
