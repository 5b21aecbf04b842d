#include "results/differences/missing_pairs.h"

#include <gtest/gtest.h>

#include "tests/results/differences/some_sides.h"

namespace attune {
namespace {

MissingPairs missing(const DifferenceFacts& facts) {
  const auto headline = facts.rule.headline;
  return missing_pairs(side_values(facts.sides[0], headline), side_values(facts.sides[1], headline),
                       facts, 1);
}

TEST(MissingPairs, WithEverythingThereNothingIsMissing) {
  const MissingPairs found =
      missing(facts_of({a_side_of("lab/a", {50, 60}), a_side_of("lab/b", {40, 70})}));
  EXPECT_EQ(found, (MissingPairs{.intended = 2, .pairs = 2}));
}

TEST(MissingPairs, EachMissingValueGetsTheLeastOrTheMost) {
  DifferenceFacts facts =
      facts_of({a_side("lab/a", {{.scenario = "x", .finding = points(50)},
                                 {.scenario = "y", .finding = Unscored{"cut"}},
                                 {.scenario = "z", .finding = points(80)}}),
                a_side("lab/b", {{.scenario = "x", .finding = points(40)},
                                 {.scenario = "y", .finding = points(70)},
                                 {.scenario = "z", .finding = Unscored{"cut"}}})});
  facts.rule.low = -10;
  const MissingPairs found = missing(facts);
  EXPECT_EQ(found.intended, 3U);
  EXPECT_EQ(found.pairs, 1U);
  EXPECT_EQ(found.first_alone, 1U);
  EXPECT_EQ(found.second_alone, 1U);
  ASSERT_TRUE(found.bounds);
  // x: 10. y: the first from -10 to 100, the second 70. z: 80, the second from -10 to 100.
  EXPECT_NEAR(found.bounds->worst, (10.0 + (-10 - 70) + (80 - 100)) / 3, 1e-12);
  EXPECT_NEAR(found.bounds->best, (10.0 + (100 - 70) + (80 + 10)) / 3, 1e-12);
}

TEST(MissingPairs, WhatWasNotPlayedIsUnknownOnBothSides) {
  DifferenceFacts facts = facts_of({a_side_of("lab/a", {50}), a_side_of("lab/b", {40})});
  facts.sides[0].planned = 4;
  facts.sides[1].planned = 2;  // both meant to play two
  const MissingPairs found = missing(facts);
  EXPECT_EQ(found.intended, 2U);
  ASSERT_TRUE(found.bounds);
  EXPECT_NEAR(found.bounds->worst, (10.0 - 100) / 2, 1e-12);
  EXPECT_NEAR(found.bounds->best, (10.0 + 100) / 2, 1e-12);
}

TEST(MissingPairs, MoreRepeatsOnOneSideAreAloneAndNotMissing) {
  SideFacts often = a_side_of("lab/a", {50});
  add(often, {.scenario = "s00", .repeat = 2, .finding = points(60)});
  const MissingPairs found = missing(facts_of({often, a_side_of("lab/b", {40})}));
  EXPECT_EQ(found, (MissingPairs{.intended = 1, .pairs = 1, .first_alone = 1}));
}

TEST(MissingPairs, OfAWholeNobodyKnowsTheBounds) {
  DifferenceFacts facts = facts_of({a_side_of("lab/a", {50, 60}), a_side_of("lab/b", {40})});
  facts.rule.headline = ScoreRule::Headline::Whole;
  facts.sides[1].planned = 2;
  const MissingPairs found = missing(facts);
  EXPECT_EQ(found.pairs, 1U);
  EXPECT_EQ(found.intended, 2U);
  EXPECT_FALSE(found.bounds);
}

}  // namespace
}  // namespace attune
