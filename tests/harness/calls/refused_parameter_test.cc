#include "harness/calls/refused_parameter.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

RefusedParameter refused(std::string message) {
  return refused_parameter({.message = std::move(message)});
}

TEST(RefusedParameter, IsNamedByOurName) {
  EXPECT_EQ(refused("topP is not supported"), (RefusedParameter{"top_p", ""}));
  EXPECT_EQ(refused("response_mime_type is not supported").name, "schema");
  EXPECT_EQ(refused("'num_predict': unknown field").name, "max_tokens");
  EXPECT_EQ(refused_parameter({.code = "unsupported_value", .param = "reasoning.effort"}).name,
            "reasoning_effort");
}

TEST(RefusedParameter, ComesWithTheNameToUse) {
  EXPECT_EQ(refused("max_tokens is not supported. Use 'Max_Completion_Tokens' instead."),
            (RefusedParameter{"max_tokens", "Max_Completion_Tokens"}));
}

TEST(RefusedParameter, IsNoneWhereNothingIsRefusedOrWeSendNothingOfTheName) {
  EXPECT_EQ(refused("temperature: must be at most 2"), RefusedParameter{});
  EXPECT_EQ(refused("logit_bias is not supported"), RefusedParameter{});
  EXPECT_EQ(refused("This format of messages is not supported"), RefusedParameter{});
}

}  // namespace
}  // namespace attune
