#include "results/stats/equivalence.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(Equivalence, ItsIntervalLeavesTheLevelOutsideOnEachSide) {
  EXPECT_NEAR(equivalence_level(0.95), 0.90, 1e-12);
  EXPECT_NEAR(equivalence_level(0.99), 0.98, 1e-12);
}

TEST(Equivalence, AnIntervalWithinTheMarginShowsEquality) {
  EXPECT_EQ(likeness_of(false, Interval{-1.9, 1.5}, 2), Likeness::EqualWithin);
  EXPECT_EQ(likeness_of(false, Interval{-2.1, 1.5}, 2), Likeness::NeitherShown);
  EXPECT_EQ(likeness_of(false, Interval{-1, 2.5}, 2), Likeness::NeitherShown);
}

TEST(Equivalence, AnEndOnTheMarginDoesNot) {
  EXPECT_EQ(likeness_of(false, Interval{-1, 2}, 2), Likeness::NeitherShown);
  EXPECT_EQ(likeness_of(false, Interval{-2, 1}, 2), Likeness::NeitherShown);
}

TEST(Equivalence, ARealDifferenceMayBeTooSmallToMatter) {
  EXPECT_EQ(likeness_of(true, Interval{0.2, 1.5}, 2), Likeness::DifferentWithin);
  EXPECT_EQ(likeness_of(true, Interval{0.2, 2.5}, 2), Likeness::Different);
}

TEST(Equivalence, WithoutAnIntervalNothingIsShownEqual) {
  EXPECT_EQ(likeness_of(false, std::nullopt, 2), Likeness::NeitherShown);
  EXPECT_EQ(likeness_of(true, std::nullopt, 2), Likeness::Different);
}

}  // namespace
}  // namespace attune
