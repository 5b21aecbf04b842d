#include "scenarios/load/as_played.h"

#include <gtest/gtest.h>

#include "tests/support/builders.h"

namespace attune {
namespace {

Pack with_choices() {
  Pack pack = a_pack();
  for (Scenario& scenario : pack.scenarios)
    scenario.choices = ChoiceKey{.choices = {{.options = {{"a", 1}, {"b", 0}}}}};
  return pack;
}

TEST(AsPlayed, LeavesOtherPacksAsTheyAre) {
  EXPECT_EQ(as_played(a_pack(), {.compat = true}), a_pack());
}

TEST(AsPlayed, AppliesRevisionAndCompatToEqbench) {
  Pack pack = a_pack();
  pack.id = {"eqbench-v1"};
  EXPECT_EQ(as_played(pack, {.compat = true}).scenarios[0].generation.parameters.max_tokens, 60);
}

TEST(AsPlayed, ShufflesOptionsOnTheSeed) {
  EXPECT_EQ(as_played(with_choices(), {.seed = 9}).scenarios[0].choices->shuffle, 9U);
}

TEST(AsPlayed, KeepsTheAuthorsOrderWhereAskedToAndUnderCompat) {
  EXPECT_EQ(as_played(with_choices(), {.upstream_order = true, .seed = 9}), with_choices());
  EXPECT_EQ(as_played(with_choices(), {.compat = true, .seed = 9}), with_choices());
}

TEST(AsPlayed, TheDigestStaysThatOfThePublishedPack) {
  EXPECT_EQ(as_played(with_choices(), {}).digest, with_choices().digest);
}

}  // namespace
}  // namespace attune
