#include "results/drift/sentinel.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "tests/results/drift/watch_worlds.h"

namespace attune {
namespace {

using testing::looks_in;
using testing::WatchWorld;

const DriftSubject kOf{{"intensity"}, "1.0", "sha256:0", "Intensity", "rubric@1", {"lab/model"}};

// That of five figures, one false alarm in 100 looks: found once, for simulating takes its time.
const CusumThreshold& a_threshold() {
  static const CusumThreshold kFound = find_cusum_threshold({.in_control = 500});
  return kFound;
}

Watch watched(const WatchWorld& world, std::uint64_t seed) {
  return make_watch(kOf, looks_in(world, seed), {}, a_threshold());
}

std::vector<const Alarm*> alarms_of(const Watch& watch, Signal signal) {
  std::vector<const Alarm*> found;
  for (const Alarm& alarm : watch.alarms) {
    if (alarm.signal == signal) found.push_back(&alarm);
  }
  return found;
}

// In how many of `runs` the change raised an alarm of `signal` within ten looks.
int found_in(WatchWorld world, Signal signal, int runs = 12) {
  world.looks = 20;
  world.change = 10;
  int found = 0;
  for (int run = 0; run < runs; ++run) {
    const Watch watch = watched(world, static_cast<std::uint64_t>(run));
    const auto alarms = alarms_of(watch, signal);
    found += std::ranges::any_of(alarms, [](const Alarm* each) { return each->look >= 10; });
  }
  return found;
}

// Simulated in control: 10 watches of 100 looks, at most one alarm in 100 together (the benchmarks
// simulate more).
TEST(MakeWatch, RaisesNoMoreFalseAlarmsThanAsked) {
  int alarms = 0;
  std::map<Signal, int> by_signal;
  for (std::uint64_t run = 0; run < 10; ++run) {
    for (const Alarm& alarm : watched({.looks = 103}, run).alarms) {
      ++alarms;
      ++by_signal[alarm.signal];
    }
  }
  EXPECT_LE(alarms, 10 + 2 * 3.2);  // two standard errors
  EXPECT_GE(alarms, 2);             // the test would be empty of a watch that never alarms
  EXPECT_GE(by_signal.size(), 2U);
}

TEST(MakeWatch, FindsEachKindOfChange) {
  EXPECT_GE(found_in({.score = -6}, Signal::Score), 11);
  EXPECT_GE(found_in({.judge = -5}, Signal::Judge), 11);
  EXPECT_GE(found_in({.refusals = 0.4}, Signal::Refusals), 10);
  EXPECT_GE(found_in({.length = 0.2}, Signal::Length), 11);
  EXPECT_GE(found_in({.latency = 0.8}, Signal::Latency), 9);
}

// A judge who became stricter takes the score along, and the subject is not to blame.
TEST(MakeWatch, TellsTheJudgeFromTheSubject) {
  WatchWorld world{.judge = -6};
  EXPECT_LE(found_in(world, Signal::Score), 3);
  world.anchors = 0;
  EXPECT_GE(found_in(world, Signal::Score), 11);
}

TEST(MakeWatch, SaysWhenAChangeBegan) {
  WatchWorld world{.looks = 20, .change = 12, .score = -8};
  const Watch watch = watched(world, 4);
  const auto alarms = alarms_of(watch, Signal::Score);
  ASSERT_EQ(alarms.size(), 1U);
  EXPECT_NEAR(static_cast<double>(alarms[0]->since), 12, 1);
  EXPECT_LE(alarms[0]->look, 16U);
  EXPECT_NE(alarms[0]->sentence.find("points lower than before"), std::string::npos);
}

// What follows is held against itself: a change is told of once.
TEST(MakeWatch, StartsAnewAfterAnAlarm) {
  int alarms = 0;
  for (std::uint64_t run = 0; run < 10; ++run) {
    const Watch watch = watched({.looks = 40, .change = 12, .score = -9}, run);
    const auto found = alarms_of(watch, Signal::Score);
    alarms += static_cast<int>(found.size());
    const std::size_t next = found.front()->look + 1;
    EXPECT_FALSE(watch.looks[next].signals.at(Signal::Score).normal);
    EXPECT_EQ(watch.looks[next].signals.at(Signal::Score).above, 0);
  }
  EXPECT_LE(alarms, 13);
}

TEST(MakeWatch, SaysNothingBeforeItsBaselineIsThere) {
  const Watch watch = make_watch(kOf, looks_in({.looks = 3}, 1), {});
  EXPECT_FALSE(watch.threshold);
  EXPECT_TRUE(watch.alarms.empty());
  EXPECT_EQ(watch.sentence,
            "lab/model: 3 looks so far, and 1 more before a change of any figure can be told.");
  EXPECT_FALSE(changed(watch));
}

TEST(MakeWatch, FindsItsOwnThreshold) {
  const WatchRule rule{.in_control = 20};
  const Watch watch = make_watch(kOf, looks_in({.looks = 4, .anchors = 0}, 1), rule);
  ASSERT_TRUE(watch.threshold);
  EXPECT_EQ(watch.threshold->asked, 80);  // four figures
  EXPECT_EQ(watch.threshold,
            find_cusum_threshold(*threshold_wish(looks_in({.looks = 4, .anchors = 0}, 1), rule)));
}

TEST(MakeWatch, TakesANameItHasNotSeenForAChange) {
  auto looks = looks_in({.looks = 5}, 1);
  looks[1].subject_as.ids = {"model-1", "model-1b"};
  looks[3].subject_as.ids = {"model-1b"};
  looks[4].judge_as.fingerprints = {"fp_2"};
  looks[2].judge_as.fingerprints = {"fp_1"};
  const Watch watch = make_watch(kOf, looks, {}, a_threshold());
  ASSERT_EQ(watch.alarms.size(), 2U);
  EXPECT_EQ(watch.alarms[0].signal, Signal::ServedId);
  EXPECT_EQ(watch.alarms[0].look, 1U);
  EXPECT_EQ(watch.alarms[0].sentence,
            "2026-11-19 11:06: the served id is model-1b; before: model-1");
  EXPECT_EQ(watch.alarms[1].signal, Signal::JudgeFingerprint);
  EXPECT_TRUE(is_of_judge(watch.alarms[1].signal));
  EXPECT_TRUE(changed(watch));
  EXPECT_EQ(
      watch.sentence,
      "Not lab/model, but its judge lab/judge changed. 2026-11-22 11:06: the judge's fingerprint "
      "is fp_2; before: fp_1.");
}

TEST(MakeWatch, DoesNotCareInWhichOrderLooksCome) {
  auto looks = looks_in({.looks = 12, .change = 6, .score = -8}, 2);
  const Watch watch = make_watch(kOf, looks, {}, a_threshold());
  std::ranges::reverse(looks);
  for (ReleaseFacts& look : looks) std::ranges::reverse(look.vitals);
  EXPECT_EQ(make_watch(kOf, looks, {}, a_threshold()), watch);
}

TEST(MakeWatch, SaysThatNothingChangedAndHowFarThatCanBeKnown) {
  const Watch watch = watched({.looks = 8}, 3);
  EXPECT_FALSE(changed(watch));
  EXPECT_TRUE(
      watch.sentence.starts_with("lab/model: nothing changed at the last of 8 looks; "
                                 "score "))
      << watch.sentence;
  EXPECT_NE(watch.sentence.find("since the first 3 looks"), std::string::npos);
  const auto& score = watch.looks.back().signals.at(Signal::Score);
  EXPECT_LT(*score.difference->low, 0);
  EXPECT_GT(*score.difference->high, 0);
  EXPECT_EQ(score.difference->samples, 5U);
}

// A rule that gives the same marks for ever, and then others for one scenario.
TEST(MakeWatch, TakesMarksThatNeverVary) {
  std::vector<ReleaseFacts> looks(8);
  for (std::size_t look = 0; look < looks.size(); ++look) {
    looks[look].when = {static_cast<std::int64_t>(look)};
    for (std::size_t at = 0; at < 10; ++at)
      looks[look].points[{std::string(1, static_cast<char>('a' + at))}] = {50};
  }
  EXPECT_TRUE(make_watch(kOf, looks, {}, a_threshold()).alarms.empty());
  EXPECT_EQ(make_watch(kOf, looks, {}, a_threshold()).looks.back().signals.at(Signal::Score).normal,
            0);
  for (auto& [scenario, values] : looks.back().points) values = {40};
  const Watch watch = make_watch(kOf, looks, {}, a_threshold());
  EXPECT_TRUE(changed(watch));
}

}  // namespace
}  // namespace attune
