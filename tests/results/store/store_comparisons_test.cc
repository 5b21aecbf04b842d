#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/store/store.h"
#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Comparison a_comparison(std::string first = "lab/a", std::string second = "lab/b") {
  return {.run = {"run-1"},
          .pack = {"feelings"},
          .pack_digest = "sha256:1",
          .scenario = {"q1"},
          .repeat = 2,
          .first = {std::move(first)},
          .second = {std::move(second)},
          .scorer = "eqbench3-pair@1",
          .judge = "court/judge",
          .raw = R"({"warmth": "A0493++"})",
          .finding = Margins{{{"warmth", 2}, {"insight", -1}}},
          .rationale = "a listens",
          .source = "import",
          .first_length = 812.5,
          .first_style = ReplyStyle{1, 2.5, 0},
          .session = "s1",
          .chance = 0.125,
          .cost_usd = 0.5,
          .when = {1'700'000'000'000}};
}

// a_comparison() of two samples that other runs played.
Comparison a_duel() {
  Comparison comparison = a_comparison();
  comparison.first_run = {"run-1"};
  comparison.first_release = a_run_record().release;
  comparison.second_run = {"run-9"};
  return comparison;
}

class StoreComparisonsTest : public testing::Test {
 protected:
  StoreComparisonsTest() {
    EXPECT_TRUE(store_.save(a_pack_record()));
    EXPECT_TRUE(store_.save(a_run_record()));
  }

  std::vector<Comparison> all() { return *store_.comparisons_of_pack("sha256:1"); }

  Store store_ = a_store();
};

TEST_F(StoreComparisonsTest, AComparisonComesBackAsItWas) {
  ASSERT_TRUE(store_.save(a_comparison()));
  EXPECT_THAT(all(), ElementsAre(a_comparison()));
  EXPECT_THAT(*store_.comparisons_of_run({"run-1"}), ElementsAre(a_comparison()));
  EXPECT_THAT(*store_.comparisons_of_run({"run-2"}), IsEmpty());
}

TEST_F(StoreComparisonsTest, ItSaysUnderWhichReleaseItsSamplesWerePlayed) {
  ASSERT_TRUE(store_.save(a_duel()));
  ASSERT_TRUE(store_.save(a_comparison()));  // of the same two, but not of the same samples
  EXPECT_THAT(all(), ElementsAre(a_duel(), a_comparison()));
}

// What comparisons_to_rate() gives of a comparison.
Comparison to_rate(Comparison comparison) {
  comparison.raw.clear();
  comparison.rationale.clear();
  comparison.chance.reset();
  comparison.cost_usd.reset();
  return comparison;
}

TEST_F(StoreComparisonsTest, WhatIsRatedIsTheSameWithoutWordsAndCosts) {
  Comparison unscored = a_comparison("lab/b", "lab/c");
  unscored.finding = Unscored{"no answer"};
  Comparison draw = a_comparison("lab/c", "lab/d");
  draw.finding = Margins{};
  Comparison odd = a_comparison("lab/d", "lab/e");
  odd.finding = Margins{{{"a \"name\"", 1.0 / 3}, {"a \\", -1e-9}, {"", 4}, {"Wärme, [x]", 1e20}}};
  odd.turned = true;
  odd.second_length = 1;
  odd.second_style = ReplyStyle{0.1, 1e-7, 3};
  for (const Comparison& each : {a_duel(), unscored, draw, odd, a_comparison()})
    ASSERT_TRUE(store_.save(each));
  std::vector<Comparison> whole = all();
  EXPECT_THAT(whole, ElementsAre(a_duel(), unscored, draw, odd, a_comparison()));
  std::ranges::transform(whole, whole.begin(), to_rate);
  EXPECT_EQ(*store_.comparisons_to_rate("sha256:1"), whole);
  EXPECT_THAT(*store_.comparisons_to_rate("sha256:2"), IsEmpty());
}

TEST_F(StoreComparisonsTest, BothOrdersAreKeptAndComeInTheOrderTheyCame) {
  Comparison turned = a_comparison("lab/b", "lab/a");
  turned.turned = true;
  ASSERT_TRUE(store_.save(turned));
  ASSERT_TRUE(store_.save(a_comparison()));
  EXPECT_THAT(all(), ElementsAre(turned, a_comparison()));
}

TEST_F(StoreComparisonsTest, AnUnscoredOneIsNoDrawAndIsReplaced) {
  Comparison unscored = a_comparison();
  unscored.finding = Unscored{"no answer"};
  ASSERT_TRUE(store_.save(unscored));
  EXPECT_THAT(all(), ElementsAre(unscored));
  ASSERT_TRUE(store_.save(a_comparison()));
  EXPECT_THAT(all(), ElementsAre(a_comparison()));
}

TEST_F(StoreComparisonsTest, AScoredOneNeverChanges) {
  ASSERT_TRUE(store_.save(a_comparison()));
  Comparison other = a_comparison();
  other.finding = Margins{};
  ASSERT_TRUE(store_.save(other));
  EXPECT_THAT(all(), ElementsAre(a_comparison()));
}

TEST_F(StoreComparisonsTest, NoMarginsAtAllAreADrawAndNotUnscored) {
  Comparison draw = a_comparison();
  draw.finding = Margins{};
  ASSERT_TRUE(store_.save(draw));
  EXPECT_THAT(all(), ElementsAre(draw));
}

TEST_F(StoreComparisonsTest, AskedAgainIsAnotherOne) {
  Comparison again = a_comparison();
  again.asked = 2;
  ASSERT_TRUE(store_.save(a_comparison()));
  ASSERT_TRUE(store_.save(again));
  EXPECT_THAT(all(), ElementsAre(a_comparison(), again));
}

TEST_F(StoreComparisonsTest, OneOfAnUnknownRunIsRefused) {
  Comparison stray = a_comparison();
  stray.run = {"run-9"};
  EXPECT_FALSE(store_.save(stray));
}

TEST_F(StoreComparisonsTest, CitedFiguresComeBackBySubjectAndFigure) {
  const CitedRecord sigma{.pack_digest = "sha256:1",
                          .subject = {"lab/b"},
                          .figure = "sigma",
                          .value = 4.6,
                          .source = "a paper",
                          .date = "2025"};
  CitedRecord elo = sigma;
  elo.figure = "elo";
  elo.value = 1561.3;
  elo.low = 1550;
  elo.high = 1570;
  elo.note = "their interval";
  ASSERT_TRUE(store_.save(sigma));
  ASSERT_TRUE(store_.save(elo));
  ASSERT_TRUE(store_.save(elo));
  EXPECT_THAT(*store_.cited_of_pack("sha256:1"), ElementsAre(elo, sigma));
  EXPECT_THAT(*store_.cited_of_pack("sha256:2"), IsEmpty());
}

}  // namespace
}  // namespace attune
