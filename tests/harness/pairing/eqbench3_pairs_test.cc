#include "harness/pairing/eqbench3_pairs.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "tests/harness/pairing/pair_world.h"

namespace attune {
namespace {

using Ranks = std::vector<std::size_t>;

TEST(Eqbench3Pairs, PicksTheReferencesNeighbours) {
  EXPECT_EQ(eqbench3_neighbours(20, 41, 4), (Ranks{17, 18, 19, 21, 22}));
  for (const std::size_t samples : {8U, 16U, 24U, 9999U}) {
    EXPECT_EQ(eqbench3_neighbours(20, 41, samples), (Ranks{17, 18, 19, 21, 22, 23}));
    EXPECT_EQ(eqbench3_neighbours(0, 41, samples), (Ranks{1, 2, 3}));
  }
  EXPECT_EQ(eqbench3_neighbours(0, 41, 4), (Ranks{1, 2}));
  EXPECT_EQ(eqbench3_neighbours(0, 2, 4), (Ranks{1}));
}

TEST(Eqbench3Pairs, PicksTheReferencesAnchors) {
  PythonRandom fresh(42);
  EXPECT_EQ(eqbench3_anchors(20, 41, fresh), (Ranks{2, 7, 12, 17, 22, 27, 32, 37}));
  PythonRandom again(42);
  EXPECT_EQ(eqbench3_anchors(22, 41, again), (Ranks{2, 7, 12, 17, 27, 32, 37})) << "not oneself";
}

// A newcomer to a ladder of skills from 15 to 85.
struct Newcomer {
  PairWorld world;
  PairField field;
};

Newcomer a_newcomer(std::size_t ladder, std::uint64_t seed, std::size_t above) {
  Newcomer made;
  Rng rng(seed);
  made.world.seed = seed;
  made.world.skills = drawn_skills(ladder + 1, rng);
  std::vector<double> skills(made.world.skills.begin(), made.world.skills.end() - 1);
  std::sort(skills.begin(), skills.end());
  made.world.skills[ladder] = above == 0        ? skills.front() - 1
                              : above == ladder ? skills.back() + 1
                                                : (skills[above - 1] + skills[above]) / 2;
  made.field = world_field(made.world);
  made.field.newcomers = {static_cast<std::uint32_t>(ladder)};
  made.field.known = near_ladder(made.world, ladder);
  return made;
}

std::vector<PairUnit> play(Eqbench3Pairs& schedule, const PairWorld& world) {
  std::vector<PairUnit> units;
  for (auto round = schedule.next_round(); !round.empty(); round = schedule.next_round()) {
    schedule.heard(judged_by(world, round, &WorldShares::group));
    units.insert(units.end(), round.begin(), round.end());
  }
  return units;
}

std::size_t calls(const Newcomer& newcomer) {
  Eqbench3Pairs schedule(newcomer.field, world_eqbench3(newcomer.world));
  play(schedule, newcomer.world);
  return 2 * schedule.asked();
}

// What specs/eq-bench-family §4.6 has from the reference's own scheduler.
TEST(Eqbench3Pairs, CostsANewcomerAsManyCallsAsTheReferencesOwnScheduler) {
  for (const std::uint64_t seed : {2U, 5U}) {
    const std::size_t spent = calls(a_newcomer(40, seed, 20));
    EXPECT_TRUE(540 <= spent && spent <= 660) << spent;
  }
}

TEST(Eqbench3Pairs, CostsAFewLessOnAShortLadder) {
  const std::size_t spent = calls(a_newcomer(10, 1, 5));
  EXPECT_TRUE(540 <= spent && spent <= 560) << spent;
}

TEST(Eqbench3Pairs, CostsLessAtTheEndsOfTheLadder) {
  const std::size_t bottom = calls(a_newcomer(40, 1, 0));
  EXPECT_TRUE(270 <= bottom && bottom <= 400) << bottom;
  const std::size_t top = calls(a_newcomer(40, 5, 40));
  EXPECT_TRUE(400 <= top && top <= 580) << top;
}

TEST(Eqbench3Pairs, NeverAsksAUnitTwiceAndEndsWithEveryPlaceOfTheNearest) {
  const Newcomer newcomer = a_newcomer(10, 3, 5);
  Eqbench3Pairs schedule(newcomer.field, world_eqbench3(newcomer.world));
  const auto units = play(schedule, newcomer.world);
  std::set<std::tuple<std::uint32_t, std::uint32_t>> seen;
  std::map<std::uint32_t, int> met;
  for (const PairUnit& unit : units) {
    EXPECT_EQ(unit.b, 10U) << "the newcomer";
    seen.emplace(unit.a, unit.place);
    ++met[unit.a];
  }
  EXPECT_EQ(seen.size(), units.size());
  const auto ladder = schedule.ladder();
  const auto own =
      static_cast<std::size_t>(std::find(ladder.begin(), ladder.end(), 10U) - ladder.begin());
  for (const std::size_t rank : {own - 1, own + 1}) EXPECT_EQ(met[ladder[rank]], 45);
  EXPECT_EQ(schedule.settled()->why, PairsSettled::Why::NothingLeft);
}

TEST(Eqbench3Pairs, BeginsWithScenario404AgainstEachAnchor) {
  const Newcomer newcomer = a_newcomer(40, 1, 20);
  Eqbench3Options options = world_eqbench3(newcomer.world);
  const auto place = std::find_if(options.places.begin(), options.places.end(),
                                  [](const Eqbench3Place& each) { return each.scenario == "404"; });
  const auto index = static_cast<std::uint32_t>(place - options.places.begin());
  Eqbench3Pairs schedule(newcomer.field, options);
  const auto first = schedule.next_round();
  EXPECT_GE(first.size(), 8U);
  for (const PairUnit& unit : first) EXPECT_EQ(unit.place, index);
}

// Seven places, of which 404 was met in the first stage; the second may ask for four in all against
// the next on the ladder: three more of six, evenly from the first to the last.
TEST(Eqbench3Pairs, SpreadsPlacesEvenlyOverIdsSortedAsText) {
  PairField field;
  field.contestants = 2;
  field.places = 7;
  field.playable.assign(2, std::vector<bool>(7, true));
  field.newcomers = {1};
  const Eqbench3Options options{
      .names = {"a", "b"},
      .places = {{"1", 1}, {"2", 1}, {"9", 1}, {"11", 1}, {"101", 1}, {"404", 1}, {"405", 1}},
      .ratings = {1300, 0}};
  Eqbench3Pairs schedule(field, options);
  const auto first = schedule.next_round();
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].place, 5U) << "404";
  const std::vector<JudgedUnit> judged = {{first[0], 0.4}};
  schedule.heard(judged);
  std::vector<std::uint32_t> places;
  for (const PairUnit& unit : schedule.next_round()) places.push_back(unit.place);
  // As text: 1 101 11 2 405 9; steps of 2.5 round to 0, 2 and 5.
  EXPECT_EQ(places, (std::vector<std::uint32_t>{0, 3, 2}));
}

TEST(Eqbench3Pairs, HearsARoundInAnyOrder) {
  const Newcomer newcomer = a_newcomer(10, 4, 5);
  Eqbench3Pairs straight(newcomer.field, world_eqbench3(newcomer.world));
  Eqbench3Pairs turned(newcomer.field, world_eqbench3(newcomer.world));
  const auto units = play(straight, newcomer.world);
  std::vector<PairUnit> others;
  for (auto round = turned.next_round(); !round.empty(); round = turned.next_round()) {
    others.insert(others.end(), round.begin(), round.end());
    auto judged = judged_by(newcomer.world, round, &WorldShares::group);
    std::reverse(judged.begin(), judged.end());
    const std::span<const JudgedUnit> all = judged;
    turned.heard(all.first(1));
    turned.heard(all.subspan(1));
  }
  EXPECT_EQ(units, others);
  EXPECT_EQ(straight.ratings(), turned.ratings());
}

TEST(Eqbench3Pairs, EndsThoughNothingCanBeScored) {
  const Newcomer newcomer = a_newcomer(6, 1, 3);
  Eqbench3Pairs schedule(newcomer.field, world_eqbench3(newcomer.world));
  for (auto round = schedule.next_round(); !round.empty(); round = schedule.next_round()) {
    std::vector<JudgedUnit> judged;
    for (const PairUnit& unit : round) judged.push_back({unit, std::nullopt});
    schedule.heard(judged);
  }
  EXPECT_TRUE(schedule.settled());
  EXPECT_LE(schedule.asked(), 6U * 45U);
}

TEST(Eqbench3Pairs, StopsAtItsLimit) {
  const Newcomer newcomer = a_newcomer(10, 1, 5);
  Eqbench3Options options = world_eqbench3(newcomer.world);
  options.max_units = 50;
  Eqbench3Pairs schedule(newcomer.field, options);
  EXPECT_EQ(play(schedule, newcomer.world).size(), 50U);
  EXPECT_EQ(schedule.settled()->why, PairsSettled::Why::UnitsUsedUp);
}

}  // namespace
}  // namespace attune
