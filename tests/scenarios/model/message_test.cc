#include "scenarios/model/message.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(Role, IsWrittenAsTheWiresDo) {
  EXPECT_EQ(to_text(Role::System), "system");
  EXPECT_EQ(to_text(Role::User), "user");
  EXPECT_EQ(to_text(Role::Assistant), "assistant");
}

TEST(Message, OfATextIsThatTextAgain) {
  const Message message = text_message(Role::Assistant, "hello");
  EXPECT_EQ(message.role, Role::Assistant);
  EXPECT_EQ(text_of(message), "hello");
}

TEST(Message, ReadsItsPartsOneAfterTheOther) {
  EXPECT_EQ(text_of({Role::User, {Text{"a"}, Text{""}, Text{"b"}}}), "ab");
  EXPECT_EQ(text_of({Role::User, {}}), "");
}

}  // namespace
}  // namespace attune
