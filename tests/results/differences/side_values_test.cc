#include "results/differences/side_values.h"

#include <limits>

#include <gtest/gtest.h>

#include "tests/results/differences/some_sides.h"

namespace attune {
namespace {

using Headline = ScoreRule::Headline;

Playing at(const std::string& scenario, int number) {
  return {ScenarioId{scenario}, number};
}

TEST(SideValues, RepeatsOfLaterRunsCountOn) {
  const SideFacts side =
      a_side("lab/a", {{.scenario = "x", .repeat = 1, .finding = points(10), .run = "r2"},
                       {.scenario = "x", .repeat = 2, .finding = points(20), .run = "r1"},
                       {.scenario = "y", .repeat = 1, .finding = points(30), .run = "r1"}});
  const SideValues values = side_values(side, Headline::Mean);
  // Playings: r1 1, r1 2, r2 1.
  EXPECT_EQ(values.points, (PlayedValues{{at("x", 2), 20}, {at("x", 3), 10}, {at("y", 1), 30}}));
}

TEST(SideValues, WhatIsUnscoredOrNoNumberIsRecordedWithoutAValue) {
  const SideFacts side = a_side(
      "lab/a", {{.scenario = "x", .finding = Unscored{"cut off"}},
                {.scenario = "y", .finding = points(std::numeric_limits<double>::quiet_NaN())}});
  const SideValues values = side_values(side, Headline::Mean);
  EXPECT_TRUE(values.points.empty());
  EXPECT_EQ(values.recorded.size(), 2U);
}

TEST(SideValues, MarksStandByName) {
  const SideFacts side =
      a_side("lab/a", {{.scenario = "x", .finding = points(10, {{"warmth", 4}, {"wit", 7}})},
                       {.scenario = "y", .finding = points(20, {{"warmth", 5}})}});
  const SideValues values = side_values(side, Headline::Mean);
  EXPECT_EQ(values.criteria.at("warmth").size(), 2U);
  EXPECT_EQ(values.criteria.at("wit"), (PlayedValues{{at("x", 1), 7}}));
}

TEST(SideValues, OtherJudgesStandBesideTheOneThatCounts) {
  SideFacts side = a_side("lab/a", {{.scenario = "x", .finding = points(10)},
                                    {.scenario = "y", .finding = points(20)}});
  side.others.push_back(verdict_of(side, {.scenario = "x", .finding = points(14)}, "lab/other"));
  side.others.push_back(
      verdict_of(side, {.scenario = "z", .finding = points(99)}, "lab/other"));  // no own verdict
  const SideValues values = side_values(side, Headline::Mean);
  EXPECT_EQ(values.judged, (std::vector<JudgedScenario>{{{10, 14}}, {{20}}}));
  EXPECT_EQ(values.points.at(at("x", 1)), 10);
}

TEST(SideValues, OfTwoPassesTheOneChosenForThePlayingCounts) {
  const auto passes = [](double first, double revised) {
    return points(revised, {{"first_pass", first}, {"revised", revised}});
  };
  // Playing 1: the revision is no worse. Playing 2: the first pass is better.
  const SideFacts side =
      a_side("lab/a", {{.scenario = "x", .repeat = 1, .finding = passes(40, 50)},
                       {.scenario = "y", .repeat = 1, .finding = passes(60, 61)},
                       {.scenario = "x", .repeat = 2, .finding = passes(70, 10)},
                       {.scenario = "y", .repeat = 2, .finding = passes(80, 81)}});
  const SideValues values = side_values(side, Headline::FirstOrRevised);
  EXPECT_EQ(values.points,
            (PlayedValues{{at("x", 1), 50}, {at("x", 2), 70}, {at("y", 1), 61}, {at("y", 2), 80}}));
}

TEST(SideValues, ForWholeFiguresTheMarksThemselvesAreKept) {
  const SideFacts side = a_side("lab/a", {{.scenario = "x", .finding = points(10)}});
  const SideValues values = side_values(side, Headline::Whole);
  ASSERT_EQ(values.marks.size(), 1U);
  EXPECT_EQ(values.marks.begin()->second->points, 10);
  EXPECT_TRUE(values.points.empty());
}

}  // namespace
}  // namespace attune
