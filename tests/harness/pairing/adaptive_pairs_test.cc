#include "harness/pairing/adaptive_pairs.h"

#include <set>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/harness/pairing/pair_world.h"

namespace attune {
namespace {

using testing::IsEmpty;

using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

Key key_of(const PairUnit& unit) {
  return {unit.a, unit.b, unit.place};
}

PairWorld world_of(std::vector<double> skills, std::size_t scenarios = 20) {
  PairWorld world;
  world.skills = std::move(skills);
  world.scenarios = scenarios;
  return world;
}

// Everything a choice asks, round by round.
std::vector<std::vector<PairUnit>> rounds_of(AdaptivePairs& pairs, const PairWorld& world) {
  std::vector<std::vector<PairUnit>> rounds;
  for (auto round = pairs.next_round(); !round.empty(); round = pairs.next_round()) {
    pairs.heard(judged_by(world, round, &WorldShares::pairwise));
    rounds.push_back(std::move(round));
  }
  return rounds;
}

TEST(AdaptivePairs, AskWhatCanBePlayedAndNothingTwice) {
  const PairWorld world = world_of({20, 40, 60, 80}, 6);
  PairField field = world_field(world);
  field.playable[1][2] = false;
  AdaptivePairs pairs(field, {.half_width = std::nullopt});
  std::set<Key> seen;
  for (const auto& round : rounds_of(pairs, world)) {
    for (const PairUnit& unit : round) {
      EXPECT_LT(unit.a, unit.b);
      EXPECT_TRUE(field.playable[unit.a][unit.place] && field.playable[unit.b][unit.place]);
      EXPECT_GT(unit.chance, 0);
      EXPECT_LE(unit.chance, 1);
      EXPECT_TRUE(seen.insert(key_of(unit)).second);
    }
  }
  EXPECT_EQ(seen.size(), 6U * 6U - 3U);
  ASSERT_TRUE(pairs.settled());
  EXPECT_EQ(pairs.settled()->why, PairsSettled::Why::NothingLeft);
}

TEST(AdaptivePairs, AreTheSameWhateverOrderARoundIsHeardIn) {
  const PairWorld world = world_of({25, 35, 50, 65, 80});
  AdaptivePairs straight(world_field(world), {.max_units = 80});
  AdaptivePairs reversed(world_field(world), {.max_units = 80});
  for (;;) {
    const auto round = straight.next_round();
    ASSERT_EQ(round, reversed.next_round());
    if (round.empty()) break;
    auto judged = judged_by(world, round, &WorldShares::pairwise);
    straight.heard(judged);
    std::reverse(judged.begin(), judged.end());
    reversed.heard(judged);
  }
  EXPECT_EQ(straight.settled()->sentence, reversed.settled()->sentence);
}

TEST(AdaptivePairs, AnotherSeedChoosesOtherwise) {
  const PairWorld world = world_of({25, 35, 50, 65, 80});
  AdaptivePairs one(world_field(world), {.seed = 1});
  AdaptivePairs other(world_field(world), {.seed = 2});
  EXPECT_NE(one.next_round(), other.next_round());
}

TEST(AdaptivePairs, ANewcomerIsInEveryPairAndWhatIsKnownIsNotAskedAgain) {
  PairWorld world = world_of({20, 30, 40, 50, 60, 70, 80, 55});
  PairField field = world_field(world);
  field.newcomers = {7};
  field.known = near_ladder(world, 7);
  const PairUnit met{.a = 3, .b = 7, .place = 4};
  field.known.push_back({met, 0.5});
  AdaptivePairs pairs(field, {.half_width = std::nullopt, .max_units = 100});
  std::size_t asked = 0;
  for (const auto& round : rounds_of(pairs, world)) {
    asked += round.size();
    for (const PairUnit& unit : round) {
      EXPECT_EQ(unit.b, 7U);
      EXPECT_NE(key_of(unit), key_of(met));
    }
  }
  EXPECT_EQ(asked, 100U);
  EXPECT_EQ(pairs.settled()->why, PairsSettled::Why::UnitsUsedUp);
}

TEST(AdaptivePairs, EndWhenEveryRatingIsKnownWellEnough) {
  const PairWorld world = world_of({30, 45, 60, 75}, 45);
  AdaptivePairs pairs(world_field(world), {.half_width = 40});
  rounds_of(pairs, world);
  ASSERT_TRUE(pairs.settled());
  EXPECT_EQ(pairs.settled()->why, PairsSettled::Why::TargetReached);
  for (const auto& half_width : pairs.standing()->half_widths) EXPECT_LE(*half_width, 40);
  EXPECT_LT(pairs.asked(), 6U * 45U);
}

TEST(AdaptivePairs, FindTheOrderOfSkillsThatAreFarApart) {
  const PairWorld world = world_of({80, 20, 60, 40});
  AdaptivePairs pairs(world_field(world), {});
  rounds_of(pairs, world);
  ASSERT_TRUE(pairs.standing());
  const std::vector<double>& theta = pairs.standing()->strengths.theta;
  EXPECT_GT(theta[0], theta[2]);
  EXPECT_GT(theta[2], theta[3]);
  EXPECT_GT(theta[3], theta[1]);
}

// The pair of nearly equals teaches most: beyond the warm-up it is met more often than the pair of
// the best and the worst.
TEST(AdaptivePairs, EqualsMeetMoreOftenThanExtremes) {
  const PairWorld world = world_of({5, 48, 52, 95}, 45);
  AdaptivePairs pairs(world_field(world), {.half_width = std::nullopt, .max_units = 120});
  int equals = 0;
  int extremes = 0;
  for (const auto& round : rounds_of(pairs, world)) {
    for (const PairUnit& unit : round) {
      equals += unit.a == 1 && unit.b == 2 ? 1 : 0;
      extremes += unit.a == 0 && unit.b == 3 ? 1 : 0;
    }
  }
  EXPECT_GT(equals, extremes);
}

// Never heard of, never scored: the choice goes on and ends.
TEST(AdaptivePairs, UnitsWithoutAFindingAreCountedAsAskedAndTeachNothing) {
  const PairWorld world = world_of({30, 50, 70}, 4);
  AdaptivePairs pairs(world_field(world), {});
  std::size_t asked = 0;
  for (auto round = pairs.next_round(); !round.empty(); round = pairs.next_round()) {
    std::vector<JudgedUnit> judged;
    for (const PairUnit& unit : round) judged.push_back({unit, std::nullopt});
    pairs.heard(judged);
    asked += round.size();
  }
  EXPECT_EQ(asked, 3U * 4U);
  EXPECT_FALSE(pairs.standing());
}

}  // namespace
}  // namespace attune
