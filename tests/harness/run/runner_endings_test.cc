// harness/run/runner.cc: how runs come to an end before they are done.

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/run/runner.h"
#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class RunnerEndingsTest : public testing::Test {
 protected:
  RunReport play(Rehearsal& rehearsal, Script script = good_answer) {
    net_.emplace(clock_, std::move(script));
    return rehearsal.play(store_, *net_, clock_);
  }

  std::size_t stored_calls(const Rehearsal& rehearsal) {
    return store_.calls_of_run(rehearsal.plan().run)->size();
  }

  std::size_t stored_samples(const Rehearsal& rehearsal) {
    return store_.samples_of_run(rehearsal.plan().run, false)->size();
  }

  FakeClock clock_;
  std::optional<FakeTransport> net_;
  Store store_ = a_store();
};

// From the n-th call to a URL on, `response` is all it says.
Script from_call(int n, std::string_view url, HttpResponse response) {
  return good_but(url, [n, response, calls = 0](const HttpRequest& request, int attempt) mutable {
    return ++calls < n ? good_answer(request, attempt) : Scripted{response};
  });
}

TEST_F(RunnerEndingsTest, ABudgetStopsARunBeforeItIsOverrun) {
  Rehearsal rehearsal(200);
  rehearsal.budget_usd = 0.03;
  const RunReport report = play(rehearsal);
  EXPECT_EQ(report.ending, Ending::Stopped);
  EXPECT_THAT(report.why, HasSubstr("0.03 USD"));
  EXPECT_LE(report.tally.cost_usd, 0.03);
}

// What is set aside for calls in flight comes back when they end: it must not end the run.
TEST_F(RunnerEndingsTest, ABudgetIsUsedUpByWhatWasSpentAndNotByWhatWasSetAside) {
  Rehearsal rehearsal(200);
  rehearsal.budget_usd = 0.03;  // three calls at their worst, two hundred as they are
  EXPECT_GT(play(rehearsal).tally.cost_usd, 0.03 - 0.012);
}

TEST_F(RunnerEndingsTest, ABudgetThatSufficesIsNotInTheWay) {
  Rehearsal rehearsal(40);
  rehearsal.budget_usd = 1;
  EXPECT_EQ(play(rehearsal).ending, Ending::Complete);
}

TEST_F(RunnerEndingsTest, ALargerBudgetGoesOnWhereTheSmallerStopped) {
  Rehearsal rehearsal(200);
  rehearsal.budget_usd = 0.03;
  play(rehearsal);
  const std::size_t made = net_->log.size() / 2;
  rehearsal.budget_usd = 1;
  EXPECT_EQ(play(rehearsal).ending, Ending::Complete);
  EXPECT_EQ(net_->log.size() / 2, 400 - made);
}

TEST_F(RunnerEndingsTest, WhatAnEarlierSessionSpentCountsAgainstTheBudget) {
  Rehearsal rehearsal(200);
  rehearsal.budget_usd = 0.03;
  const double spent = play(rehearsal).tally.cost_usd;
  const RunReport again = play(rehearsal);
  EXPECT_EQ(again.ending, Ending::Stopped);
  EXPECT_LE(again.tally.cost_usd, 0.03);
  EXPECT_GE(again.tally.cost_usd, spent - 1e-12);
}

// Answers whose cost nobody says count as the most they can have cost.
TEST_F(RunnerEndingsTest, WhatWasChargedUnheardCountsAgainstTheBudget) {
  Rehearsal rehearsal(200, false);
  rehearsal.budget_usd = 0.05;
  int sent = 0;
  const RunReport report = play(rehearsal, [&](const HttpRequest& request, int attempt) {
    const bool lost = ++sent % 4 == 0;
    return lost ? Scripted{NetFailure{NetFailure::Kind::Timeout, "too late"}}
                : good_answer(request, attempt);
  });
  EXPECT_EQ(report.ending, Ending::Stopped);
  EXPECT_THAT(report.why, HasSubstr("by calls whose answer never came"));
  EXPECT_LT(sent * 140e-6, 0.05);
}

TEST_F(RunnerEndingsTest, WhatWasNeverSentCostsNothing) {
  Rehearsal rehearsal(20, false);
  rehearsal.budget_usd = 0.1;
  int sent = 0;
  const RunReport report = play(rehearsal, [&](const HttpRequest& request, int attempt) {
    const bool lost = ++sent % 3 == 0;
    return lost ? Scripted{NetFailure{NetFailure::Kind::Connect, "no route", false}}
                : good_answer(request, attempt);
  });
  EXPECT_EQ(report.ending, Ending::Complete);
  EXPECT_EQ(*store_.set_aside(rehearsal.plan().run), 0);
}

TEST_F(RunnerEndingsTest, WhatIsAtStakeIsOnDiskBeforeItIsAskedFor) {
  Rehearsal rehearsal(20, false);
  double least = 1e9;
  play(rehearsal, [&](const HttpRequest& request, int attempt) {
    least = std::min(least, *store_.set_aside(rehearsal.plan().run));
    return good_answer(request, attempt);
  });
  EXPECT_GT(least, 4096 * 2e-6);                          // a reply at its longest
  EXPECT_EQ(*store_.set_aside(rehearsal.plan().run), 0);  // everything was answered
}

TEST_F(RunnerEndingsTest, AnAnswerThatComesTwiceCountsOnce) {
  class Doubled final : public Transport {
   public:
    explicit Doubled(Transport& net) : net_(net) {}

    void start(CallId call, HttpRequest request) override { net_.start(call, std::move(request)); }

    std::vector<Completion> wait(Instant until) override {
      auto ended = net_.wait(until);
      const std::vector<Completion> again = ended;
      ended.insert(ended.end(), again.begin(), again.end());
      return ended;
    }

   private:
    Transport& net_;
  };

  Rehearsal rehearsal(5);
  FakeTransport net(clock_, good_answer);
  Doubled doubled(net);
  const RunReport report = rehearsal.play(store_, doubled, clock_);
  EXPECT_EQ(report.ending, Ending::Complete);
  EXPECT_EQ(report.tally.calls, 10U);
  EXPECT_EQ(stored_calls(rehearsal), 10U);
}

// One endpoint is thirty times as fast as the other; money ends both together.
TEST_F(RunnerEndingsTest, ABudgetLeavesAFairComparison) {
  Rehearsal rehearsal(400, false);
  rehearsal.request.subjects.push_back({{"other/small"}, {.price = Price{1, 2}}});
  rehearsal.add_endpoint("other", "http://other");
  rehearsal.budget_usd = 0.06;
  const RunReport report = play(rehearsal, [](const HttpRequest& request, int attempt) {
    Scripted scripted = good_answer(request, attempt);
    if (request.url.starts_with("http://other")) scripted.latency *= 30;
    return scripted;
  });
  EXPECT_EQ(report.ending, Ending::Stopped);
  const auto fast = static_cast<std::ptrdiff_t>(starts(*net_, kSubjectUrl).size());
  const auto slow = static_cast<std::ptrdiff_t>(starts(*net_, "http://other").size());
  EXPECT_GT(slow, 150);
  EXPECT_LE(std::abs(fast - slow), 16 + 2 * 4);
}

TEST_F(RunnerEndingsTest, QuotaStopsTheRunWithEverythingKept) {
  Rehearsal rehearsal(20);
  const RunReport report =
      play(rehearsal, from_call(6, kSubjectUrl, an_error(429, "insufficient_quota", "pay first")));
  EXPECT_EQ(report.ending, Ending::Stopped);
  EXPECT_THAT(report.why, HasSubstr("pay first"));
  EXPECT_EQ(stored_samples(rehearsal), 5U);
  EXPECT_EQ(stored_calls(rehearsal), net_->log.size() / 2);
}

TEST_F(RunnerEndingsTest, AfterQuotaTheRestIsPlayedOnResume) {
  Rehearsal rehearsal(20);
  play(rehearsal, from_call(6, kSubjectUrl, an_error(429, "insufficient_quota", "pay first")));
  EXPECT_EQ(play(rehearsal).ending, Ending::Complete);
  EXPECT_THAT(starts(*net_, kSubjectUrl), SizeIs(15));
}

TEST_F(RunnerEndingsTest, AJudgeOutOfQuotaLetsTheSubjectsPlayOn) {
  Rehearsal rehearsal(20);
  const RunReport report =
      play(rehearsal, from_call(1, kJudgeUrl, an_error(429, "insufficient_quota", "pay first")));
  EXPECT_EQ(report.ending, Ending::Stopped);
  EXPECT_EQ(stored_samples(rehearsal), 20U);
}

TEST_F(RunnerEndingsTest, AWrongKeyLeavesTheRunIncompleteAfterTheCallsInFlight) {
  Rehearsal rehearsal(20);
  const RunReport report =
      play(rehearsal, from_call(1, kSubjectUrl, an_error(401, "invalid_api_key", "wrong key")));
  EXPECT_EQ(report.ending, Ending::Incomplete);
  EXPECT_THAT(report.why, HasSubstr("wrong key"));
  EXPECT_LE(starts(*net_).size(), 4U);
  EXPECT_EQ(stored_samples(rehearsal), 0U);
}

TEST_F(RunnerEndingsTest, AModelThatIsNotThereLeavesTheRunIncomplete) {
  for (const std::size_t scenarios : {1U, 20U}) {
    Rehearsal rehearsal(scenarios);
    const RunReport report =
        play(rehearsal, from_call(1, kSubjectUrl, an_error(404, "model_not_found", "no such")));
    EXPECT_EQ(report.ending, Ending::Incomplete) << scenarios;
  }
}

TEST_F(RunnerEndingsTest, AnotherModelOfTheSameEndpointPlaysOnWithoutTheOneThatIsNotThere) {
  Rehearsal rehearsal(10);
  rehearsal.request.subjects.push_back({{"lab/gone"}, {}});
  play(rehearsal, [](const HttpRequest& request, int attempt) {
    const bool gone = request.body.find(R"("model":"gone")") != std::string::npos;
    return gone ? Scripted{an_error(404, "model_not_found", "no such")}
                : good_answer(request, attempt);
  });
  EXPECT_EQ(stored_samples(rehearsal), 10U);
}

TEST_F(RunnerEndingsTest, ASampleThatFailsForGoodLeavesTheOthersAndTheRunIncomplete) {
  Rehearsal rehearsal(5);
  const RunReport report = play(rehearsal, [](const HttpRequest& request, int attempt) {
    const bool bad = request.body.find("feel in q3?") != std::string::npos;
    return bad ? Scripted{HttpResponse{500, {}, ""}} : good_answer(request, attempt);
  });
  EXPECT_EQ(report.ending, Ending::Incomplete);
  EXPECT_THAT(report.why, HasSubstr("1 samples"));
  EXPECT_EQ(report.tally.not_ok, 1U);
  EXPECT_EQ(stored_samples(rehearsal), 5U);
}

TEST_F(RunnerEndingsTest, AnEndpointThatIsDownEndsTheRunSoon) {
  Rehearsal rehearsal(500);
  const RunReport report =
      play(rehearsal, from_call(1, kSubjectUrl, HttpResponse{502, {}, "bad gateway"}));
  EXPECT_EQ(report.ending, Ending::Incomplete);
  EXPECT_LE(starts(*net_).size(), 100U);
}

TEST_F(RunnerEndingsTest, AnInterruptedRunKeepsEverythingInFlight) {
  Rehearsal rehearsal(20);
  net_.emplace(clock_, good_answer);
  int steps = 0;
  const RunReport report = rehearsal.play(store_, *net_, clock_, [&] { return ++steps > 4; });
  EXPECT_EQ(report.ending, Ending::Interrupted);
  EXPECT_GT(net_->log.size(), 0U);
  EXPECT_EQ(stored_calls(rehearsal), starts(*net_).size());
}

TEST_F(RunnerEndingsTest, AnInterruptionStartsNothingMore) {
  Rehearsal rehearsal(20);
  net_.emplace(clock_, good_answer);
  std::optional<std::size_t> started;
  int steps = 0;
  rehearsal.play(store_, *net_, clock_, [&] {
    if (++steps <= 4) return false;
    if (!started) started = starts(*net_).size();
    return true;
  });
  EXPECT_EQ(starts(*net_).size(), started);
}

TEST_F(RunnerEndingsTest, AnInterruptionBeforeTheFirstCallMakesNone) {
  Rehearsal rehearsal(20);
  net_.emplace(clock_, good_answer);
  const RunReport report = rehearsal.play(store_, *net_, clock_, [] { return true; });
  EXPECT_EQ(report.ending, Ending::Interrupted);
  EXPECT_THAT(net_->log, IsEmpty());
}

}  // namespace
}  // namespace attune
