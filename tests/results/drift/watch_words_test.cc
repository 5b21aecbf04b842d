#include "results/drift/watch_words.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

// Four looks, a day apart.
Watch a_watch() {
  Watch watch;
  watch.of.subject = {"lab/model"};
  watch.judge = "lab/judge";
  watch.signals = {Signal::Score, Signal::Judge};
  for (std::int64_t day = 0; day < 4; ++day)
    watch.looks.push_back({.when = {1'795'000'000'000 + day * 86'400'000}});
  return watch;
}

Series a_series(Signal signal) {
  return {.signal = signal, .adjusted = {60.0, 62.0, std::nullopt, 51.0}};
}

std::string raised(Signal signal, const Watch& watch = a_watch()) {
  return sentence_on(a_series(signal), {.look = 3, .since = 2, .first = 0}, watch);
}

TEST(SentenceOnAnAlarm, ComparesWithTheLooksBefore) {
  EXPECT_EQ(raised(Signal::Score),
            "2026-11-21 11:06: the score is 10.0 points lower than before (since 2026-11-20 11:06, "
            "2 looks); what the judge makes of frozen replies is taken out");
  EXPECT_EQ(raised(Signal::Judge),
            "2026-11-21 11:06: the judge marks the same frozen replies 10.0 points lower than "
            "before (since 2026-11-20 11:06, 2 looks)");
  EXPECT_EQ(raised(Signal::Refusals),
            "2026-11-21 11:06: 10.0 % fewer of the samples are refused than before (since "
            "2026-11-20 11:06, 2 looks)");
  EXPECT_EQ(raised(Signal::Length),
            "2026-11-21 11:06: replies are 10 characters shorter than before (61 on average) "
            "(since 2026-11-20 11:06, 2 looks)");
  EXPECT_EQ(raised(Signal::Latency),
            "2026-11-21 11:06: latency is 10 ms lower than before (median 61 ms) (since 2026-11-20 "
            "11:06, 2 looks)");
}

TEST(SentenceOnAnAlarm, SaysWhoseAScoreIs) {
  Watch watch = a_watch();
  watch.signals = {Signal::Score};
  EXPECT_NE(raised(Signal::Score, watch)
                .find("; the subject or its judge: without frozen replies nobody can tell"),
            std::string::npos);
  watch.judge.clear();
  EXPECT_TRUE(raised(Signal::Score, watch).ends_with("2 looks)"));
}

TEST(SentenceOnAWatch, SaysWhoChanged) {
  Watch watch = a_watch();
  watch.alarms = {{Signal::Judge, 2, 2, "long ago"}, {Signal::JudgeServedId, 3, 3, "now"}};
  EXPECT_EQ(sentence_on(watch), "Not lab/model, but its judge lab/judge changed. now.");
  watch.alarms.push_back({Signal::Length, 3, 3, "and this"});
  EXPECT_EQ(sentence_on(watch), "lab/model and its judge lab/judge changed. now. and this.");
  watch.alarms = {{Signal::Score, 3, 3, "now"}};
  EXPECT_EQ(sentence_on(watch), "lab/model changed. now.");
  watch.signals = {Signal::Score};
  EXPECT_EQ(sentence_on(watch), "lab/model or its judge lab/judge changed. now.");
}

TEST(SentenceOnAWatch, SaysThatNothingChanged) {
  Watch watch = a_watch();
  EXPECT_EQ(sentence_on(watch), "lab/model: nothing changed at the last of 4 looks.");
  watch.looks.back().signals[Signal::Score] = {
      .value = 61.04, .difference = Estimate{.point = -0.3, .low = -2.5, .high = 1.9}};
  EXPECT_EQ(sentence_on(watch),
            "lab/model: nothing changed at the last of 4 looks; score 61.0, since the first 3 "
            "looks -0.3 (-2.5 to +1.9).");
  watch.looks.resize(1);
  EXPECT_EQ(sentence_on(watch),
            "lab/model: 1 look so far, and 3 more before a change of any figure can be told.");
}

TEST(NotesOnAWatch, SayHowOftenItIsWrong) {
  Watch watch = a_watch();
  EXPECT_TRUE(notes_on(watch).empty());
  watch.threshold = CusumThreshold{
      .height = 4.25, .asked = 200, .measured = 199.6, .simulated = 4.25, .method = "simulated"};
  EXPECT_EQ(notes_on(watch).front(),
            "one false alarm in 100 looks or more, of score, judge together: CUSUM of reference "
            "0.5 and height 4.25 each (simulated; 200 looks in control at 4.25)");
}

TEST(LookTime, IsToTheMinute) {
  EXPECT_EQ(look_time({1'795'000'000'000}), "2026-11-18 11:06");
}

}  // namespace
}  // namespace attune
