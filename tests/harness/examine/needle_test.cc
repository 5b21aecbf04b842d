#include "harness/examine/needle.h"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/harness/examine/hearing.h"

namespace attune {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using State = FindingState;

std::string text_in(const ProbeCall& call) {
  return text_of(call.messages.front());
}

Reply found(std::int64_t tokens, std::optional<std::int64_t> counted = {}) {
  Reply reply = a_reply_of("It is " + code_word(tokens) + ".");
  reply.usage.prompt_tokens = counted;
  return reply;
}

Reply lost(std::optional<std::int64_t> counted = {}) {
  Reply reply = a_reply_of("I do not see one.");
  reply.usage.prompt_tokens = counted;
  return reply;
}

// A whole series of questions to an endpoint that answers so.
Hearing asked(std::int64_t most, const std::function<CallResult(std::int64_t tokens)>& answer) {
  Hearing hearing{.max_context = most};
  while (auto call = next_needle(hearing)) {
    const std::int64_t tokens = *call->tokens;
    hearing.heard.push_back({*std::move(call), answer(tokens)});
    if (hearing.heard.size() > 40) break;
  }
  return hearing;
}

std::vector<std::int64_t> sizes(const Hearing& hearing) {
  std::vector<std::int64_t> all;
  for (const Heard& heard : hearing.heard) all.push_back(*heard.call.tokens);
  return all;
}

CallResult too_long() {
  return CallFailure{.trouble = Trouble::OverContext, .status = 400, .what = "HTTP 400: too long"};
}

TEST(NeedleCall, IsAsLongAsItSaysAndHidesTheWordEarly) {
  for (const std::int64_t tokens : {256, 1024, 16384}) {
    const std::string text = text_in(needle_call(tokens));
    EXPECT_NEAR(static_cast<double>(text.size()), 4.0 * static_cast<double>(tokens), 150);
    const auto at = text.find(code_word(tokens));
    ASSERT_NE(at, std::string::npos);
    EXPECT_LT(at, text.size() / 20 + 400);
    EXPECT_EQ(text.find(code_word(tokens), at + 1), std::string::npos);
  }
}

TEST(NeedleCall, HasAWordOfItsOwnForEachSizeAndIsTheSameEachTime) {
  EXPECT_NE(code_word(1024), code_word(2048));
  EXPECT_EQ(text_in(needle_call(1024)), text_in(needle_call(1024)));
}

TEST(NeedleCall, TheSmallestStillAsksAndHides) {
  const std::string text = text_in(needle_call(1));
  EXPECT_THAT(text, HasSubstr(code_word(1)));
  EXPECT_THAT(text, HasSubstr("What is the code word"));
}

TEST(Needles, DoubleUpToTheMostAndThenEnd) {
  const Hearing hearing = asked(10'000, [](auto tokens) { return found(tokens); });
  EXPECT_THAT(sizes(hearing), ElementsAre(1024, 2048, 4096, 8192, 10'000));
  const Finding finding = read_needles(hearing);
  EXPECT_EQ(finding.state, State::Honoured);
  EXPECT_EQ(finding.figure, 10'000);
  EXPECT_EQ(finding.most, 10'000);
  EXPECT_THAT(sizes(asked(500, [](auto tokens) { return found(tokens); })), ElementsAre(500));
}

TEST(Needles, AWindowThatIsToldIsHonouredAndHalvedInto) {
  const Hearing hearing = asked(16384, [](auto tokens) {
    return tokens > 3000 ? too_long() : CallResult(found(tokens, tokens));
  });
  EXPECT_THAT(sizes(hearing), ElementsAre(1024, 2048, 4096, 3072, 2560));
  const Finding finding = read_needles(hearing);
  EXPECT_EQ(finding.state, State::Honoured);
  EXPECT_EQ(finding.figure, 2560);
  EXPECT_EQ(
      finding.evidence,
      "read whole: 2560 tokens (counted as 2560); 3072 tokens are refused: HTTP 400: too long");
}

TEST(Needles, ASilentCutShowsInTheCount) {
  const Hearing hearing = asked(16384, [](auto tokens) {
    return tokens > 3000 ? CallResult(lost(3000)) : CallResult(found(tokens, tokens));
  });
  const Finding finding = read_needles(hearing);
  EXPECT_EQ(finding.state, State::Ignored);
  EXPECT_THAT(finding.evidence, HasSubstr("are cut silently: 3000 were counted"));
}

TEST(Needles, ACutInTheMiddleLeavesTheWordAndShowsAllTheSame) {
  const Hearing hearing =
      asked(16384, [](auto tokens) { return found(tokens, std::min<std::int64_t>(tokens, 4000)); });
  const Finding finding = read_needles(hearing);
  EXPECT_EQ(finding.state, State::Ignored);
  EXPECT_EQ(finding.figure, 4096);  // all but the last 96 tokens of it
}

TEST(Needles, ALongTemplateBeforeTheTextIsNoCut) {
  const Hearing hearing = asked(16384, [](auto tokens) { return found(tokens, tokens + 5000); });
  EXPECT_EQ(read_needles(hearing).state, State::Honoured);
  EXPECT_EQ(read_needles(hearing).figure, 16384);
}

TEST(Needles, ALostWordIsUnclear) {
  const Hearing hearing = asked(16384, [](auto tokens) {
    return tokens > 5000 ? CallResult(lost(tokens)) : CallResult(found(tokens, tokens));
  });
  const Finding finding = read_needles(hearing);
  EXPECT_EQ(finding.state, State::Unclear);
  EXPECT_EQ(finding.figure, 4096);
  EXPECT_THAT(finding.evidence, HasSubstr("did not come back"));
}

TEST(Needles, AWordThatNeverComesBackEndsAfterThreeQuestions) {
  const Hearing hearing = asked(16384, [](auto) { return lost(); });
  EXPECT_THAT(sizes(hearing), ElementsAre(1024, 512, 256));
  const Finding finding = read_needles(hearing);
  EXPECT_EQ(finding.state, State::Unclear);
  EXPECT_EQ(finding.figure, std::nullopt);
}

TEST(Needles, AnEndpointThatGivesUpIsUnclear) {
  const Hearing hearing = asked(16384, [](auto tokens) {
    return tokens > 1024 ? CallResult(CallFailure{.status = 503, .what = "HTTP 503"})
                         : CallResult(found(tokens));
  });
  const Finding finding = read_needles(hearing);
  EXPECT_EQ(finding.state, State::Unclear);
  EXPECT_EQ(finding.figure, 1024);
  EXPECT_THAT(finding.evidence, HasSubstr("are not answered: HTTP 503"));
}

TEST(Needles, WhatIsRefusedFromTheStartIsRefused) {
  const Finding finding = read_needles(asked(16384, [](auto) { return too_long(); }));
  EXPECT_EQ(finding.state, State::Refused);
  EXPECT_EQ(finding.figure, std::nullopt);
}

TEST(Needles, TheWordCountsHoweverItIsWritten) {
  const std::string word = code_word(1024);
  const auto dash = word.find('-');
  std::string text =
      "The code word is **" + word.substr(0, dash) + " " + word.substr(dash + 1) + "**";
  text[19] = static_cast<char>(std::toupper(text[19]));
  Hearing hearing{.max_context = 1024};
  hearing.heard.push_back({needle_call(1024), a_reply_of(text)});
  EXPECT_EQ(read_needles(hearing).figure, 1024);
  // The word of another size is no proof: it may come from memory.
  hearing.heard[0].result = a_reply_of(code_word(2048));
  EXPECT_EQ(read_needles(hearing).figure, std::nullopt);
}

}  // namespace
}  // namespace attune
