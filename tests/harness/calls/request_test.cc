#include "harness/calls/request.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(Spoken, KeepsTheSystemApart) {
  const Spoken said =
      spoken({text_message(Role::System, "Be kind."), text_message(Role::User, "Hi"),
              text_message(Role::System, "Be brief.")});
  EXPECT_EQ(said.system, "Be kind.\n\nBe brief.");
  EXPECT_EQ(said.messages, std::vector<Message>{text_message(Role::User, "Hi")});
}

TEST(Spoken, MakesNeighboursOfOneRoleOne) {
  const Spoken said = spoken({text_message(Role::User, "a"), text_message(Role::System, "s"),
                              text_message(Role::User, "b"), text_message(Role::Assistant, "c"),
                              text_message(Role::User, "d")});
  EXPECT_EQ(said.messages, (std::vector<Message>{{Role::User, {Text{"a"}, Text{"b"}}},
                                                 text_message(Role::Assistant, "c"),
                                                 text_message(Role::User, "d")}));
}

TEST(Spoken, LeavesEmptyPartsOut) {
  const Spoken said = spoken({text_message(Role::User, "a"),
                              text_message(Role::Assistant, ""),
                              {Role::User, {Text{""}, Text{"b"}}}});
  EXPECT_EQ(said.messages, (std::vector<Message>{{Role::User, {Text{"a"}, Text{"b"}}}}));
}

}  // namespace
}  // namespace attune
