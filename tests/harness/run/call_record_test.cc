#include "harness/run/call_record.h"

#include <set>

#include <gtest/gtest.h>

#include "tests/support/builders.h"

namespace attune {
namespace {

std::string trace(const SampleKey& key, const std::string& model, std::string_view purpose,
                  AskKey ask) {
  return trace_of({"run-1"}, {key, "", std::string(purpose), {model}, ask});
}

Reply a_full_reply() {
  return {.outcome = Outcome::Refused,
          .text = "",
          .reasoning = "hm",
          .refusal = "I must not.",
          .finish_reason = "stop",
          .usage = {1, 2, 3, 4},
          .served_id = "tiny-1",
          .fingerprint = "fp",
          .request_id = "req"};
}

// A trace that changed between two versions would have a run's answered calls made again by an
// endpoint that knows them.
TEST(CallRecord, ATraceStaysTheSameFromVersionToVersion) {
  EXPECT_EQ(trace(a_key(), "lab/tiny", "play", {0, 1}), "attune-89cd2c8a34eb77f6a6211ecb");
}

TEST(CallRecord, EveryPartOfACallsPlaceMakesAnotherTrace) {
  const std::set<std::string> traces = {
      trace(a_key(), "lab/tiny", "play", {0, 1}),
      trace(a_key("q2"), "lab/tiny", "play", {0, 1}),
      trace(a_key("q1", 2), "lab/tiny", "play", {0, 1}),
      trace(a_key(), "lab/big", "play", {0, 1}),
      trace(a_key(), "lab/tiny", "rubric@1", {0, 1}),
      trace(a_key(), "lab/tiny", "play", {1, 1}),
      trace(a_key(), "lab/tiny", "play", {0, 2}),
      trace_of({"run-2"}, {a_key(), "", "play", {"lab/tiny"}, {0, 1}}),
      trace_of({"run-1"}, {a_key(), "r r lab/b", "play", {"lab/tiny"}, {0, 1}})};
  EXPECT_EQ(traces.size(), 9U);
}

TEST(CallRecord, AReplyComesBackAsItWas) {
  const CallResult back = result_of(record_of(a_call(), a_full_reply()));
  EXPECT_EQ(std::get<Reply>(back), a_full_reply());
}

TEST(CallRecord, AReplyWithoutUsageComesBackWithoutUsage) {
  const CallResult back = result_of(record_of(a_call(), a_reply("Yes.")));
  EXPECT_EQ(std::get<Reply>(back), a_reply("Yes."));
}

TEST(CallRecord, AFailureThatIsAResultComesBackAsOne) {
  for (const Trouble trouble : {Trouble::OverContext, Trouble::Filtered}) {
    const CallFailure failure{.trouble = trouble, .status = 400, .what = "HTTP 400"};
    EXPECT_EQ(std::get<CallFailure>(result_of(record_of(a_call(), failure))), failure);
  }
}

TEST(CallRecord, AFailureIsRecordedByItsTroubleAndIsNoAnswer) {
  const CallRecord record = record_of(
      a_call(), CallFailure{.trouble = Trouble::RateLimit, .status = 429, .what = "slow"});
  EXPECT_EQ(record.outcome, Outcome::Failed);
  EXPECT_EQ(record.trouble, to_text(Trouble::RateLimit));
  EXPECT_EQ(record.status, 429);
  EXPECT_EQ(record.why, "slow");
}

TEST(CallRecord, TheRequestIsKeptInOurWordsWithoutTheTrace) {
  const CallRecord record = record_of(a_call(), a_reply("Yes."));
  EXPECT_EQ(record.request, R"({"model":"lab/tiny","messages":[{"role":"user","content":"Hm?"}],)"
                            R"("temperature":0.5,"max_tokens":100})");
}

TEST(CallRecord, EqualRequestsHaveOneDigest) {
  const CallRecord first = record_of(a_call(), a_reply("Yes."));
  const CallRecord second = record_of(a_call(), a_reply("No."));
  ChatCall warmer = a_call();
  warmer.parameters.temperature = 0.6;
  EXPECT_EQ(first.request_digest, second.request_digest);
  EXPECT_NE(first.request_digest, record_of(warmer, a_reply("Yes.")).request_digest);
}

TEST(CallRecord, OnlyTwoTroublesAreOutcomesOfTheirOwn) {
  EXPECT_EQ(outcome_of({.trouble = Trouble::OverContext}), Outcome::OverContext);
  EXPECT_EQ(outcome_of({.trouble = Trouble::Filtered}), Outcome::Filtered);
  for (const Trouble trouble : {Trouble::Transient, Trouble::RateLimit, Trouble::Quota,
                                Trouble::Denied, Trouble::Unsupported, Trouble::Invalid}) {
    EXPECT_EQ(outcome_of({.trouble = trouble}), Outcome::Failed);
  }
}

}  // namespace
}  // namespace attune
