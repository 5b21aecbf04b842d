#include "harness/stub/stub_ability.h"

#include <gtest/gtest.h>

#include "tests/harness/stub/stub_keys.h"

namespace attune {
namespace {

TEST(StubAbility, IsWhatTheNameSays) {
  const StubAbility ability(some_keys(171));
  for (const int skill : {15, 25, 50, 75, 85, 99, 100})
    EXPECT_NEAR(ability.true_ability(skill), skill, 1e-6);
}

TEST(StubAbility, NeedsMoreNoiseForLess) {
  const StubAbility ability(some_keys(50));
  for (int skill = 1; skill <= 100; ++skill)
    EXPECT_LE(ability.scale_of(skill), ability.scale_of(skill - 1));
  EXPECT_EQ(ability.scale_of(100), 0);
}

TEST(StubAbility, CannotBeWorseThanRandom) {
  const StubAbility ability(some_keys(50));
  EXPECT_GE(ability.true_ability(0), -1);
  EXPECT_LE(ability.true_ability(0), 15);
}

TEST(StubAbility, FindsAPromptByItsDigest) {
  const StubAbility ability(some_keys(3));
  ASSERT_NE(ability.find(digest_of(a_prompt(2))), nullptr);
  EXPECT_EQ(ability.find(digest_of("another")), nullptr);
}

TEST(StubAbility, WithoutKeysKnowsNothing) {
  EXPECT_EQ(StubAbility({}).find(digest_of(a_prompt(0))), nullptr);
}

TEST(Strayed, StaysOnTheScaleAndReturnsTheKeyWithoutNoise) {
  Rng rng(1);
  for (int i = 0; i < 1000; ++i) {
    const int value = strayed(i % 11, 8, rng);
    EXPECT_GE(value, 0);
    EXPECT_LE(value, 10);
    EXPECT_EQ(strayed(i % 11, 0, rng), i % 11);
  }
}

}  // namespace
}  // namespace attune
