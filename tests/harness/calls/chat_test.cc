#include "harness/calls/chat.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(Trouble, HasAWordOfItsOwnForEachKind) {
  EXPECT_EQ(to_text(Trouble::Transient), "transient");
  EXPECT_EQ(to_text(Trouble::RateLimit), "rate-limit");
  EXPECT_EQ(to_text(Trouble::Quota), "quota");
  EXPECT_EQ(to_text(Trouble::Denied), "denied");
  EXPECT_EQ(to_text(Trouble::Unsupported), "unsupported");
  EXPECT_EQ(to_text(Trouble::OverContext), "over-context");
  EXPECT_EQ(to_text(Trouble::Filtered), "filtered");
  EXPECT_EQ(to_text(Trouble::Invalid), "invalid");
}

}  // namespace
}  // namespace attune
