#include "harness/play/course.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scorers/catalog/catalog.h"
#include "tests/support/builders.h"

namespace attune {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kRead = "Proud: 0\nAngry: 6\nSad: 0\nCalm: 7";
constexpr const char* kMarks = R"({"reasoning": "r", "empathy": 10, "insight": 20})";

Voice judge(std::size_t marking) {
  return {Voice::Part::Judge, marking};
}

class CourseTest : public testing::Test {
 protected:
  Course begin() { return {a_key(), scenario_, markings_, 1}; }

  ScorerRegistry registry_ = shipped_scorers();
  std::unique_ptr<Scorer> rule_ = (*registry_.find("intensity"))->make();
  std::unique_ptr<Scorer> judge_ = (*registry_.find("rubric"))->make();
  std::vector<Marking> markings_ = {{rule_.get(), {}}, {judge_.get(), 0}};
  Scenario scenario_ = a_scenario();
};

TEST_F(CourseTest, BeginsByAskingTheSubject) {
  Course course = begin();
  const auto errands = course.due();
  ASSERT_THAT(errands, SizeIs(1));
  EXPECT_EQ(errands[0].voice, Voice{});
  EXPECT_FALSE(course.played());
}

TEST_F(CourseTest, HandsEachErrandOutOnce) {
  Course course = begin();
  EXPECT_THAT(course.due(), SizeIs(1));
  EXPECT_THAT(course.due(), IsEmpty());
}

TEST_F(CourseTest, AsksTheJudgeAsSoonAsItIsPlayed) {
  Course course = begin();
  course.due();
  course.heard({}, a_reply(kRead));
  EXPECT_TRUE(course.played());
  const auto errands = course.due();
  ASSERT_THAT(errands, SizeIs(1));
  EXPECT_EQ(errands[0].voice, judge(1));
}

TEST_F(CourseTest, SaysTheWordsOfAnErrandAgain) {
  Course course = begin();
  const auto played = course.due();
  EXPECT_EQ(course.words({}), played.at(0).ask.messages);
  course.heard({}, a_reply(kRead));
  const auto errands = course.due();
  EXPECT_EQ(course.words(judge(1)), errands.at(0).ask.messages);
  course.heard(judge(1), a_reply("I cannot say."));  // asked once more, in the same words
  EXPECT_EQ(course.due().at(0).ask.messages, errands.at(0).ask.messages);
  EXPECT_EQ(course.words(judge(1)), errands.at(0).ask.messages);
}

TEST_F(CourseTest, ARulesVerdictDoesNotWaitForTheJudge) {
  Course course = begin();
  course.due();
  course.heard({}, a_reply(kRead));
  const auto ready = course.ready();
  ASSERT_THAT(ready, SizeIs(1));
  EXPECT_EQ(ready[0].first, 0U);
  EXPECT_FALSE(course.finished());
}

TEST_F(CourseTest, IsFinishedWhenEveryVerdictWasHandedOutOnce) {
  Course course = begin();
  course.due();
  course.heard({}, a_reply(kRead));
  course.ready();
  course.due();
  course.heard(judge(1), a_reply(kMarks));
  EXPECT_THAT(course.ready(), SizeIs(1));
  EXPECT_TRUE(course.finished());
  EXPECT_THAT(course.ready(), IsEmpty());
}

TEST_F(CourseTest, AFailedPlayIsUnscoredByEveryMarkingWithoutAsking) {
  Course course = begin();
  course.due();
  course.failed({}, Outcome::Failed, "HTTP 500");
  EXPECT_EQ(course.sample().outcome, Outcome::Failed);
  EXPECT_THAT(course.due(), IsEmpty());
  for (const auto& [index, verdict] : course.ready()) {
    EXPECT_TRUE(std::holds_alternative<Unscored>(verdict.finding));
  }
  EXPECT_TRUE(course.finished());
}

TEST_F(CourseTest, AFailedJudgeLeavesTheSampleAndTheRuleAlone) {
  Course course = begin();
  course.due();
  course.heard({}, a_reply(kRead));
  course.due();
  course.failed(judge(1), Outcome::Failed, "HTTP 500");
  const auto ready = course.ready();
  ASSERT_THAT(ready, SizeIs(2));
  EXPECT_TRUE(std::holds_alternative<Marks>(ready[0].second.finding));
  EXPECT_TRUE(std::holds_alternative<Unscored>(ready[1].second.finding));
  EXPECT_EQ(course.sample().outcome, Outcome::Ok);
}

TEST_F(CourseTest, PlaysAgainWhatTheFirstRuleCannotRead) {
  scenario_.generation = {.tries = 2, .temperature_step = 0.1};
  Course course = begin();
  course.due();
  course.heard({}, a_reply("I cannot say."));
  EXPECT_FALSE(course.played());
  const auto errands = course.due();
  ASSERT_THAT(errands, SizeIs(1));
  EXPECT_EQ(errands[0].ask.asked, 2);
}

TEST_F(CourseTest, WhatNobodyCouldReadInAnyTryIsPlayedAndUnscored) {
  scenario_.generation.tries = 2;
  Course course = begin();
  for (int i = 0; i < 2; ++i) {
    course.due();
    course.heard({}, a_reply("I cannot say."));
  }
  EXPECT_TRUE(course.played());
  EXPECT_EQ(course.sample().outcome, Outcome::Ok);
  EXPECT_TRUE(std::holds_alternative<Unscored>(course.ready().at(0).second.finding));
}

TEST_F(CourseTest, AJudgeAsFirstMarkingNeverHasItPlayedAgain) {
  scenario_.generation.tries = 2;
  markings_ = {{judge_.get(), 0}};
  Course course = begin();
  course.due();
  course.heard({}, a_reply("I cannot say."));
  EXPECT_TRUE(course.played());
}

TEST_F(CourseTest, WithoutMarkingsIsFinishedWhenPlayed) {
  markings_.clear();
  Course course = begin();
  course.due();
  EXPECT_FALSE(course.finished());
  course.heard({}, a_reply("Yes."));
  EXPECT_TRUE(course.finished());
}

TEST_F(CourseTest, APlayedSampleIsOnlyMarked) {
  Course course(a_sample(scenario_, kRead), markings_);
  EXPECT_TRUE(course.played());
  EXPECT_THAT(course.ready(), SizeIs(1));
  const auto errands = course.due();
  ASSERT_THAT(errands, SizeIs(1));
  EXPECT_EQ(errands[0].voice, judge(1));
}

}  // namespace
}  // namespace attune
