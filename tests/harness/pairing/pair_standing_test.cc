#include "harness/pairing/pair_standing.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "harness/pairing/uniform_pairs.h"
#include "tests/harness/pairing/pair_world.h"

namespace attune {
namespace {

PairWorld a_world(std::size_t scenarios, std::size_t iterations) {
  PairWorld world;
  world.skills = {40, 50, 60};
  world.scenarios = scenarios;
  world.iterations = iterations;
  return world;
}

std::vector<JudgedUnit> all_judged(const PairWorld& world) {
  UniformPairs pairs(world_field(world), {});
  std::vector<JudgedUnit> judged;
  for (auto round = pairs.next_round(); !round.empty(); round = pairs.next_round()) {
    const auto answers = judged_by(world, round, &WorldShares::pairwise);
    judged.insert(judged.end(), answers.begin(), answers.end());
  }
  return judged;
}

TEST(PairStanding, MakesAContestOfEveryScoredUnitWithItsScenarioAsCluster) {
  PairField field = world_field(a_world(2, 2));
  field.known = {{{.a = 0, .b = 2, .place = 3}, 0.25}};
  const std::vector<JudgedUnit> judged = {{{.a = 0, .b = 1, .place = 1}, 0.75},
                                          {{.a = 1, .b = 2, .place = 0}, std::nullopt}};
  const std::vector<Contest> expected = {{.first = 0, .second = 1, .share = 0.75, .cluster = 0},
                                         {.first = 0, .second = 2, .share = 0.25, .cluster = 1}};
  EXPECT_EQ(to_contests(field, judged), expected);
}

TEST(PairStanding, DoesNotDependOnTheOrderOfUnits) {
  const PairWorld world = a_world(10, 1);
  const PairField field = world_field(world);
  std::vector<JudgedUnit> judged = all_judged(world);
  const auto straight = to_contests(field, judged);
  std::reverse(judged.begin(), judged.end());
  EXPECT_EQ(straight, to_contests(field, judged));
}

TEST(PairStanding, IsAbsentWhereSomebodyWonEverything) {
  PairField field = world_field(a_world(3, 1));
  const std::vector<JudgedUnit> judged = {{{.a = 0, .b = 1, .place = 1}, 1},
                                          {{.a = 0, .b = 2, .place = 0}, 1},
                                          {{.a = 1, .b = 2, .place = 0}, 0.5}};
  EXPECT_FALSE(standing_of(field, to_contests(field, judged)));
}

TEST(PairStanding, WidensTheSandwichByStudentsTAndFewScenarios) {
  const PairWorld world = a_world(10, 1);
  const PairField field = world_field(world);
  const auto standing = standing_of(field, to_contests(field, all_judged(world)));
  ASSERT_TRUE(standing);
  EXPECT_EQ(standing->scenarios, (std::vector<std::size_t>{10, 10, 10}));
  const double error = std::sqrt(standing->strengths.covariance[0]);
  const double t = 2.2621571628;  // upper 2.5 % of Student's t with 9 degrees of freedom
  EXPECT_NEAR(*standing->half_widths[0], 173.7177928 * error * t * std::sqrt(10.0 / 9), 1e-6);
}

TEST(PairStanding, KnowsWhenScenariosAreWhatIsLacking) {
  PairWorld luck = a_world(12, 1);
  luck.reply_spread = 12;
  luck.mood = luck.noise = luck.quirk = 0;
  // Many repeats of a scenario on which replies are always as lucky: each unit says the same again.
  PairField field = world_field(a_world(12, 20));
  std::vector<JudgedUnit> repeated;
  for (const JudgedUnit& each : all_judged(luck))
    for (std::uint32_t repeat = 0; repeat < 20; ++repeat) {
      repeated.push_back(each);
      repeated.back().unit.place = each.unit.place * 20 + repeat;
    }
  const auto standing = standing_of(field, to_contests(field, repeated));
  ASSERT_TRUE(standing && standing->floors[0]);
  EXPECT_GT(*standing->floors[0], 0.9 * *standing->half_widths[0]);
  EXPECT_LE(*standing->floors[0], *standing->half_widths[0]);
  const PairField once = world_field(luck);
  EXPECT_FALSE(standing_of(once, to_contests(once, all_judged(luck)))->floors[0])
      << "with few units to a scenario nothing of it can be seen";
}

TEST(PairStanding, TellsWhoHoldsARankAlone) {
  PairWorld world = a_world(30, 1);
  world.skills = {10, 50, 51};
  const PairField field = world_field(world);
  const auto standing = standing_of(field, to_contests(field, all_judged(world)));
  ASSERT_TRUE(standing);
  EXPECT_EQ(ranked(*standing, 1), (std::vector<bool>{true, false, false}));
}

}  // namespace
}  // namespace attune
