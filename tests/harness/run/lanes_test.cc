#include "harness/run/lanes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/calls/wires.h"
#include "tests/support/builders.h"

namespace attune {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr Instant kNow{100s};

class LanesTest : public testing::Test {
 protected:
  static std::vector<OpenEndpoint> two_endpoints() {
    std::vector<OpenEndpoint> endpoints;
    for (const char* name : {"lab", "court"}) {
      endpoints.push_back({{.name = name, .base_url = "http://x"}, *find_wire("openai"), "k"});
    }
    return endpoints;
  }

  // Adds a call and starts it.
  CallId start(const std::string& endpoint = "lab") {
    const CallId id{++last_};
    EXPECT_TRUE(lanes_.schedule().add(id, endpoint, id.value));
    EXPECT_THAT(lanes_.schedule().start_due(kNow), Not(IsEmpty()));
    return id;
  }

  Next settle(CallId id, const CallResult& result, int attempt = 1, int limited = 0) {
    return lanes_.settle(id, a_call(), result, {.all = attempt, .limited = limited}, kNow);
  }

  Next fail(const CallFailure& failure, int attempt = 1, int limited = 0) {
    return settle(start(), failure, attempt, limited);
  }

  bool lab_closed() { return lanes_.closed({"lab/other"}).has_value(); }

  std::string sent(std::string* dropped = nullptr) {
    std::string ignored;
    return lanes_.encode(a_call(), dropped == nullptr ? ignored : *dropped).body;
  }

  std::uint64_t last_ = 0;
  RetryPolicy policy_;
  Lanes lanes_{two_endpoints(), policy_, Rng(1)};
};

CallFailure failure(Trouble trouble, int status = 500) {
  return {.trouble = trouble, .status = status, .what = "HTTP says no"};
}

CallFailure refuses(std::string parameter, std::string instead = "") {
  return {.trouble = Trouble::Unsupported,
          .status = 400,
          .what = "unsupported",
          .parameter = std::move(parameter),
          .instead = std::move(instead)};
}

TEST_F(LanesTest, AReplyFinishesACall) {
  EXPECT_EQ(settle(start(), a_reply("Yes.")).what, Next::What::Finished);
  EXPECT_TRUE(lanes_.schedule().empty());
}

TEST_F(LanesTest, ATransientFailureIsTriedAgainAfterAPause) {
  EXPECT_EQ(fail(failure(Trouble::Transient)).what, Next::What::Again);
  const auto due = lanes_.schedule().next_due();
  ASSERT_TRUE(due);
  EXPECT_GE(*due, kNow + policy_.first_pause * 3 / 4);
  EXPECT_LE(*due, kNow + policy_.first_pause);
}

TEST_F(LanesTest, TheLastTransientAttemptFinishesTheCall) {
  EXPECT_EQ(fail(failure(Trouble::Transient), policy_.attempts).what, Next::What::Finished);
}

// schedule/retry.h: a call that waited for its turn often has not failed often.
TEST_F(LanesTest, AttemptsThatRateLimitsEndedDoNotUseUpTheTransientOnes) {
  EXPECT_EQ(fail(failure(Trouble::Transient), 20, 19).what, Next::What::Again);
}

TEST_F(LanesTest, ARateLimitHoldsTheWholeLaneAsLongAsAsked) {
  CallFailure limited = failure(Trouble::RateLimit, 429);
  limited.hint = 7s;
  EXPECT_EQ(fail(limited).what, Next::What::Again);
  lanes_.schedule().add({99}, "lab", 99);
  EXPECT_THAT(lanes_.schedule().start_due(kNow + 7s - 1ms), IsEmpty());
  EXPECT_EQ(lanes_.schedule().start_due(kNow + 7s).size(), 2U);
}

TEST_F(LanesTest, ARateLimitIsBorneLongerThanATransientFailure) {
  EXPECT_EQ(fail(failure(Trouble::RateLimit, 429), policy_.attempts + 1, policy_.attempts).what,
            Next::What::Again);
}

TEST_F(LanesTest, AHintLongerThanAllowedClosesTheLaneForQuota) {
  CallFailure limited = failure(Trouble::RateLimit, 429);
  limited.hint = policy_.longest_hint + 1ms;
  EXPECT_EQ(fail(limited).what, Next::What::Abandoned);
  ASSERT_TRUE(lab_closed());
  EXPECT_TRUE(lanes_.closed({"lab/tiny"})->quota);
}

TEST_F(LanesTest, QuotaClosesTheLaneAndHandsBackWhatWaited) {
  const CallId flying = start();
  lanes_.schedule().add({98}, "lab", 98);
  lanes_.schedule().add({99}, "lab", 99);
  const Next next = settle(flying, failure(Trouble::Quota, 429));
  EXPECT_EQ(next.what, Next::What::Abandoned);
  EXPECT_THAT(next.notice, HasSubstr("HTTP says no"));
  EXPECT_TRUE(lanes_.closed({"lab/tiny"})->quota);
  EXPECT_THAT(lanes_.dropped_calls(), ElementsAre(CallId{98}, CallId{99}));
  EXPECT_THAT(lanes_.dropped_calls(), IsEmpty());
}

TEST_F(LanesTest, DeniedClosesTheLaneAndIsNoQuota) {
  EXPECT_EQ(fail(failure(Trouble::Denied, 401)).what, Next::What::Abandoned);
  ASSERT_TRUE(lab_closed());
  EXPECT_FALSE(lanes_.closed({"lab/tiny"})->quota);
}

TEST_F(LanesTest, AClosedLaneLeavesTheOthersOpen) {
  fail(failure(Trouble::Denied, 401));
  EXPECT_FALSE(lanes_.closed({"court/judge"}));
}

TEST_F(LanesTest, AClosedLaneIsAnnouncedOnce) {
  const CallId first = start();
  const CallId second = start();
  EXPECT_NE(settle(first, failure(Trouble::Quota)).notice, "");
  EXPECT_EQ(settle(second, failure(Trouble::Quota)).notice, "");
}

TEST_F(LanesTest, AReplyOnAClosedLaneStillCounts) {
  const CallId first = start();
  const CallId second = start();
  settle(first, failure(Trouble::Quota));
  EXPECT_EQ(settle(second, a_reply("Yes.")).what, Next::What::Finished);
}

TEST_F(LanesTest, AFailureOnAClosedLaneIsNotTriedAgain) {
  const CallId first = start();
  const CallId second = start();
  settle(first, failure(Trouble::Quota));
  EXPECT_EQ(settle(second, failure(Trouble::Transient)).what, Next::What::Abandoned);
}

TEST_F(LanesTest, AFailureThatIsAResultFinishesTheCall) {
  EXPECT_EQ(fail(failure(Trouble::OverContext, 400)).what, Next::What::Finished);
  EXPECT_EQ(fail(failure(Trouble::Filtered, 400)).what, Next::What::Finished);
  EXPECT_FALSE(lab_closed());
}

TEST_F(LanesTest, AnInvalidCallFinishesItselfAndLeavesTheLaneOpen) {
  EXPECT_EQ(fail(failure(Trouble::Invalid, 400)).what, Next::What::Finished);
  EXPECT_FALSE(lab_closed());
}

TEST_F(LanesTest, EightFailuresWithoutASuccessCloseTheLane) {
  for (int i = 1; i < 8; ++i) {
    EXPECT_EQ(fail(failure(Trouble::Invalid, 400)).what, Next::What::Finished) << i;
  }
  EXPECT_EQ(fail(failure(Trouble::Invalid, 400)).what, Next::What::Abandoned);
  EXPECT_TRUE(lab_closed());
}

TEST_F(LanesTest, OneSuccessIsHopeEnough) {
  settle(start(), a_reply("Yes."));
  for (int i = 0; i < 20; ++i) fail(failure(Trouble::Invalid, 400));
  EXPECT_FALSE(lab_closed());
}

TEST_F(LanesTest, AModelThatIsNotThereIsClosedAndItsNeighboursAreNot) {
  const Next next = fail(failure(Trouble::Invalid, 404));
  EXPECT_EQ(next.what, Next::What::Abandoned);
  EXPECT_THAT(next.notice, HasSubstr("lab/tiny"));
  EXPECT_TRUE(lanes_.closed({"lab/tiny"}));
  EXPECT_FALSE(lanes_.closed({"lab/other"}));
}

TEST_F(LanesTest, ARefusedParameterIsLeftOutAtOnceAndRecorded) {
  const Next next = fail(refuses("temperature"));
  EXPECT_EQ(next.what, Next::What::Again);
  EXPECT_THAT(next.notice, HasSubstr("temperature"));
  EXPECT_EQ(lanes_.schedule().start_due(kNow).size(), 1U);
  std::string dropped;
  EXPECT_THAT(sent(&dropped), Not(HasSubstr("temperature")));
  EXPECT_EQ(dropped, "temperature");
}

TEST_F(LanesTest, WhatOneModelRefusesIsStillSentToOthers) {
  fail(refuses("temperature"));
  std::string dropped;
  EXPECT_THAT(lanes_.encode(a_call("lab/other"), dropped).body, HasSubstr("temperature"));
  EXPECT_EQ(dropped, "");
}

TEST(LanesRules, LeaveOutWhatTheTableSaysAndRecordIt) {
  std::vector<OpenEndpoint> endpoints = {
      {{.name = "lab", .base_url = "http://x"}, *find_wire("openai"), "k"}};
  endpoints[0].endpoint.rules = {
      {.wire = "openai", .model = "ti*", .drop = {"temperature", "seed"}}};
  const Lanes lanes(endpoints, RetryPolicy{}, Rng(1));
  std::string dropped;
  EXPECT_THAT(lanes.encode(a_call(), dropped).body, Not(HasSubstr("temperature")));
  EXPECT_EQ(dropped, "temperature");  // no seed was asked for
  EXPECT_THAT(lanes.encode(a_call("lab/other"), dropped).body, HasSubstr("temperature"));
  EXPECT_EQ(dropped, "");
}

TEST(LanesContext, SeeThatAQuestionWasCutInSilence) {
  const Lanes lanes({{{.name = "lab", .base_url = "http://x"}, *find_wire("openai"), "k"}},
                    RetryPolicy{}, Rng(1));
  std::string text;
  for (int i = 0; i < 1000; ++i) text += fmt::format("Nora said {}. ", i);
  ChatCall call = a_call();
  call.messages = {text_message(Role::User, text)};
  const CallResult result = lanes.decode(
      call,
      {.status = 200,
       .body = R"({"choices":[{"message":{"content":"Yes."}}],"usage":{"prompt_tokens":512}})"});
  ASSERT_TRUE(std::holds_alternative<CallFailure>(result));
  EXPECT_EQ(std::get<CallFailure>(result).trouble, Trouble::OverContext);
}

TEST_F(LanesTest, ARenamedParameterIsSentUnderItsNewName) {
  EXPECT_EQ(fail(refuses("max_tokens", "max_completion_tokens")).what, Next::What::Again);
  EXPECT_THAT(sent(), HasSubstr(R"("max_completion_tokens":100)"));
  EXPECT_THAT(sent(), Not(HasSubstr(R"("max_tokens")")));
}

TEST_F(LanesTest, CallsThatWereInFlightWhenAParameterWasRefusedAreSentAgainInSilence) {
  const CallId first = start();
  const CallId second = start();
  settle(first, refuses("temperature"));
  const Next next = settle(second, refuses("temperature"));
  EXPECT_EQ(next.what, Next::What::Again);
  EXPECT_EQ(next.notice, "");
}

// An endpoint may go on refusing what is not sent any more.
TEST_F(LanesTest, AParameterThatIsRefusedThoughItIsNotSentEndsTheCall) {
  CallId id = start();
  int attempt = 1;
  while (settle(id, refuses("temperature"), attempt).what == Next::What::Again) {
    ASSERT_LT(++attempt, 100);
    ASSERT_EQ(lanes_.schedule().start_due(kNow).size(), 1U);
  }
  EXPECT_EQ(attempt, policy_.attempts);
}

TEST_F(LanesTest, AnEndpointThatIsDownIsNotHammered) {
  int again = 0;
  settle(start(), a_reply("Yes."));
  for (int i = 0; i < 100; ++i) {
    again += fail(failure(Trouble::Transient)).what == Next::What::Again ? 1 : 0;
  }
  EXPECT_EQ(again, 61);  // RetryBudget: 60 and a fifth of what succeeded, begun
}

TEST_F(LanesTest, ALaneIsNeverWiderThanItsEndpointAllows) {
  std::vector<OpenEndpoint> narrow = two_endpoints();
  narrow[0].endpoint.lanes = 2;
  Lanes lanes(narrow, policy_, Rng(1));
  for (std::uint64_t i = 1; i <= 5; ++i) lanes.schedule().add({i}, "lab", i);
  EXPECT_EQ(lanes.schedule().start_due(kNow).size(), 2U);
}

TEST(LanesSecrets, HideTheKeyThatAnEndpointQuotes) {
  const Lanes lanes(
      {{{.name = "lab", .base_url = "http://x"}, *find_wire("openai"), "hush-hush-7"}},
      RetryPolicy{}, Rng(1));
  const HttpResponse refusal =
      lanes.without_key(a_call(), {.status = 401,
                                   .headers = {{"x-request-id", "of hush-hush-7"}},
                                   .body = "no such key: hush-hush-7, hush-hush-7"});
  EXPECT_EQ(refusal.body, "no such key: ***, ***");
  EXPECT_EQ(refusal.headers[0].value, "of ***");
}

}  // namespace
}  // namespace attune
