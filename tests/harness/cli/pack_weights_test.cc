#include "harness/cli/pack_weights.h"

#include <vector>

#include <gtest/gtest.h>

namespace attune {
namespace {

using Words = std::vector<std::string>;

TEST(PackWeights, AreReadInTheOrderGiven) {
  const auto weights = parse_pack_weights(Words{"intensity=1", "role=play=0.5"});
  ASSERT_TRUE(weights);
  ASSERT_EQ(weights->size(), 2U);
  EXPECT_EQ((*weights)[0].pack, "intensity");
  EXPECT_EQ((*weights)[0].weight, 1);
  EXPECT_EQ((*weights)[1].pack, "role=play");
  EXPECT_EQ((*weights)[1].weight, 0.5);
}

TEST(PackWeights, RefuseWhatIsNoWeight) {
  for (const char* word : {"intensity", "=1", "intensity=", "intensity=-1", "intensity=0",
                           "intensity=nan", "intensity=inf", "intensity=1x", "intensity= 1"}) {
    const auto weights = parse_pack_weights(Words{word});
    ASSERT_FALSE(weights) << word;
    EXPECT_EQ(weights.error().remedy, Remedy::FixInput);
    EXPECT_NE(weights.error().what.find(word), std::string::npos) << weights.error().what;
  }
}

TEST(PackWeights, RefuseAPackThatStandsTwice) {
  const auto weights = parse_pack_weights(Words{"a=1", "b=2", "a=3"});
  ASSERT_FALSE(weights);
  EXPECT_EQ(weights.error().what, "--weights: a stands twice");
}

}  // namespace
}  // namespace attune
