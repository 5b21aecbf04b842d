#include "harness/calls/context_check.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

CallResult checked(std::string text, std::optional<std::int64_t> counted) {
  ChatCall call;
  call.messages = {text_message(Role::User, std::move(text))};
  return checked_for_context(call, Reply{.text = "Yes.", .usage = {.prompt_tokens = counted}});
}

bool over(const CallResult& result) {
  const auto* failure = std::get_if<CallFailure>(&result);
  return failure != nullptr && failure->trouble == Trouble::OverContext;
}

TEST(LeastTokens, AreOneForTenLettersAndOneForFourIdeograms) {
  EXPECT_EQ(least_tokens({text_message(Role::User, repeated("sad day ", 100))}), 80);
  EXPECT_EQ(least_tokens({text_message(Role::User, repeated("悲しい日", 100))}), 100);
  EXPECT_EQ(least_tokens({text_message(Role::User, repeated("überßä", 100))}), 60);
  EXPECT_EQ(least_tokens({text_message(Role::User, repeated("ab", 50)),
                          text_message(Role::Assistant, repeated("ab", 50))}),
            20);
}

// Tokenizers have single tokens for long runs of blanks and dashes.
TEST(LeastTokens, CountARunOfOneLetterOnce) {
  EXPECT_EQ(least_tokens({text_message(Role::User, std::string(10'000, '-'))}), 0);
}

TEST(LeastTokens, SurviveBrokenText) {
  EXPECT_GE(least_tokens({text_message(Role::User, "a\xff\xfe\xe3")}), 0);
}

TEST(ContextCheck, SeesThatAQuestionWasCut) {
  const std::string text = repeated("sad day ", 1000);  // 800 at least
  const CallResult result = checked(text, 512);
  EXPECT_TRUE(over(result));
  EXPECT_EQ(std::get<CallFailure>(result).what,
            "the endpoint counted 512 tokens of a question that takes 800 at least: it cut the "
            "question in silence");
  EXPECT_TRUE(over(checked(text, 799)));
  EXPECT_FALSE(over(checked(text, 800)));
}

TEST(ContextCheck, SaysNothingOfShortQuestionsAndOfUnknownCounts) {
  EXPECT_FALSE(over(checked(repeated("sad day ", 625), 1)));  // 500
  EXPECT_TRUE(over(checked(repeated("sad day ", 630), 1)));
  EXPECT_FALSE(over(checked(repeated("sad day ", 1000), std::nullopt)));
  EXPECT_FALSE(over(checked(repeated("sad day ", 1000), 0)));
}

TEST(ContextCheck, LeavesFailuresAlone) {
  const CallFailure failure{.trouble = Trouble::Quota, .what = "no"};
  EXPECT_EQ(checked_for_context({}, failure), CallResult(failure));
}

}  // namespace
}  // namespace attune
