#include "results/reports/baselines.h"

#include <gtest/gtest.h>

#include "scorers/rules/intensity_score.h"

namespace attune {
namespace {

Pack an_intensity_pack(const std::string& scorer) {
  Pack pack;
  pack.scorers = {scorer, "rubric"};
  Scenario scenario;
  scenario.key = IntensityKey{.emotions = {{.name = "joy", .intensity = 3, .share = 3},
                                           {.name = "fear", .intensity = 3, .share = 3},
                                           {.name = "anger", .intensity = 3, .share = 2},
                                           {.name = "envy", .intensity = 3, .share = 2}}};
  pack.scenarios = {scenario};
  return pack;
}

TEST(Baselines, OfIntensitiesAreTheBestConstantAndRandomNumbers) {
  const Pack pack = an_intensity_pack("eqbench-v2");
  const auto baselines = baselines_of(pack, "eqbench-v2");
  ASSERT_EQ(baselines.size(), 2U);
  EXPECT_EQ(baselines[0], (Baseline{"the answer 3 everywhere", 100}));
  const std::vector<IntensityKey> keys = {*pack.scenarios[0].key};
  EXPECT_EQ(baselines[1],
            (Baseline{"random whole numbers", constant_and_random_baselines(keys).random_points}));
}

TEST(Baselines, OfTheFirstVersionFollowItsOwnFormula) {
  const Pack pack = an_intensity_pack("eqbench-v1");
  const std::vector<IntensityKey> keys = {*pack.scenarios[0].key};
  const auto baselines = baselines_of(pack, "eqbench-v1");
  ASSERT_EQ(baselines.size(), 2U);
  EXPECT_EQ(baselines[0], (Baseline{"equal ratings everywhere",
                                    constant_and_random_baselines(keys).equal_v1_points}));
}

TEST(Baselines, StandOnTheScaleOfTheDefaultScorerAlone) {
  EXPECT_TRUE(baselines_of(an_intensity_pack("eqbench-v2"), "rubric").empty());
}

TEST(Baselines, OfChoicesAreRandomAndTheBestLetter) {
  Pack pack;
  Scenario scenario;
  scenario.choices = ChoiceKey{.choices = {{.options = {{"a", 0}, {"b", 1}, {"c", 0}, {"d", 0}}}}};
  pack.scenarios = {scenario};
  EXPECT_EQ(
      baselines_of(pack, "choice"),
      (std::vector<Baseline>{{"always B in the author's order", 100}, {"choosing at random", 25}}));
}

TEST(Baselines, OfOtherPacksAreNotKnown) {
  EXPECT_TRUE(baselines_of(Pack{}, "rubric").empty());
}

}  // namespace
}  // namespace attune
