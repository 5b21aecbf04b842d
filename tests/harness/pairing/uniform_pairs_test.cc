#include "harness/pairing/uniform_pairs.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace attune {
namespace {

PairField a_field(std::size_t contestants, std::size_t places) {
  PairField field;
  field.contestants = contestants;
  field.places = places;
  field.playable.assign(contestants, std::vector<bool>(places, true));
  return field;
}

std::vector<PairUnit> all_of(UniformPairs& pairs) {
  std::vector<PairUnit> units;
  for (auto round = pairs.next_round(); !round.empty(); round = pairs.next_round())
    units.insert(units.end(), round.begin(), round.end());
  return units;
}

TEST(UniformPairs, AsksEveryPairOnEveryPlaceOnce) {
  for (const auto order : {UniformOptions::Order::Blocks, UniformOptions::Order::Drawn}) {
    UniformPairs pairs(a_field(7, 20), {.order = order});
    std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> units;
    const auto all = all_of(pairs);
    for (const PairUnit& unit : all) {
      units.emplace(unit.a, unit.b, unit.place);
      EXPECT_EQ(unit.chance, 1);
    }
    EXPECT_EQ(all.size(), 420U);
    EXPECT_EQ(units.size(), 420U);
    EXPECT_EQ(pairs.settled()->why, PairsSettled::Why::NothingLeft);
  }
}

TEST(UniformPairs, IsBalancedWhereverABlockEnds) {
  UniformPairs pairs(a_field(6, 10), {.max_units = 45});
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> met;
  std::map<std::uint32_t, int> used;
  for (const PairUnit& unit : all_of(pairs)) {
    ++met[{unit.a, unit.b}];
    ++used[unit.place];
  }
  EXPECT_EQ(met.size(), 15U);
  for (const auto& each : met) EXPECT_EQ(each.second, 3);
  for (const auto& each : used) EXPECT_NEAR(each.second, 4.5, 3);
  EXPECT_EQ(used.size(), 10U);
}

TEST(UniformPairs, StopsAtItsLimitAndSaysHowLikelyAUnitWas) {
  UniformPairs pairs(a_field(4, 10), {.order = UniformOptions::Order::Drawn, .max_units = 15});
  const auto units = all_of(pairs);
  ASSERT_EQ(units.size(), 15U);
  EXPECT_DOUBLE_EQ(units[7].chance, 0.25);
  EXPECT_EQ(pairs.settled()->why, PairsSettled::Why::UnitsUsedUp);
  EXPECT_TRUE(pairs.next_round().empty());
}

TEST(UniformPairs, DrawsAnyUnitAsLikelyAsAnyOther) {
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, int> first;
  for (std::uint64_t seed = 0; seed < 1200; ++seed) {
    UniformPairs pairs(a_field(3, 2), {.order = UniformOptions::Order::Drawn, .seed = seed});
    const PairUnit unit = pairs.next_round().front();
    ++first[{unit.a, unit.b, unit.place}];
  }
  ASSERT_EQ(first.size(), 6U);
  for (const auto& each : first) EXPECT_NEAR(each.second, 200, 65) << "five standard deviations";
}

TEST(UniformPairs, DependsOnTheSeedAlone) {
  UniformPairs one(a_field(5, 5), {.seed = 4});
  UniformPairs same(a_field(5, 5), {.seed = 4});
  UniformPairs other(a_field(5, 5), {.seed = 5});
  const auto units = all_of(one);
  EXPECT_EQ(units, all_of(same));
  EXPECT_NE(units, all_of(other));
}

}  // namespace
}  // namespace attune
