#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/ratings/bradley_terry.h"

namespace attune {
namespace {

const std::vector<double> kTheta = {1.5, 0, -1.5};

double rating(const RatingScale& scale, std::size_t at) {
  return scale.centre + scale.per_logit * kTheta[at];
}

TEST(RatingScale, IsTheUsualOneWithoutAnchors) {
  const auto scale = anchored_scale(kTheta, {});
  ASSERT_TRUE(scale);
  EXPECT_EQ(*scale, RatingScale{});
  EXPECT_NEAR(rating(*scale, 0), 1000 + 1.5 * 173.7178, 1e-3);
}

TEST(RatingScale, IsShiftedToOneAnchor) {
  const auto scale = anchored_scale(kTheta, std::vector<Anchor>{{0, 1114}});
  ASSERT_TRUE(scale);
  EXPECT_NEAR(rating(*scale, 0), 1114, 1e-9);
  EXPECT_EQ(scale->per_logit, RatingScale{}.per_logit);
}

TEST(RatingScale, IsShiftedAndStretchedToTwoAnchors) {
  const auto scale = anchored_scale(kTheta, std::vector<Anchor>{{2, 200}, {0, 1500}});
  ASSERT_TRUE(scale);
  EXPECT_NEAR(rating(*scale, 2), 200, 1e-9);
  EXPECT_NEAR(rating(*scale, 1), 850, 1e-9);
  EXPECT_NEAR(rating(*scale, 0), 1500, 1e-9);
}

TEST(RatingScale, NeedsAnchorsThatStandAsTheirRatingsDo) {
  const std::vector<double> theta = {1, 1, 0};
  EXPECT_FALSE(anchored_scale(theta, std::vector<Anchor>{{0, 1000}, {1, 1200}}));
  EXPECT_FALSE(anchored_scale(theta, std::vector<Anchor>{{0, 1000}, {2, 1200}}));
  EXPECT_FALSE(anchored_scale(theta, std::vector<Anchor>{{0, 1000}, {2, 1000}}));
  EXPECT_FALSE(anchored_scale(theta, std::vector<Anchor>{{0, 1000}, {0, 1200}}));
}

TEST(RatingScale, HasTwoAnchorsAtMost) {
  const auto scale = anchored_scale(kTheta, std::vector<Anchor>{{0, 3}, {1, 2}, {2, 1}});
  ASSERT_FALSE(scale);
  EXPECT_EQ(scale.error().remedy, Remedy::FixInput);
  EXPECT_THAT(scale.error().what, ::testing::HasSubstr("3 anchors"));
}

}  // namespace
}  // namespace attune
