#include "scorers/judges/eqbench3_pair_reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/eqbench3_results.h"

namespace attune {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<PairPlus> read(std::string_view response) {
  return eqbench3_pair_reading(response).criteria;
}

TEST(Eqbench3PairReading, CountsPlusesForWhoeverIsNamed) {
  EXPECT_THAT(read(R"({"empathy": "A0493+++", "insight": "A0488 ++"})"),
              ElementsAre(PairPlus{"empathy", 3}, PairPlus{"insight", -2}));
}

// specs/eq-bench-family B5
TEST(Eqbench3PairReading, BothNamesCountForTheFirstWhateverStandsBefore) {
  EXPECT_THAT(read(R"({"a": "A0488 over A0493 +++"})"), ElementsAre(PairPlus{"a", 3}));
}

TEST(Eqbench3PairReading, UnknownNamesCountAndThereIsNoMost) {
  EXPECT_THAT(read(R"({"style": "A0488++++++++++++"})"), ElementsAre(PairPlus{"style", -12}));
}

TEST(Eqbench3PairReading, PlusesAreCountedWhereverTheyStand) {
  EXPECT_THAT(read(R"({"a": "+ A0493 (2+) +"})"), ElementsAre(PairPlus{"a", 3}));
}

TEST(Eqbench3PairReading, TheReasoningAndWhatIsNoTextDoNotCount) {
  const PairReading reading = eqbench3_pair_reading(
      R"({"chain_of_thought_reasoning": "A0493+++", "a": 5, "b": ["A0493+"], "c": "+++"})");
  EXPECT_THAT(reading.criteria, IsEmpty());
  EXPECT_EQ(reading.reasoning, "A0493+++");
}

TEST(Eqbench3PairReading, NamedWithoutAPlusIsReadAsNothing) {
  EXPECT_THAT(read(R"({"a": "A0493"})"), ElementsAre(PairPlus{"a", 0}));
}

TEST(Eqbench3PairReading, WhatIsNoObjectGivesNothing) {
  for (const char* text : {"", "[]", "{", "null", "A0493+++"}) EXPECT_THAT(read(text), IsEmpty());
}

TEST(Eqbench3PairOutcome, IsSeenFromWhomTheComparisonWasMadeFor) {
  const std::vector<PairPlus> criteria = {{"a", 9}, {"b", -3}};
  const Eqbench3Outcome forward = eqbench3_pair_outcome(criteria, "1", false);
  EXPECT_EQ(forward, (Eqbench3Outcome{1, 9, 3, 6, 0.2, 0.2, 0.6}));
  const Eqbench3Outcome turned = eqbench3_pair_outcome(criteria, "1", true);
  EXPECT_EQ(turned, (Eqbench3Outcome{0, 3, 9, 6, 0.2, 0.2, 1 - 0.6}));
}

TEST(Eqbench3PairOutcome, ADrawIsHalfAndTheDifferenceEndsAt30) {
  EXPECT_EQ(eqbench3_pair_outcome({}, "1", false), Eqbench3Outcome{});
  const std::vector<PairPlus> criteria = {{"a", 40}};
  EXPECT_EQ(eqbench3_pair_outcome(criteria, "1", false), (Eqbench3Outcome{1, 40, 0, 40, 1, 1, 1}));
  EXPECT_EQ(eqbench3_pair_outcome(criteria, "1", true).fraction_for_test, 0);
}

TEST(Eqbench3PairOutcome, AnalysesGiveOnePlusHoweverMuchBetter) {
  const std::vector<PairPlus> criteria = {{"a", 12}, {"b", -1}};
  EXPECT_EQ(eqbench3_pair_outcome(criteria, "400", false),
            (Eqbench3Outcome{1, 1, 0, 1, 1 / 30.0, 1 / 30.0, (1 / 30.0) / 2 + 0.5}));
  EXPECT_EQ(eqbench3_pair_outcome(criteria, "400", true).plus_for_other, 1);
  const std::vector<PairPlus> even = {{"a", 2}, {"b", -2}};
  EXPECT_EQ(eqbench3_pair_outcome(even, "401", false), Eqbench3Outcome{});
  EXPECT_EQ(eqbench3_pair_outcome(criteria, "399", false).plus_for_test, 12);
  EXPECT_EQ(eqbench3_pair_outcome(criteria, "x400", false).plus_for_test, 12);
}

TEST(Eqbench3PairOutcome, IsThatOfTheFixtureBitForBit) {
  const auto elo = parse_eqbench3_elo({"elo.json", kEqbench3EloFile});
  ASSERT_TRUE(elo);
  int compared_ones = 0;
  for (const Eqbench3Compared& compared : elo->comparisons) {
    if (compared.error) continue;
    ++compared_ones;
    EXPECT_EQ(
        eqbench3_pair_outcome(read(compared.judge_response), compared.scenario, compared.turned),
        *compared.outcome)
        << compared.judge_response;
  }
  EXPECT_EQ(compared_ones, 4);
}

}  // namespace
}  // namespace attune
