// harness/run/runner.cc: what strangers' servers do, and what becomes of it.

#include <ostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/run/runner.h"
#include "tests/support/faulty_transport.h"
#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* kRead = R"(Proud: 0\nAngry: 6\nSad: 0\nCalm: 7)";

// What became of a run of one sample.
struct Outcomes {
  RunReport report;
  std::vector<SampleRecord> samples;
  std::vector<VerdictRecord> verdicts;
  std::vector<CallRecord> calls;
  std::vector<Instant> starts;

  [[nodiscard]] const SampleRecord& sample() const { return samples.at(0); }

  [[nodiscard]] bool scored() const {
    return std::holds_alternative<Marks>(verdicts.at(0).verdict.finding);
  }
};

Outcomes play_one(Script script) {
  Rehearsal rehearsal(1, false);
  Store store = a_store();
  FakeClock clock;
  FakeTransport net(clock, std::move(script));
  Outcomes outcomes{.report = rehearsal.play(store, net, clock)};
  const RunId run = rehearsal.plan().run;
  outcomes.samples = *store.samples_of_run(run, true);
  outcomes.verdicts = *store.verdicts_of_run(run);
  outcomes.calls = *store.calls_of_run(run);
  outcomes.starts = starts(net);
  return outcomes;
}

using Comes = std::variant<HttpResponse, NetFailure>;

Outcomes play_always(const Comes& comes) {
  return play_one([comes](const HttpRequest&, int) { return Scripted{comes}; });
}

Outcomes play_first(const Comes& comes) {
  return play_one([comes](const HttpRequest& request, int attempt) {
    return attempt == 1 ? Scripted{comes} : good_answer(request, attempt);
  });
}

// Waits.

struct Hint {
  const char* name;
  HttpResponse response;
  Millis asked;
};

void PrintTo(const Hint& hint, std::ostream* out) {
  *out << hint.name;
}

class RunnerHints : public testing::TestWithParam<Hint> {};

TEST_P(RunnerHints, AreWaitedForToTheMillisecond) {
  const Outcomes outcomes = play_first(GetParam().response);
  ASSERT_THAT(outcomes.starts, SizeIs(2));
  EXPECT_EQ(outcomes.starts[1] - outcomes.starts[0], 20ms + GetParam().asked);
  EXPECT_EQ(outcomes.sample().outcome, Outcome::Ok);
}

INSTANTIATE_TEST_SUITE_P(
    Runner, RunnerHints,
    testing::Values(
        Hint{"RetryAfterMs", {429, {{"retry-after-ms", "1501"}, {"Retry-After", "9"}}, ""}, 1501ms},
        Hint{"RetryAfterSeconds", {429, {{"Retry-After", "2"}}, ""}, 2s},
        Hint{"RetryAfterFraction", {429, {{"Retry-After", "0.25"}}, ""}, 250ms},
        Hint{"RetryAfterDate",
             {429,
              {{"Date", "Sun, 06 Nov 1994 08:49:37 GMT"},
               {"Retry-After", "Sun, 06 Nov 1994 08:50:07 GMT"}},
              ""},
             30s},
        Hint{"RetryDelayInTheBody",
             {429, {}, R"({"error":{"code":429,"details":[{"retryDelay":"37s"}]}})"},
             37s},
        Hint{"ResetHeaders",
             {429,
              {{"x-ratelimit-remaining-requests", "0"},
               {"x-ratelimit-reset-requests", "4s"},
               {"x-ratelimit-remaining-tokens", "900"},
               {"x-ratelimit-reset-tokens", "1m30s"}},
              ""},
             4s},
        Hint{"RetryAfterOfAnOverloadedServer", {503, {{"Retry-After", "3"}}, ""}, 3s}),
    [](const auto& each) { return each.param.name; });

TEST(RunnerWaits, ARateLimitHoldsEveryCallOfItsEndpointAndNoOther) {
  Rehearsal rehearsal(12);
  rehearsal.request.subjects.push_back({{"attic/old"}, {}});
  rehearsal.add_endpoint("attic", "http://attic");
  Store store = a_store();
  FakeClock clock;
  FakeTransport net(
      clock, good_but(kSubjectUrl, [first = true](const HttpRequest& request, int attempt) mutable {
        if (!std::exchange(first, false)) return good_answer(request, attempt);
        return Scripted{HttpResponse{429, {{"Retry-After", "60"}}, ""}, 5ms};
      }));
  rehearsal.play(store, net, clock);
  for (const Instant start : starts(net, kSubjectUrl)) {
    EXPECT_TRUE(start <= Instant{5ms} || start >= Instant{60s + 5ms});
  }
  EXPECT_LT(starts(net, "http://attic").back(), Instant{60s});
}

TEST(RunnerWaits, WithoutAHintTheFirstPauseIsAtMostHalfASecond) {
  const Outcomes outcomes = play_first(HttpResponse{500, {}, ""});
  ASSERT_THAT(outcomes.starts, SizeIs(2));
  EXPECT_GE(outcomes.starts[1] - outcomes.starts[0], 20ms + 375ms);
  EXPECT_LE(outcomes.starts[1] - outcomes.starts[0], 20ms + 500ms);
}

TEST(RunnerWaits, ManyRateLimitsDoNotCostACallItsTransientAttempts) {
  const Outcomes outcomes = play_one([](const HttpRequest& request, int attempt) {
    if (attempt <= 20) return Scripted{HttpResponse{429, {{"Retry-After", "1"}}, ""}};
    return attempt <= 23 ? Scripted{HttpResponse{500, {}, ""}} : good_answer(request, attempt);
  });
  EXPECT_EQ(outcomes.sample().outcome, Outcome::Ok);
}

TEST(RunnerWaits, AWaitBeyondTheLongestStopsTheRun) {
  const Outcomes outcomes = play_always(HttpResponse{429, {{"Retry-After", "86400"}}, ""});
  EXPECT_EQ(outcomes.report.ending, Ending::Stopped);
  EXPECT_THAT(outcomes.starts, SizeIs(1));
  EXPECT_THAT(outcomes.samples, SizeIs(0));
}

// Failures that pass, and that do not.

struct Passing {
  const char* name;
  Comes comes;
};

void PrintTo(const Passing& failure, std::ostream* out) {
  *out << failure.name;
}

class RunnerTransients : public testing::TestWithParam<Passing> {};

TEST_P(RunnerTransients, AreTriedAgainAndLeaveNoTraceInTheSample) {
  const Outcomes outcomes = play_first(GetParam().comes);
  EXPECT_EQ(outcomes.report.ending, Ending::Complete);
  EXPECT_EQ(outcomes.sample().outcome, Outcome::Ok);
  EXPECT_TRUE(outcomes.scored());
  ASSERT_THAT(outcomes.calls, SizeIs(2));
  EXPECT_EQ(outcomes.calls[0].outcome, Outcome::Failed);
  EXPECT_EQ(outcomes.calls[1].attempt, 2);
}

TEST_P(RunnerTransients, EndAsAFailedSampleWithoutAMarkWhenTheyDoNotPass) {
  const Outcomes outcomes = play_always(GetParam().comes);
  EXPECT_EQ(outcomes.report.ending, Ending::Incomplete);
  EXPECT_EQ(outcomes.sample().outcome, Outcome::Failed);
  EXPECT_FALSE(outcomes.sample().why.empty());
  EXPECT_FALSE(outcomes.scored());
  EXPECT_THAT(outcomes.calls, SizeIs(6));
}

INSTANTIATE_TEST_SUITE_P(
    Runner, RunnerTransients,
    testing::Values(
        Passing{"ServerError", HttpResponse{500, {}, "oops"}},
        Passing{"Unavailable", HttpResponse{503, {}, "<html>later</html>"}},
        Passing{"CutOff", NetFailure{NetFailure::Kind::CutOff, "the body ended early"}},
        Passing{"Reset", NetFailure{NetFailure::Kind::Reset, "reset"}},
        Passing{"Timeout", NetFailure{NetFailure::Kind::Timeout, "timed out"}},
        Passing{"NoChoices", HttpResponse{200, {}, R"({"choices":[]})"}},
        Passing{"NullChoices", HttpResponse{200, {}, R"({"choices":null})"}},
        Passing{"ErrorUnder200",
                HttpResponse{200, {}, R"({"error":{"code":502,"message":"upstream"}})"}},
        Passing{"NothingMade", HttpResponse{200,
                                            {},
                                            R"({"choices":[{"message":{"content":null}}],)"
                                            R"("usage":{"completion_tokens":0}})"}},
        Passing{"NoJson", HttpResponse{200, {}, "<html>hello</html>"}},
        Passing{"HalfJson", HttpResponse{200, {}, R"({"choices":[{"message":{"con)"}},
        Passing{"NoBody", HttpResponse{200, {}, ""}}),
    [](const auto& each) { return each.param.name; });

// Answers that are results of their own.

struct Final {
  const char* name;
  HttpResponse response;
  Outcome outcome;
};

void PrintTo(const Final& answer, std::ostream* out) {
  *out << answer.name;
}

class RunnerResults : public testing::TestWithParam<Final> {};

TEST_P(RunnerResults, AreKeptAsTheyAreAfterOneCallAndNotScored) {
  const Outcomes outcomes = play_always(GetParam().response);
  EXPECT_EQ(outcomes.sample().outcome, GetParam().outcome);
  EXPECT_FALSE(outcomes.scored());
  EXPECT_THAT(outcomes.calls, SizeIs(1));
}

TEST_P(RunnerResults, AreNotAskedForAgainOnResumeUnlessTheyFailed) {
  Rehearsal rehearsal(1, false);
  Store store = a_store();
  const auto script = [](const HttpRequest&, int) { return Scripted{GetParam().response}; };
  rehearsal.play(store, script);
  FakeClock clock;
  FakeTransport net(clock, script);
  rehearsal.play(store, net, clock);
  EXPECT_THAT(starts(net), SizeIs(GetParam().outcome == Outcome::Failed ? 1 : 0));
}

INSTANTIATE_TEST_SUITE_P(
    Runner, RunnerResults,
    testing::Values(
        Final{"NullContentThatTookTokens",
              {200,
               {},
               R"({"choices":[{"message":{"content":null}}],)"
               R"("usage":{"completion_tokens":7}})"},
              Outcome::Empty},
        Final{"AnEmptyReply", a_completion("  \\n"), Outcome::Empty},
        Final{"ACutReplyWithoutItsAnswer", a_completion("Proud: 3", "length"), Outcome::Truncated},
        Final{"AFilteredReply", a_completion("", "content_filter"), Outcome::Filtered},
        Final{"AFilteredQuestion", an_error(400, "content_policy_violation", "no"),
              Outcome::Filtered},
        Final{"AQuestionTooLong", an_error(400, "context_length_exceeded", "long"),
              Outcome::OverContext},
        Final{"ARefusal",
              {200, {}, R"({"choices":[{"message":{"content":null,"refusal":"I must not."}}]})"},
              Outcome::Refused},
        Final{"ACallThatCanNeverSucceed", an_error(400, "bad", "no"), Outcome::Failed}),
    [](const auto& each) { return each.param.name; });

TEST(RunnerReplies, OfFiveMegabytesAreKeptWholeAndRead) {
  const std::string padding(5'000'000, 'x');
  const Outcomes outcomes = play_always(a_completion(padding + R"(\n)" + kRead));
  EXPECT_EQ(outcomes.sample().outcome, Outcome::Ok);
  EXPECT_GT(outcomes.sample().transcript.size(), padding.size());
  ASSERT_TRUE(outcomes.scored());
  EXPECT_DOUBLE_EQ(std::get<Marks>(outcomes.verdicts[0].verdict.finding).points, 100);
}

TEST(RunnerReplies, InBrokenUtf8AreMendedAndRead) {
  const Outcomes outcomes = play_always(a_completion(std::string("Well\xff\xc3\\n") + kRead));
  EXPECT_EQ(outcomes.sample().outcome, Outcome::Ok);
  EXPECT_THAT(outcomes.sample().transcript, HasSubstr("Well\uFFFD"));
  ASSERT_TRUE(outcomes.scored());
  EXPECT_DOUBLE_EQ(std::get<Marks>(outcomes.verdicts[0].verdict.finding).points, 100);
}

TEST(RunnerReplies, ThatSayNothingOfTheQuestionAreUnscored) {
  const Outcomes outcomes = play_always(a_completion("I would rather talk about the weather."));
  EXPECT_EQ(outcomes.sample().outcome, Outcome::Ok);
  EXPECT_FALSE(outcomes.scored());
}

TEST(RunnerFaults, ABadNetworkChangesNoResult) {
  Rehearsal calm(15);
  Store undisturbed = a_store();
  calm.play(undisturbed, good_answer);
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    Rehearsal rehearsal(15);
    Store store = a_store();
    const RunReport report = rehearsal.play(store, faulty(good_answer, seed));
    EXPECT_EQ(report.ending, Ending::Complete);
    EXPECT_GT(report.tally.retries, 5U);
    EXPECT_EQ(exported(store, rehearsal), exported(undisturbed, calm)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace attune
