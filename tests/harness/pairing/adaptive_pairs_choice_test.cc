#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "harness/pairing/adaptive_pairs.h"
#include "tests/harness/pairing/pair_world.h"

namespace attune {
namespace {

std::vector<PairUnit> units_of(const std::vector<JudgedUnit>& judged) {
  std::vector<PairUnit> units;
  for (const JudgedUnit& each : judged) units.push_back(each.unit);
  return units;
}

TEST(AdaptivePairs, NeverGoesBeyondItsLimit) {
  const PairWorld world = a_world(5);
  for (const std::size_t limit : {0U, 3U, 29U}) {
    AdaptivePairs pairs(world_field(world), up_to(limit));
    EXPECT_EQ(play(pairs, world).size(), limit);
    ASSERT_TRUE(pairs.settled());
    EXPECT_EQ(pairs.settled()->why, PairsSettled::Why::UnitsUsedUp);
  }
}

TEST(AdaptivePairs, MakesRoundsByTheSizeOfTheField) {
  const PairWorld world = a_world(20);
  AdaptivePairs alike(world_field(world), up_to(1000));
  EXPECT_NEAR(static_cast<double>(alike.next_round().size()), 20, 1) << "the warm-up";
  AdaptivePairs small(world_field(a_world(3)), up_to(1000));
  small.heard(judged_by(a_world(3), small.next_round(), &WorldShares::pairwise));
  EXPECT_EQ(small.next_round().size(), 8U);
  PairField field = field_with_newcomer(world, &WorldShares::pairwise);
  AdaptivePairs placing(field, up_to(1000));
  const auto first = placing.next_round();
  EXPECT_EQ(first.size(), 6U);
  placing.heard(judged_by(world, first, &WorldShares::pairwise));
  EXPECT_EQ(placing.next_round().size(), 12U);
  AdaptivePairs asked(field, {.half_width = std::nullopt, .round_units = 3});
  EXPECT_EQ(asked.next_round().size(), 3U);
}

TEST(AdaptivePairs, SpreadsANewcomersFirstOpponentsAndThenKeepsNear) {
  PairWorld world = a_world(31, 20);
  world.skills.back() = 60;
  AdaptiveOptions options = up_to(66);
  options.exploration = 0;
  AdaptivePairs pairs(field_with_newcomer(world, &WorldShares::pairwise), options);
  const auto units = units_of(play(pairs, world));
  ASSERT_EQ(units.size(), 66U);
  const auto skill = [&](std::size_t at) { return world.skills[units[at].a]; };
  double lowest = 100;
  double highest = 0;
  for (std::size_t at = 0; at < 6; ++at) {
    lowest = std::min(lowest, skill(at));
    highest = std::max(highest, skill(at));
  }
  EXPECT_LT(lowest, 30) << "the lowest sixth, as its ratings have it";
  EXPECT_GT(highest, 70);
  std::map<std::uint32_t, int> met;
  std::set<std::uint32_t> places;
  for (std::size_t at = 18; at < 66; ++at) {
    EXPECT_NEAR(skill(at), 60, 18);
    ++met[units[at].a];
  }
  for (const PairUnit& unit : units) EXPECT_EQ(unit.b, 30U);
  for (std::size_t at = 0; at < 20; ++at) places.insert(units[at].place);
  EXPECT_EQ(places.size(), 20U) << "every scenario before one twice";
  EXPECT_GE(met.size(), 5U);
  for (const auto& each : met) EXPECT_LE(each.second, 16);
}

TEST(AdaptivePairs, SaysWithWhatProbabilityAPairCameNext) {
  const PairWorld world = a_world(6);
  AdaptivePairs pairs(world_field(world), up_to(180));
  pairs.heard(judged_by(world, pairs.next_round(), &WorldShares::pairwise));
  double drawn = 0;
  double all = 0;
  for (const PairUnit& unit : units_of(play(pairs, world))) {
    const bool best = unit.chance > 0.5;
    const double pairs_left = 0.1 / (best ? unit.chance - 0.9 : unit.chance);
    EXPECT_NEAR(pairs_left, std::round(pairs_left), 1e-6) << "0.1 / K, and 0.9 for the best";
    EXPECT_TRUE(pairs_left > 5 && pairs_left < 15.5);
    drawn += best ? 0 : 1;
    ++all;
  }
  EXPECT_NEAR(drawn / all, 0.1, 4 * std::sqrt(0.09 / all));
}

TEST(AdaptivePairs, ChoosesForCertainWithoutExplorationAndByLotWithNothingElse) {
  const PairWorld world = a_world(6);
  for (const double exploration : {0.0, 1.0}) {
    AdaptivePairs pairs(world_field(world),
                        {.half_width = std::nullopt, .exploration = exploration});
    pairs.heard(judged_by(world, pairs.next_round(), &WorldShares::pairwise));
    for (const PairUnit& unit : pairs.next_round())
      EXPECT_DOUBLE_EQ(unit.chance, exploration == 0 ? 1 : 1.0 / 15);
  }
}

TEST(AdaptivePairs, LooksAtNewcomersOnlyWhereThereAreAny) {
  PairWorld world = a_world(9);
  world.skills.back() = 50;
  AdaptivePairs pairs(field_with_newcomer(world, &WorldShares::pairwise), {.half_width = 40});
  play(pairs, world);
  EXPECT_EQ(pairs.settled()->why, PairsSettled::Why::TargetReached);
  EXPECT_EQ(pairs.settled()->sentence, "every newcomer's rating is known to ±40 or better");
}

TEST(AdaptivePairs, EndsWhenRanksAreToldApartIfThatSuffices) {
  PairWorld world = a_world(3);
  world.skills = {20, 50, 80};
  AdaptivePairs pairs(world_field(world), {.half_width = 1, .ranks_suffice = true});
  play(pairs, world);
  EXPECT_EQ(pairs.settled()->why, PairsSettled::Why::RanksSeparated);
  EXPECT_LT(pairs.asked(), 60U);
}

TEST(AdaptivePairs, EndsWhereOnlyMoreScenariosWouldHelp) {
  PairWorld world = a_world(5, 12);
  world.iterations = 20;  // of which each is as lucky for a subject as its scenario
  PairField field = world_field(world);
  AdaptivePairs pairs(field, {.half_width = 5});
  PairWorld luck = world;
  luck.iterations = 1;
  luck.mood = luck.noise = luck.quirk = 0;
  for (auto round = pairs.next_round(); !round.empty(); round = pairs.next_round()) {
    std::vector<JudgedUnit> judged;
    for (const PairUnit& unit : round) {
      PairUnit once = unit;
      once.place /= 20;
      judged.push_back({unit, world_shares(luck, once).pairwise});
    }
    pairs.heard(judged);
  }
  ASSERT_EQ(pairs.settled()->why, PairsSettled::Why::OutOfReach) << pairs.settled()->sentence;
  EXPECT_LT(pairs.asked(), 10U * 12U * 20U / 2) << "not after all was asked";
}

TEST(AdaptivePairs, GoesOnWhereSomebodyLosesEverything) {
  const PairWorld world = a_world(5, 20);
  AdaptivePairs pairs(world_field(world), up_to(100));
  for (auto round = pairs.next_round(); !round.empty(); round = pairs.next_round()) {
    auto judged = judged_by(world, round, &WorldShares::pairwise);
    for (JudgedUnit& each : judged)
      if (each.unit.a == 0) each.share = 0;
    pairs.heard(judged);
  }
  EXPECT_EQ(pairs.asked(), 100U);
  EXPECT_FALSE(pairs.standing()) << "no strength is reported that is held by a prior alone";
}

TEST(AdaptivePairs, TakesUpWhatIsKnownOfAFieldOfEquals) {
  const PairWorld world = a_world(5);
  AdaptivePairs before(world_field(world), up_to(40));
  PairField field = world_field(world);
  field.known = play(before, world);
  AdaptivePairs after(field, up_to(20));
  EXPECT_TRUE(after.standing());
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> seen;
  for (const JudgedUnit& each : field.known)
    seen.emplace(each.unit.a, each.unit.b, each.unit.place);
  for (const PairUnit& unit : units_of(play(after, world)))
    EXPECT_TRUE(seen.emplace(unit.a, unit.b, unit.place).second);
}

}  // namespace
}  // namespace attune
