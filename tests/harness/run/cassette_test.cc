#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/run/call_record.h"
#include "tests/support/rehearsal.h"

namespace attune {
namespace {

// A network on which nobody can be reached.
Scripted nobody(const HttpRequest& /*request*/, int /*attempt*/) {
  ADD_FAILURE() << "a call was made";
  return {};
}

// Every reply is drawn on a counter: only a cassette can give the same ones again.
Script fickle(int& calls) {
  return [&calls](const HttpRequest& request, int attempt) {
    HttpRequest other = request;
    for (Header& header : other.headers) {
      if (header.name == "Idempotency-Key") header.value += std::to_string(++calls);
    }
    return good_answer(other, attempt);
  };
}

class CassetteTest : public testing::Test {
 protected:
  // What a first run left, every reply of which is one of a kind.
  CassetteTest() { EXPECT_EQ(rehearsal_.play(recorded_, fickle(calls_)).ending, Ending::Complete); }

  RunReport replay(Store& into, Store& tape) {
    Rehearsal again;
    again.tape = {.store = &tape, .only = true};
    return again.play(into, nobody);
  }

  int calls_ = 0;
  Rehearsal rehearsal_;
  Store recorded_ = a_store();
  Store fresh_ = a_store();
};

TEST_F(CassetteTest, ARunIsPlayedAgainBitForBitWithoutACall) {
  ASSERT_EQ(replay(fresh_, recorded_).ending, Ending::Complete);
  EXPECT_EQ(exported(fresh_, rehearsal_), exported(recorded_, rehearsal_));
}

TEST_F(CassetteTest, WithoutItAnotherRunHasOtherReplies) {
  ASSERT_EQ(rehearsal_.play(fresh_, fickle(calls_)).ending, Ending::Complete);
  EXPECT_NE(exported(fresh_, rehearsal_), exported(recorded_, rehearsal_));
}

TEST_F(CassetteTest, WhatIsNotOnItHasFailedAndSaysSo) {
  Store empty = a_store();
  const RunReport report = replay(fresh_, empty);
  EXPECT_EQ(report.ending, Ending::Incomplete);
  const auto samples = *fresh_.samples_of_run(rehearsal_.plan().run, true);
  ASSERT_FALSE(samples.empty());
  EXPECT_EQ(samples.front().outcome, Outcome::Failed);
  EXPECT_EQ(samples.front().why, "it is not on the cassette");
}

TEST_F(CassetteTest, MoreRepeatsThanWereRecordedAreNotMadeUp) {
  Rehearsal more;
  more.request.repeat = 2;
  more.tape = {.store = &recorded_, .only = true};
  EXPECT_EQ(more.play(fresh_, nobody).ending, Ending::Incomplete);
}

// The calls of the rubric's scorer as if an earlier version of it had made them.
TEST_F(CassetteTest, AScorersNewVersionIsNotPaidForAgain) {
  const RunId run = rehearsal_.plan().run;
  const std::string asked = asking_of(run, {a_key(), "", "rubric@1", {"court/judge"}, {0, 1}});
  EXPECT_EQ(asking_of(run, {a_key(), "", "rubric@2", {"court/judge"}, {0, 1}}), asked);
  EXPECT_NE(asking_of(run, {a_key("q1", 2), "", "rubric@1", {"court/judge"}, {0, 1}}), asked);
  EXPECT_NE(asking_of(run, {a_key(), "", "persona@1", {"court/judge"}, {0, 1}}), asked);
}

TEST_F(CassetteTest, AJudgesAnswerIsUsedAgainAndCostsNothing) {
  const RunId run = rehearsal_.plan().run;
  auto calls = *recorded_.calls_of_run(run);
  ASSERT_TRUE(fresh_.save(a_pack_record(rehearsal_.request.packs.front().digest)));
  rehearsal_.announce(fresh_);
  for (CallRecord& call : calls) {  // the verdicts are gone, and the judge's calls are older
    if (call.purpose != "play") call.purpose = "rubric@0";
    ASSERT_TRUE(fresh_.save(call));
    const auto asking = asking_of(
        run, {call.key, call.pair, call.purpose, call.model, {call.position, call.asked}});
    ASSERT_TRUE(fresh_.save(**recorded_.exchange(call.request_digest, asking)));
  }
  Rehearsal again;
  again.tape = {.store = &fresh_};
  ASSERT_EQ(again.play(fresh_, nobody).ending, Ending::Complete);
  const auto verdicts = *fresh_.verdicts_of_run(run);
  EXPECT_EQ(verdicts.size(), 6U);
  for (const VerdictRecord& verdict : verdicts)
    EXPECT_EQ(verdict.cost_usd.value_or(1), 0) << verdict.verdict.scorer;
}

TEST_F(CassetteTest, NoKeyIsOnIt) {
  rehearsal_.endpoints.front().key = rehearsal_.endpoints.back().key = "sk-very-secret";
  Store store = a_store();
  rehearsal_.play(store, [](const HttpRequest& request, int attempt) {
    Scripted answer = good_answer(request, attempt);
    std::string& body = std::get<HttpResponse>(answer.comes).body;
    body.insert(body.rfind('}'), R"(,"echo":"Bearer sk-very-secret")");
    return answer;
  });
  const auto calls = *store.calls_of_run(rehearsal_.plan().run);
  EXPECT_EQ(calls.size(), 6U);
  for (const CallRecord& call : calls) {
    const auto exchange = *store.exchange(
        call.request_digest,
        asking_of(call.run,
                  {call.key, call.pair, call.purpose, call.model, {call.position, call.asked}}));
    ASSERT_TRUE(exchange);
    EXPECT_EQ(exchange->body.find("sk-very-secret"), std::string::npos);
    EXPECT_NE(exchange->body.find("Bearer ***"), std::string::npos);
  }
}

}  // namespace
}  // namespace attune
