#include "harness/pairing/eqbench3_pairs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/harness/pairing/pair_world.h"

namespace attune {
namespace {

using testing::ElementsAre;

// Golden picks of specs/eq-bench-family §10.
TEST(Eqbench3Pairs, AnchorsAreThoseOfTheReferenceAtItsSeed) {
  PythonRandom random(42);
  EXPECT_THAT(eqbench3_anchors(20, 41, random), ElementsAre(2, 7, 12, 17, 22, 27, 32, 37));
}

TEST(Eqbench3Pairs, NeighboursAreThoseOfTheReference) {
  EXPECT_THAT(eqbench3_neighbours(20, 41, 4), ElementsAre(17, 18, 19, 21, 22));
  EXPECT_THAT(eqbench3_neighbours(20, 41, 8), ElementsAre(17, 18, 19, 21, 22, 23));
  EXPECT_THAT(eqbench3_neighbours(0, 41, 4), ElementsAre(1, 2));
  EXPECT_THAT(eqbench3_neighbours(0, 41, 8), ElementsAre(1, 2, 3));
}

// Judge calls for one newcomer to a ladder of 10 that grew as the reference's does, two a unit, by
// a judge that seldom errs.
std::size_t calls_for(double skill) {
  PairWorld world;
  world.reply_spread = world.quirk = world.mood = 0;
  world.noise = 0.2;
  Rng rng(1);
  world.skills = drawn_skills(10, rng);
  world.skills.push_back(skill);
  PairField field = world_field(world);
  field.newcomers = {10};
  field.known = grown_ladder(world, 10);
  Eqbench3Pairs schedule(field, world_eqbench3(world));
  for (auto round = schedule.next_round(); !round.empty(); round = schedule.next_round()) {
    for (const PairUnit& unit : round) EXPECT_EQ(unit.b, 10U);
    schedule.heard(judged_by(world, round, &WorldShares::group));
  }
  return 2 * schedule.asked();
}

// specs/eq-bench-family §4.6: 540 and 20 to 90 more in the middle of a ladder, whatever its length;
// at its ends, with three neighbours, 270 and as many more.
TEST(Eqbench3Pairs, ANewcomerCostsWhatTheReferenceIsKnownToCost) {
  const std::size_t middle = calls_for(50);
  EXPECT_GE(middle, 540U);
  EXPECT_LE(middle, 630U);
  const std::size_t bottom = calls_for(2);
  EXPECT_GE(bottom, 270U);
  EXPECT_LE(bottom, 390U);
}

}  // namespace
}  // namespace attune
