#include "scorers/pair_registry.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

const PairRule kEven = {.most = 5};

double halved(std::span<const Margin> margins) {
  return margins.front().value / 2;
}

TEST(PairShare, IsOneHalfPlusHalfOfTheMeanMargin) {
  const std::vector<Margin> margins = {{"bond", 5}, {"sense", -2}, {"care", 0}};
  EXPECT_DOUBLE_EQ(share_of(kEven, margins), 0.6);
  EXPECT_DOUBLE_EQ(share_of({.most = 1}, std::vector<Margin>{{"preference", -1}}), 0);
  EXPECT_DOUBLE_EQ(share_of(kEven, std::vector<Margin>{{"bond", 5}}), 1);
}

TEST(PairShare, IsOneHalfWithoutAMargin) {
  EXPECT_EQ(share_of(kEven, std::vector<Margin>()), 0.5);
  EXPECT_EQ(share_of({.most = 5, .share = halved}, std::vector<Margin>()), 0.5);
}

TEST(PairShare, StaysAShareWhereAMarginIsBeyondTheMost) {
  EXPECT_EQ(share_of(kEven, std::vector<Margin>{{"bond", 12}}), 1);
  EXPECT_EQ(share_of(kEven, std::vector<Margin>{{"bond", -12}}), 0);
}

TEST(PairShare, IsTheRulesOwnWhereItHasOne) {
  const std::vector<Margin> margins = {{"bond", 1}, {"sense", 5}};
  EXPECT_EQ(share_of({.most = 5, .share = halved}, margins), 0.5);
}

TEST(PairShare, OfOneCriterionIsAlwaysByTheMost) {
  EXPECT_DOUBLE_EQ(share_of({.most = 5, .share = halved}, Margin{"bond", 2}), 0.7);
  EXPECT_DOUBLE_EQ(share_of({.most = 1}, Margin{"preference", 0}), 0.5);
}

TEST(PairShare, OfTheOtherOrderIsTheRest) {
  for (int first = -5; first <= 5; ++first) {
    for (int second = -5; second <= 5; ++second) {
      const std::vector<Margin> one = {{"a", double(first)}, {"b", double(second)}};
      const std::vector<Margin> other = {{"a", -double(first)}, {"b", -double(second)}};
      EXPECT_DOUBLE_EQ(share_of(kEven, one) + share_of(kEven, other), 1) << first << " " << second;
    }
  }
}

TEST(PairScorerRegistry, FindsByNameAndByIdAndSaysWhatIsNear) {
  PairScorerRegistry scorers;
  scorers.add({.id = "pairwise@1", .rule = {.most = 5}});
  scorers.add({.id = "vote@1", .published = true, .rule = {.most = 1}});
  EXPECT_EQ((*scorers.find("pairwise"))->id, "pairwise@1");
  EXPECT_TRUE((*scorers.find("vote@1"))->published);
  const auto wrong = scorers.find("pairwize");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().remedy, Remedy::FixInput);
  EXPECT_EQ(wrong.error().what, "no scorer of pairs 'pairwize'; did you mean 'pairwise'?");
  EXPECT_FALSE(scorers.find("pairwise@2"));
}

}  // namespace
}  // namespace attune
