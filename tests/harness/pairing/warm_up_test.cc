#include "harness/pairing/warm_up.h"

#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace attune {
namespace {

PairField a_field(std::size_t contestants) {
  PairField field;
  field.contestants = contestants;
  field.places = 3;
  field.playable.assign(contestants, std::vector<bool>(3, true));
  return field;
}

struct Chosen {
  std::vector<Pair> pairs;
  std::vector<double> chances;
};

Chosen all_of(WarmUp& warm_up, PairStock& stock, std::uint64_t seed) {
  Rng rng(seed);
  Chosen chosen;
  while (const auto choice = warm_up.next(stock, rng)) {
    chosen.pairs.push_back(stock.pairs()[choice->pair]);
    chosen.chances.push_back(choice->chance);
    stock.take(choice->pair, rng);
  }
  return chosen;
}

std::vector<std::set<std::uint32_t>> opponents_in(const Chosen& chosen, std::size_t contestants) {
  std::vector<std::set<std::uint32_t>> opponents(contestants);
  for (const Pair& pair : chosen.pairs) {
    opponents[pair.a].insert(pair.b);
    opponents[pair.b].insert(pair.a);
  }
  return opponents;
}

bool hangs_together(const Chosen& chosen, std::size_t contestants) {
  std::set<std::uint32_t> reached = {0};
  for (std::size_t turn = 0; turn < contestants; ++turn)
    for (const Pair& pair : chosen.pairs)
      if (reached.contains(pair.a) || reached.contains(pair.b)) reached.insert({pair.a, pair.b});
  return reached.size() == contestants;
}

const std::vector<std::vector<std::uint32_t>> kOneGroup = {};

TEST(WarmUp, GivesEverybodyTwoOpponentsInOneConnectedField) {
  for (const std::size_t contestants : {3U, 4U, 7U, 20U}) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
      PairStock stock(a_field(contestants));
      const std::vector<double> theta(contestants);
      WarmUp warm_up(std::vector<bool>(contestants, false),
                     {.met = {}, .groups = kOneGroup, .theta = theta});
      const Chosen chosen = all_of(warm_up, stock, seed);
      for (const auto& each : opponents_in(chosen, contestants)) EXPECT_GE(each.size(), 2U);
      EXPECT_TRUE(hangs_together(chosen, contestants));
      EXPECT_LE(chosen.pairs.size(), contestants + 1) << "no more than it takes";
    }
  }
}

TEST(WarmUp, SaysHowLikelyItsFirstPairWas) {
  PairStock stock(a_field(5));
  const std::vector<double> theta(5);
  WarmUp warm_up(std::vector<bool>(5, false), {.met = {}, .groups = kOneGroup, .theta = theta});
  const Chosen chosen = all_of(warm_up, stock, 3);
  EXPECT_DOUBLE_EQ(chosen.chances[0], 0.1) << "any of ten";
  EXPECT_DOUBLE_EQ(chosen.chances[1], 1.0 / 3) << "any of the three who have met nobody";
}

TEST(WarmUp, JoinsPartsThatStandApart) {
  PairStock stock(a_field(6));
  const std::vector<Pair> met = {{0, 1}, {1, 2}, {0, 2}, {3, 4}, {4, 5}, {3, 5}};
  const std::vector<double> theta(6);
  WarmUp warm_up(std::vector<bool>(6, false), {.met = met, .groups = kOneGroup, .theta = theta});
  const Chosen chosen = all_of(warm_up, stock, 1);
  ASSERT_EQ(chosen.pairs.size(), 1U);
  EXPECT_TRUE(chosen.pairs[0].a < 3 && chosen.pairs[0].b >= 3);
  EXPECT_DOUBLE_EQ(chosen.chances[0], 1.0 / 9);
}

TEST(WarmUp, MeetsAcrossGroupsThatTookNothingFromEachOtherButNotForEver) {
  PairStock stock(a_field(4));
  const std::vector<Pair> met = {{0, 1}, {1, 2}, {2, 3}, {0, 3}};
  const std::vector<std::vector<std::uint32_t>> groups = {{3}, {0, 1, 2}};  // 3 lost everything
  const std::vector<double> theta(4);
  WarmUp warm_up(std::vector<bool>(4, false),
                 {.met = met, .groups = groups, .theta = theta, .asked = 4});
  const Chosen chosen = all_of(warm_up, stock, 1);
  ASSERT_FALSE(chosen.pairs.empty());
  for (const Pair& pair : chosen.pairs) EXPECT_EQ(pair.b, 3U);
  EXPECT_LE(chosen.pairs.size(), 4U);
  WarmUp late(std::vector<bool>(4, false),
              {.met = met, .groups = groups, .theta = theta, .asked = 12});
  EXPECT_TRUE(all_of(late, stock, 1).pairs.empty());
}

TEST(WarmUp, ShowsANewcomerOneOfEachBandOfTheLadder) {
  PairField field = a_field(13);
  field.newcomers = {0};
  PairStock stock(field);
  std::vector<double> theta(13);
  for (std::size_t at = 1; at < 13; ++at) theta[at] = static_cast<double>(at);
  WarmUp warm_up(newcomers_of(field), {.met = {}, .groups = kOneGroup, .theta = theta});
  const Chosen chosen = all_of(warm_up, stock, 5);
  ASSERT_EQ(chosen.pairs.size(), 6U);
  std::set<std::uint32_t> bands;
  for (const Pair& pair : chosen.pairs) bands.insert((pair.b - 1) / 2);
  EXPECT_EQ(bands.size(), 6U);
  for (const double chance : chosen.chances) EXPECT_DOUBLE_EQ(chance, 0.5);
}

TEST(WarmUp, HasNothingToDoForANewcomerWhoMetEveryBand) {
  PairField field = a_field(4);
  field.newcomers = {3};
  PairStock stock(field);
  const std::vector<double> theta(4);
  const std::vector<Pair> met = {{0, 3}, {1, 3}, {2, 3}};
  WarmUp warm_up(newcomers_of(field), {.met = met, .groups = kOneGroup, .theta = theta});
  EXPECT_TRUE(all_of(warm_up, stock, 1).pairs.empty());
}

}  // namespace
}  // namespace attune
