#include "scenarios/load/eqbench3_elo.h"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/eqbench3_results.h"

namespace attune {
namespace {

using testing::HasSubstr;
using testing::SizeIs;
using Json = nlohmann::json;

Eqbench3Elo read(const std::string& text) {
  const auto elo = parse_eqbench3_elo({"elo.json", text});
  EXPECT_TRUE(elo) << elo.error().what;
  return elo ? *elo : Eqbench3Elo();
}

// A file with the fixture's first comparison after `change`.
std::string fault_after(const std::function<void(Json&)>& change) {
  Json file = Json::parse(kEqbench3EloFile);
  change(file["__metadata__"]["global_pairwise_comparisons"][0]);
  const auto elo = parse_eqbench3_elo({"elo.json", file.dump()});
  if (elo) return "read";
  EXPECT_EQ(elo.error().remedy, Remedy::FixInput);
  return elo.error().what;
}

TEST(Eqbench3EloFile, HasRatingsByModelAndComparisonsInTheirOrder) {
  const Eqbench3Elo elo = read(kEqbench3EloFile);
  ASSERT_THAT(elo.ratings, SizeIs(2));
  EXPECT_EQ(elo.ratings[0].model, "lab/big");
  EXPECT_EQ(elo.ratings[0].elo, 1190.1);
  EXPECT_EQ(elo.ratings[0].ci_high_norm, 680.9);
  ASSERT_THAT(elo.comparisons, SizeIs(6));
  EXPECT_EQ(elo.last_updated, "2025-05-22T08:00:00.25+00:00");
}

TEST(Eqbench3EloFile, ARecordSaysWhoWasShownFirst) {
  const Eqbench3Elo elo = read(kEqbench3EloFile);
  EXPECT_FALSE(elo.comparisons[0].turned);
  EXPECT_TRUE(elo.comparisons[1].turned);
  EXPECT_EQ(elo.comparisons[1].test_model, "tiny-1");
  EXPECT_EQ(elo.comparisons[1].iteration, 1);
  EXPECT_EQ(elo.comparisons[0].outcome->plus_for_test, 18);
  EXPECT_EQ(elo.comparisons[0].test_length, 612.5);
  EXPECT_TRUE(elo.comparisons[0].judge_response.starts_with('{'));
}

TEST(Eqbench3EloFile, AnErrorHasItsWordsAndNoOutcome) {
  const Eqbench3Elo elo = read(kEqbench3EloFile);
  EXPECT_EQ(*elo.comparisons[3].error, "Judge Error: No valid JSON block found");
  EXPECT_EQ(*elo.comparisons[3].raw_judge_response, "I would rather not.");
  EXPECT_TRUE(elo.comparisons[3].turned);
  EXPECT_FALSE(elo.comparisons[3].outcome);
  EXPECT_FALSE(elo.comparisons[5].raw_judge_response);
}

TEST(Eqbench3EloFile, TheTextWrittenIsTheSameFile) {
  const Eqbench3Elo elo = read(kEqbench3EloFile);
  EXPECT_EQ(Json::parse(eqbench3_elo_text(elo)), Json::parse(kEqbench3EloFile));
}

TEST(Eqbench3EloFile, WithoutAnythingInItIsStillAFile) {
  const Eqbench3Elo elo = read(eqbench3_elo_text({}));
  EXPECT_EQ(elo, Eqbench3Elo());
  EXPECT_EQ(read("{}"), Eqbench3Elo());
}

TEST(Eqbench3EloFile, AFaultNamesTheComparisonAndItsField) {
  EXPECT_EQ(fault_after([](Json&) {}), "read");
  EXPECT_THAT(fault_after([](Json& c) { c.erase("scenario_id"); }),
              HasSubstr("elo.json: comparison 1: scenario_id"));
  EXPECT_THAT(fault_after([](Json& c) { c["pair"].erase("test_model"); }),
              HasSubstr("comparison 1: pair.test_model"));
  EXPECT_THAT(fault_after([](Json& c) { c["pair"]["neighbor_model"] = ""; }),
              HasSubstr("pair.neighbor_model"));
  EXPECT_THAT(fault_after([](Json& c) { c["pair"]["iteration_index"] = "one"; }),
              HasSubstr("pair.iteration_index"));
  EXPECT_THAT(fault_after([](Json& c) { c["order"] = "any"; }), HasSubstr("order: expected"));
  EXPECT_THAT(fault_after([](Json& c) { c["judge_response"] = 7; }), HasSubstr("judge_response"));
  EXPECT_THAT(fault_after([](Json& c) { c = 7; }), HasSubstr("comparison 1: expected"));
}

TEST(Eqbench3EloFile, AnIterationMayBeANumberToo) {
  EXPECT_EQ(fault_after([](Json& c) { c["pair"]["iteration_index"] = 3; }), "read");
}

TEST(Eqbench3EloFile, ARatingThatIsNoNumberIsNamed) {
  const auto elo = parse_eqbench3_elo({"elo.json", R"({"m": {"elo": "high"}})"});
  ASSERT_FALSE(elo);
  EXPECT_THAT(elo.error().what, HasSubstr("elo.json: m: elo: expected a number"));
}

}  // namespace
}  // namespace attune
