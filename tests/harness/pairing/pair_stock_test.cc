#include "harness/pairing/pair_stock.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
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

std::vector<PairUnit> all_of(PairStock& stock, std::size_t pair) {
  Rng rng(1);
  std::vector<PairUnit> units;
  while (stock.left(pair) > 0) units.push_back(stock.take(pair, rng));
  return units;
}

TEST(PairStock, ListsEveryPairOfThoseAlike) {
  const PairStock stock(a_field(4, 3));
  EXPECT_EQ(stock.pairs(), (std::vector<Pair>{{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}}));
  EXPECT_EQ(stock.left(), 18U);
}

TEST(PairStock, ListsOnlyPairsWithANewcomer) {
  PairField field = a_field(4, 3);
  field.newcomers = {1};
  const PairStock stock(field);
  EXPECT_EQ(stock.pairs(), (std::vector<Pair>{{0, 1}, {1, 2}, {1, 3}}));
}

TEST(PairStock, TakesAFieldOfNewcomersOnlyForOneOfEquals) {
  PairField field = a_field(3, 1);
  field.newcomers = {0, 1, 2};
  EXPECT_EQ(newcomers_of(field), std::vector<bool>(3, false));
  EXPECT_EQ(PairStock(field).pairs().size(), 3U);
}

TEST(PairStock, GivesEachUnitOnceAndOnlyWhereBothCanPlay) {
  PairField field = a_field(2, 70);  // more places than a word has bits
  field.playable[0][3] = false;
  field.playable[1][68] = false;
  PairStock stock(field);
  EXPECT_EQ(stock.left(0), 68U);
  std::set<std::uint32_t> places;
  for (const PairUnit& unit : all_of(stock, 0)) places.insert(unit.place);
  EXPECT_EQ(places.size(), 68U);
  EXPECT_FALSE(places.contains(3) || places.contains(68));
  EXPECT_EQ(stock.left(), 0U);
}

TEST(PairStock, CountsWhatIsKnownAsAsked) {
  PairField field = a_field(2, 3);
  field.known = {{{.a = 0, .b = 1, .place = 1}, 0.5}, {{.a = 0, .b = 1, .place = 2}, std::nullopt}};
  PairStock stock(field);
  EXPECT_EQ(stock.left(0), 1U);
  EXPECT_EQ(stock.asked(0), 2U);
  EXPECT_EQ(all_of(stock, 0).front().place, 0U);
}

TEST(PairStock, UsesScenariosEvenlyBeforeItRepeatsOne) {
  PairField field = a_field(2, 6);
  field.scenario_of_place = {0, 0, 1, 1, 2, 2};  // two repeats each
  PairStock stock(field);
  const auto units = all_of(stock, 0);
  for (const std::size_t from : {0U, 3U}) {
    std::set<std::uint32_t> scenarios;
    for (std::size_t at = from; at < from + 3; ++at) scenarios.insert(units[at].place / 2);
    EXPECT_EQ(scenarios.size(), 3U) << "of units from " << from;
  }
}

TEST(PairStock, PutsANewcomerOnEveryPlaceBeforeOneTwiceWhateverItsOpponentsDid) {
  PairField field = a_field(3, 4);
  field.newcomers = {2};
  for (std::uint32_t place = 0; place < 3; ++place)
    field.known.push_back({{.a = 0, .b = 1, .place = place}, 0.5});
  PairStock stock(field);
  Rng rng(1);
  std::set<std::uint32_t> places;
  EXPECT_EQ(stock.take(0, rng).place, 3U) << "unused by both";
  places.insert(3);
  for (int unit = 0; unit < 3; ++unit)
    places.insert(stock.take(static_cast<std::size_t>(unit % 2), rng).place);
  EXPECT_EQ(places.size(), 4U);
}

TEST(PairStock, DrawsAmongPlacesThatAreUsedAsLittle) {
  std::set<std::uint32_t> first;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    PairStock stock(a_field(2, 3));
    Rng rng(seed);
    first.insert(stock.take(0, rng).place);
  }
  EXPECT_EQ(first.size(), 3U);
}

}  // namespace
}  // namespace attune
