#include "harness/examine/likeness.h"

#include <vector>

#include <gtest/gtest.h>

namespace attune {
namespace {

Beginnings beginnings(const std::vector<std::string>& texts) {
  return common_beginnings(texts);
}

TEST(CommonBeginnings, AreThoseOfAllAndOfTheTwoThatAgreeLongest) {
  EXPECT_EQ(beginnings({"abcx", "ab", "abcyz"}), (Beginnings{2, 3}));
  EXPECT_EQ(beginnings({"same", "same"}), (Beginnings{4, 4}));
  EXPECT_EQ(beginnings({"", "a"}), (Beginnings{0, 0}));
}

TEST(CommonBeginnings, AreNothingWhereThereIsNothingToCompare) {
  EXPECT_EQ(beginnings({}), Beginnings{});
  EXPECT_EQ(beginnings({"alone"}), Beginnings{});
}

}  // namespace
}  // namespace attune
