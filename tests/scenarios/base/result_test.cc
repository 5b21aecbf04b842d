#include "scenarios/base/result.h"

#include <memory>

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(Result, HoldsAValueOrAnErrorAndSaysWhich) {
  const Result<int> value = 7;
  const Result<int> error = give_up("no luck");
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(*value, 7);
  ASSERT_FALSE(error);
  EXPECT_EQ(error.error(), (Error{Remedy::GiveUp, "no luck"}));
}

TEST(Result, CanHoldATextWithoutTakingItForAnError) {
  const Result<std::string> text = std::string("no luck");
  ASSERT_TRUE(text);
  EXPECT_EQ(text->size(), 7U);
}

TEST(Result, GivesAwayAValueThatCannotBeCopied) {
  Result<std::unique_ptr<int>> owner = std::make_unique<int>(3);
  const std::unique_ptr<int> taken = *std::move(owner);
  EXPECT_EQ(*taken, 3);
}

TEST(Error, SeenFromFurtherOutNamesThePlaceAndKeepsTheRemedy) {
  EXPECT_EQ(fix_input("bad line").within("pack.toml"),
            (Error{Remedy::FixInput, "pack.toml: bad line"}));
}

}  // namespace
}  // namespace attune
