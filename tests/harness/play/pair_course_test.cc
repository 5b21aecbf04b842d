#include "harness/play/pair_course.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/builders.h"
#include "tests/support/measure.h"

namespace attune {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Sample sample_of(const Scenario& scenario, std::string subject) {
  return {.key = {{"feelings"}, scenario.id, {std::move(subject)}, 1}, .scenario = &scenario};
}

std::string text_asked(const Ask& ask) {
  return text_of(ask.messages.front());
}

class PairCourseTest : public testing::Test {
 protected:
  [[nodiscard]] PairCourse course(int asking = 1) {
    return PairCourse({.a = &a_, .b = &b_, .scorer = &scorer_, .asking = asking});
  }

  Measure scorer_;
  Scenario scenario_ = a_scenario("q1");
  Sample a_ = sample_of(scenario_, "lab/a");
  Sample b_ = sample_of(scenario_, "lab/b");
};

TEST_F(PairCourseTest, BothOrdersAreAskedAtOnceAndOnce) {
  PairCourse pair = course();
  const std::vector<Ask> asks = pair.due();
  ASSERT_THAT(asks, SizeIs(2));
  EXPECT_EQ(text_asked(asks[0]), "lab/a or lab/b");
  EXPECT_EQ(text_asked(asks[1]), "lab/b or lab/a");
  EXPECT_EQ(asks[0].position, 0);
  EXPECT_EQ(asks[1].position, 1);
  EXPECT_THAT(pair.due(), IsEmpty());
}

TEST_F(PairCourseTest, EachOrderHasItsOwnFindingAsShown) {
  PairCourse pair = course();
  (void)pair.due();
  pair.heard(1, a_reply("-2"));
  EXPECT_THAT(pair.ready(),
              ElementsAre(HalfVerdict{true, {"measure@1", Margins{{{"length", -2}}}, ""}, "-2"}));
  EXPECT_FALSE(pair.finished());
  pair.heard(0, a_reply("3"));
  EXPECT_THAT(pair.ready(),
              ElementsAre(HalfVerdict{false, {"measure@1", Margins{{{"length", 3}}}, ""}, "3"}));
  EXPECT_TRUE(pair.finished());
  EXPECT_THAT(pair.ready(), IsEmpty());
}

TEST_F(PairCourseTest, AnUnreadableHalfIsAskedAgainAloneAndOnlyOnce) {
  PairCourse pair = course();
  (void)pair.due();
  pair.heard(0, a_reply("3"));
  pair.heard(1, a_reply("hm"));
  const std::vector<Ask> again = pair.due();
  ASSERT_THAT(again, SizeIs(1));
  EXPECT_EQ(again[0].position, 1);
  EXPECT_EQ(again[0].asked, 2);
  pair.heard(1, a_reply("hm"));
  EXPECT_THAT(pair.due(), IsEmpty());
  (void)pair.ready();
  EXPECT_TRUE(pair.finished());
}

TEST_F(PairCourseTest, AHalfThatFailsLeavesTheOtherAsItIs) {
  PairCourse pair = course();
  (void)pair.due();
  pair.failed(0, Outcome::Failed, "the line was cut");
  pair.heard(1, a_reply("1"));
  const std::vector<HalfVerdict> found = pair.ready();
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_TRUE(std::holds_alternative<Unscored>(found[0].verdict.finding));
  EXPECT_TRUE(std::holds_alternative<Margins>(found[1].verdict.finding));
}

TEST_F(PairCourseTest, WhatCannotBeComparedIsNotAskedAbout) {
  b_.outcome = Outcome::Refused;
  PairCourse pair = course();
  EXPECT_THAT(pair.due(), IsEmpty());
  const std::vector<HalfVerdict> found = pair.ready();
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(std::get<Unscored>(found[0].verdict.finding).why, "one of them was not played");
  EXPECT_TRUE(pair.finished());
}

TEST_F(PairCourseTest, AFurtherAskingHasAskingsOfItsOwn) {
  PairCourse pair = course(3);
  EXPECT_EQ(pair.due().front().asked, 5);
  pair.heard(0, a_reply("hm"));
  EXPECT_EQ(pair.due().front().asked, 6);
}

}  // namespace
}  // namespace attune
