#include "harness/run/anchors.h"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using testing::Each;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;

// One release of "lab/tiny" after the other in one store, judged by "court/judge".
class AnchorsTest : public testing::Test {
 protected:
  static Rehearsal release(const std::string& label, std::size_t scenarios = 5) {
    Rehearsal rehearsal(scenarios);
    rehearsal.request.release = label;
    rehearsal.anchors = 3;
    return rehearsal;
  }

  std::vector<AnchorRecord> anchors() {
    return *store_.anchors_of_pack(release("").request.packs.front().digest);
  }

  std::vector<AnchorVerdictRecord> marked_in(const Rehearsal& rehearsal) {
    return *store_.anchor_verdicts_of_run(rehearsal.plan().run);
  }

  // Calls to the judge that a run made.
  std::size_t judged(const Rehearsal& rehearsal) {
    const auto calls = *store_.calls_of_run(rehearsal.plan().run);
    return static_cast<std::size_t>(std::ranges::count(
        calls, SubjectId{"court/judge"}, [](const CallRecord& call) { return call.model; }));
  }

  Store store_ = a_store();
};

TEST_F(AnchorsTest, TheFirstJudgedRunFreezesSomeOfItsSamplesAndAsksNothingMore) {
  Rehearsal first = release("spring");
  EXPECT_EQ(first.play(store_, good_answer).ending, Ending::Complete);
  EXPECT_EQ(judged(first), 5U);
  const auto frozen = anchors();
  ASSERT_THAT(frozen, SizeIs(3));
  EXPECT_THAT(frozen, Each(Field(&AnchorRecord::run, first.plan().run)));
  std::set<ScenarioId> scenarios;
  for (const AnchorRecord& anchor : frozen) scenarios.insert(anchor.key.scenario);
  EXPECT_THAT(scenarios, SizeIs(3)) << "one of each scenario";
  EXPECT_THAT(marked_in(first), IsEmpty());
}

TEST_F(AnchorsTest, ALaterRunHasItsJudgeMarkThemAgainBesideItsOwnSamples) {
  Rehearsal first = release("spring");
  first.play(store_, good_answer);
  Rehearsal second = release("autumn");
  EXPECT_EQ(second.play(store_, good_answer).ending, Ending::Complete);
  EXPECT_EQ(judged(second), 5U + 3U);
  const auto again = marked_in(second);
  ASSERT_THAT(again, SizeIs(3));
  for (const AnchorVerdictRecord& record : again) {
    EXPECT_EQ(record.run, second.plan().run);
    EXPECT_EQ(record.verdict.run, first.plan().run);
    EXPECT_EQ(record.verdict.judge, "court/judge");
    EXPECT_TRUE(std::holds_alternative<Marks>(record.verdict.verdict.finding));
    EXPECT_TRUE(record.verdict.cost_usd.has_value());
  }
  EXPECT_THAT(*store_.verdicts_of_run(second.plan().run), SizeIs(10));
  EXPECT_THAT(anchors(), SizeIs(3)) << "the set stays as it is";
}

TEST_F(AnchorsTest, TheJudgeIsShownTheStoredReplyAndNotTheNewOne) {
  Rehearsal first = release("spring");
  first.play(store_, good_answer);
  Rehearsal second = release("autumn");
  second.play(store_, good_but(kSubjectUrl, [](const HttpRequest&, int) {
                return Scripted{a_completion("Proud: 1\\nAngry: 1\\nSad: 1\\nCalm: 9, newly said")};
              }));
  std::size_t of_anchors = 0;
  const auto calls = *store_.calls_of_run(second.plan().run);
  for (const CallRecord& call : calls) {
    if (call.model.text != "court/judge") continue;
    const bool anchor = !call.pair.empty();
    of_anchors += anchor ? 1 : 0;
    EXPECT_EQ(call.pair, anchor ? first.plan().run.text : "");
    EXPECT_EQ(call.request.find("newly said") == std::string::npos, anchor);
  }
  EXPECT_EQ(of_anchors, 3U);
}

TEST_F(AnchorsTest, RunAgainNothingIsAskedAgain) {
  Rehearsal first = release("spring");
  first.play(store_, good_answer);
  Rehearsal second = release("autumn");
  second.play(store_, good_answer);
  const std::size_t before = store_.calls_of_run(second.plan().run)->size();
  EXPECT_EQ(second.play(store_, good_answer).ending, Ending::Complete);
  EXPECT_EQ(store_.calls_of_run(second.plan().run)->size(), before);
}

TEST_F(AnchorsTest, BrokenOffAnywhereNoAnsweredCallIsMadeTwice) {
  Rehearsal first = release("spring");
  first.play(store_, good_answer);
  for (int steps = 1; steps < 30; ++steps) {
    Rehearsal second = release("autumn " + std::to_string(steps));
    int left = steps;
    FakeClock clock;
    FakeTransport net(clock, good_answer);
    second.play(store_, net, clock, [&] { return --left < 0; });
    EXPECT_EQ(second.play(store_, good_answer).ending, Ending::Complete);
    EXPECT_THAT(marked_in(second), SizeIs(3));
    EXPECT_EQ(store_.calls_of_run(second.plan().run)->size(), 5U + 5U + 3U) << steps;
  }
}

TEST_F(AnchorsTest, AnAnchorThatCouldNotBeMarkedIsLeftForALaterSession) {
  Rehearsal first = release("spring");
  first.play(store_, good_answer);
  Rehearsal second = release("autumn");
  second.retry.attempts = 1;
  std::size_t asked = 0;
  const RunReport report =
      second.play(store_, good_but(kJudgeUrl, [&](const HttpRequest& request, int attempt) {
                    if (++asked > 5) return Scripted{an_error(400, "invalid", "no")};
                    return good_answer(request, attempt);
                  }));
  EXPECT_EQ(report.ending, Ending::Incomplete);
  EXPECT_EQ(second.play(store_, good_answer).ending, Ending::Complete);
  const auto again = marked_in(second);
  EXPECT_THAT(again, SizeIs(3));
  for (const AnchorVerdictRecord& record : again)
    EXPECT_TRUE(std::holds_alternative<Marks>(record.verdict.verdict.finding));
}

TEST_F(AnchorsTest, RunsWithoutAJudgeNeitherFreezeNorMark) {
  Rehearsal unjudged(5, false);
  unjudged.anchors = 3;
  unjudged.play(store_, good_answer);
  EXPECT_THAT(anchors(), IsEmpty());
  Rehearsal first = release("spring");
  first.play(store_, good_answer);
  Rehearsal later(5, false);
  later.request.release = "later";
  later.anchors = 3;
  EXPECT_EQ(later.play(store_, good_answer).ending, Ending::Complete);
  EXPECT_THAT(marked_in(later), IsEmpty());
}

TEST_F(AnchorsTest, RunsOfTheStubHaveAnchorsOfTheirOwn) {
  Rehearsal stub = release("spring");
  stub.request.subjects = {{{"stub/skill-50"}, {}}};
  stub.add_endpoint("stub", kSubjectUrl);
  stub.play(store_, good_answer);
  Rehearsal measured = release("spring");
  EXPECT_EQ(measured.play(store_, good_answer).ending, Ending::Complete);
  EXPECT_THAT(marked_in(measured), IsEmpty());
  EXPECT_THAT(anchors(), SizeIs(6));
}

TEST_F(AnchorsTest, ARunThatWasBrokenOffFreezesNothing) {
  Rehearsal first = release("spring");
  FakeClock clock;
  FakeTransport net(clock, good_answer);
  int left = 4;
  EXPECT_EQ(first.play(store_, net, clock, [&] { return --left < 0; }).ending, Ending::Interrupted);
  EXPECT_THAT(anchors(), IsEmpty());
}

SampleRecord sample_of(int scenario, const std::string& subject, Outcome outcome = Outcome::Ok) {
  return {.run = {"r"},
          .key = {{"p"}, {"q" + std::to_string(scenario)}, {subject}, 1},
          .pack_digest = "d",
          .outcome = outcome};
}

std::vector<SampleRecord> field(int scenarios) {
  std::vector<SampleRecord> samples;
  for (int i = 0; i < scenarios; ++i) {
    for (const char* subject : {"lab/a", "lab/b", "lab/c"})
      samples.push_back(sample_of(i, subject));
  }
  return samples;
}

std::set<SampleKey> keys_of(const std::vector<SampleRecord>& samples) {
  std::set<SampleKey> keys;
  for (const SampleRecord& sample : samples) keys.insert(sample.key);
  return keys;
}

TEST(ChosenAnchors, AreSpreadOverScenariosAndSubjects) {
  const auto chosen = chosen_anchors(field(30), {}, 45, 1);
  ASSERT_THAT(keys_of(chosen), SizeIs(45));
  std::map<ScenarioId, int> by_scenario;
  std::map<SubjectId, int> by_subject;
  for (const SampleRecord& sample : chosen) {
    ++by_scenario[sample.key.scenario];
    ++by_subject[sample.key.subject];
  }
  EXPECT_THAT(by_scenario, SizeIs(30));
  for (const auto& [scenario, times] : by_scenario) EXPECT_LE(times, 2);
  EXPECT_THAT(by_subject, SizeIs(3));
  for (const auto& [subject, times] : by_subject) EXPECT_GE(times, 5) << subject.text;
}

TEST(ChosenAnchors, DoNotDependOnTheOrderOfSamplesAndDoOnTheSeed) {
  auto samples = field(20);
  const auto chosen = keys_of(chosen_anchors(samples, {}, 10, 1));
  std::ranges::reverse(samples);
  EXPECT_EQ(keys_of(chosen_anchors(samples, {}, 10, 1)), chosen);
  EXPECT_NE(keys_of(chosen_anchors(samples, {}, 10, 2)), chosen);
}

TEST(ChosenAnchors, OnlyFillUpWhatIsThere) {
  auto samples = field(4);
  const auto first = chosen_anchors(samples, {}, 2, 1);
  std::vector<AnchorRecord> before;
  for (const SampleRecord& sample : first) before.push_back({"d", sample.run, sample.key, {}});
  const auto more = chosen_anchors(samples, before, 4, 1);
  ASSERT_THAT(more, SizeIs(2));
  std::set<ScenarioId> scenarios;
  for (const auto* part : {&first, &more}) {
    for (const SampleRecord& sample : *part) scenarios.insert(sample.key.scenario);
  }
  EXPECT_THAT(scenarios, SizeIs(4)) << "the scenarios without an anchor come first";
  EXPECT_THAT(chosen_anchors(samples, before, 2, 1), IsEmpty());
}

TEST(ChosenAnchors, AreOfWhatEndedOk) {
  std::vector<SampleRecord> samples = {sample_of(1, "lab/a", Outcome::Refused),
                                       sample_of(2, "lab/a", Outcome::Truncated),
                                       sample_of(3, "lab/a")};
  EXPECT_THAT(keys_of(chosen_anchors(samples, {}, 9, 1)), SizeIs(1));
}

}  // namespace
}  // namespace attune
