#include "harness/run/runner.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class RunnerTest : public testing::Test {
 protected:
  RunReport play(Rehearsal& rehearsal, Script script = good_answer) {
    net_.emplace(clock_, std::move(script));
    return rehearsal.play(store_, *net_, clock_);
  }

  std::vector<CallRecord> calls(const Rehearsal& rehearsal) {
    return *store_.calls_of_run(rehearsal.plan().run);
  }

  std::vector<VerdictRecord> verdicts(const Rehearsal& rehearsal) {
    return *store_.verdicts_of_run(rehearsal.plan().run);
  }

  std::vector<SampleRecord> samples(const Rehearsal& rehearsal) {
    return *store_.samples_of_run(rehearsal.plan().run, true);
  }

  std::size_t subject_calls() const { return starts(*net_, kSubjectUrl).size(); }

  std::size_t judge_calls() const { return starts(*net_, kJudgeUrl).size(); }

  FakeClock clock_;
  std::optional<FakeTransport> net_;
  Store store_ = a_store();
};

Script always(std::string_view url, HttpResponse response) {
  return good_but(url, [response = std::move(response)](const HttpRequest&, int) {
    return Scripted{response};
  });
}

TEST_F(RunnerTest, PlaysAndMarksEveryPlannedSample) {
  Rehearsal rehearsal(12);
  rehearsal.request.repeat = 2;
  const RunReport report = play(rehearsal);
  EXPECT_EQ(report.ending, Ending::Complete);
  EXPECT_EQ(report.why, "");
  EXPECT_THAT(samples(rehearsal), SizeIs(24));
  EXPECT_THAT(verdicts(rehearsal), SizeIs(48));
  for (const VerdictRecord& record : verdicts(rehearsal)) {
    EXPECT_TRUE(std::holds_alternative<Marks>(record.verdict.finding));
  }
}

TEST_F(RunnerTest, MakesOneCallForEachTurnAndQuestion) {
  Rehearsal rehearsal(12);
  play(rehearsal);
  EXPECT_EQ(subject_calls(), 12U);
  EXPECT_EQ(judge_calls(), 12U);
}

TEST_F(RunnerTest, AFinishedRunMakesNoCall) {
  Rehearsal rehearsal(5);
  play(rehearsal);
  EXPECT_EQ(play(rehearsal).ending, Ending::Complete);
  EXPECT_THAT(net_->log, IsEmpty());
}

TEST_F(RunnerTest, MoreScenariosExtendARunByWhatIsNew) {
  Rehearsal rehearsal(5);
  rehearsal.request.limit = 3;
  play(rehearsal);
  rehearsal.request.limit = std::nullopt;
  play(rehearsal);
  EXPECT_EQ(subject_calls(), 2U);
}

TEST_F(RunnerTest, CountsWhatItDid) {
  Rehearsal rehearsal(5);
  const Tally tally = play(rehearsal).tally;
  EXPECT_EQ(tally.planned, 5U);
  EXPECT_EQ(tally.played, 5U);
  EXPECT_EQ(tally.to_mark, 10U);
  EXPECT_EQ(tally.marked, 10U);
  EXPECT_EQ(tally.unscored, 0U);
  EXPECT_EQ(tally.calls, 10U);
  EXPECT_EQ(tally.in_flight, 0);
  EXPECT_NEAR(tally.cost_usd, 10 * 140e-6, 1e-12);
}

TEST_F(RunnerTest, ProgressHearsTheBeginningAndTheEndOnce) {
  Rehearsal rehearsal(3);
  play(rehearsal);
  EXPECT_EQ(rehearsal.progress.starts, 1);
  EXPECT_EQ(rehearsal.progress.ends, 1);
  EXPECT_EQ(rehearsal.progress.moves.back().marked, 6U);
}

TEST_F(RunnerTest, JudgesTheFirstSampleWhileTheLastIsNotYetAsked) {
  Rehearsal rehearsal(20);
  play(rehearsal);
  EXPECT_LT(starts(*net_, kJudgeUrl).front(), starts(*net_, kSubjectUrl).back());
}

TEST_F(RunnerTest, StoresVerdictsOfOneSampleWhileOthersArePlayed) {
  Rehearsal rehearsal(20);
  FakeTransport net(clock_, good_answer);
  bool both = false;
  rehearsal.play(store_, net, clock_, [&] {
    const auto played = samples(rehearsal).size();
    const auto marked =
        std::ranges::count(verdicts(rehearsal), "court/judge", &VerdictRecord::judge);
    both = both || (marked > 0 && played < 20);
    return false;
  });
  EXPECT_TRUE(both);
}

TEST_F(RunnerTest, ASlowSubjectDoesNotHoldTheOthersUp) {
  Rehearsal rehearsal(4);
  rehearsal.request.subjects.push_back({{"attic/old"}, {}});
  rehearsal.add_endpoint("attic", "http://attic");
  play(rehearsal, good_but("http://attic", [](const HttpRequest& request, int attempt) {
         Scripted slow = good_answer(request, attempt);
         slow.latency = 60s;
         return slow;
       }));
  EXPECT_LT(starts(*net_, kJudgeUrl)[3], Instant{} + 1s);
}

TEST_F(RunnerTest, NeverHasMoreCallsInFlightThanAnEndpointHasLanes) {
  Rehearsal rehearsal(40);
  rehearsal.endpoints[0].endpoint.lanes = 3;
  rehearsal.endpoints[1].endpoint.lanes = 2;
  play(rehearsal);
  for (const auto& [url, most] : net_->most_in_flight) {
    EXPECT_EQ(most, url.starts_with(kSubjectUrl) ? 3 : 2) << url;
  }
}

TEST_F(RunnerTest, SaysWhatItKnowsOfACall) {
  Rehearsal rehearsal(1);
  play(rehearsal);
  const CallRecord call = calls(rehearsal).at(0);
  EXPECT_EQ(call.purpose, "play");
  EXPECT_EQ(call.model.text, "lab/tiny");
  EXPECT_EQ(call.attempt, 1);
  EXPECT_EQ(call.served_id, "tiny-1");
  EXPECT_EQ(call.prompt_tokens, 100);
  EXPECT_NEAR(*call.cost_usd, 140e-6, 1e-12);
  EXPECT_EQ(call.latency, net_->log[1].when - net_->log[0].when);
  EXPECT_EQ(call.ended.millis, FakeClock().utc().millis + call.latency.count());
}

TEST_F(RunnerTest, KeysAreNotInTheStore) {
  Rehearsal rehearsal(1);
  play(rehearsal,
       always(kJudgeUrl, an_error(401, "invalid_api_key", "wrong key sk-secret12345678")));
  for (const CallRecord& call : calls(rehearsal)) {
    EXPECT_THAT(call.request + call.why + call.text, Not(HasSubstr("sk-secret")));
  }
}

TEST_F(RunnerTest, APriceThatIsUnknownLeavesTheCostUnknown) {
  Rehearsal rehearsal(1);
  rehearsal.request.subjects[0].settings.price = std::nullopt;
  play(rehearsal);
  EXPECT_EQ(samples(rehearsal).at(0).cost_usd, std::nullopt);
  EXPECT_NEAR(*verdicts(rehearsal).at(1).cost_usd, 140e-6, 1e-12);
}

TEST_F(RunnerTest, ARefusedParameterIsLeftOutAtOnceAndThatIsRecorded) {
  Rehearsal rehearsal(1);
  play(rehearsal, good_but(kJudgeUrl, [](const HttpRequest& request, int attempt) {
         if (request.body.find("temperature") == std::string::npos)
           return good_answer(request, attempt);
         return Scripted{
             an_error(400, "unsupported_parameter", "Unsupported parameter: 'temperature'")};
       }));
  const auto made = calls(rehearsal);
  ASSERT_THAT(made, SizeIs(3));
  EXPECT_EQ(made[1].dropped, "");
  EXPECT_EQ(made[2].dropped, "temperature");
  EXPECT_EQ(starts(*net_, kJudgeUrl)[1], starts(*net_, kJudgeUrl)[0] + 20ms);
  EXPECT_THAT(rehearsal.progress.sentences, Contains(HasSubstr("temperature")));
}

TEST_F(RunnerTest, AnEndpointThatRefusesAParameterForeverIsGivenUp) {
  Rehearsal rehearsal(1);
  play(rehearsal, always(kSubjectUrl, an_error(400, "unsupported_parameter",
                                               "Unsupported parameter: 'temperature'")));
  EXPECT_LT(subject_calls(), 20U);
  EXPECT_EQ(samples(rehearsal).at(0).outcome, Outcome::Failed);
}

TEST_F(RunnerTest, AReplyNobodyCanReadIsAskedForAgainWarmer) {
  Rehearsal rehearsal(1, false);
  rehearsal.request.packs[0].scenarios[0].generation = {.tries = 3, .temperature_step = 0.5};
  play(rehearsal, [](const HttpRequest& request, int attempt) {
    const bool warm = request.body.find(R"("temperature":1.0)") != std::string::npos;
    return warm ? good_answer(request, attempt) : Scripted{a_completion("I cannot say.")};
  });
  EXPECT_EQ(subject_calls(), 3U);
  EXPECT_TRUE(std::holds_alternative<Marks>(verdicts(rehearsal).at(0).verdict.finding));
}

TEST_F(RunnerTest, AnUnreadableJudgeIsAskedOnceMoreAndThenUnscored) {
  Rehearsal rehearsal(1);
  const RunReport report = play(rehearsal, always(kJudgeUrl, a_completion("I would rather not.")));
  EXPECT_EQ(judge_calls(), 2U);
  const auto finding = verdicts(rehearsal).at(1).verdict.finding;
  ASSERT_TRUE(std::holds_alternative<Unscored>(finding));
  EXPECT_THAT(std::get<Unscored>(finding).why, HasSubstr("judge's answer"));
  EXPECT_EQ(report.tally.unscored, 1U);
  EXPECT_EQ(report.ending, Ending::Complete);
}

TEST_F(RunnerTest, AnUnreadableJudgeIsNotAskedAgainOnResume) {
  Rehearsal rehearsal(3);
  play(rehearsal, always(kJudgeUrl, a_completion("I would rather not.")));
  const std::string before = exported(store_, rehearsal);
  EXPECT_EQ(play(rehearsal).ending, Ending::Complete);
  EXPECT_THAT(net_->log, IsEmpty());
  EXPECT_EQ(exported(store_, rehearsal), before);
}

TEST_F(RunnerTest, AJudgeThatCouldNotBeReachedLeavesTheRunIncompleteAndIsAskedOnResume) {
  Rehearsal rehearsal(1);
  EXPECT_EQ(play(rehearsal, always(kJudgeUrl, {503, {}, ""})).ending, Ending::Incomplete);
  EXPECT_EQ(play(rehearsal).ending, Ending::Complete);
  EXPECT_EQ(subject_calls(), 0U);
  EXPECT_TRUE(std::holds_alternative<Marks>(verdicts(rehearsal).at(1).verdict.finding));
}

}  // namespace
}  // namespace attune
