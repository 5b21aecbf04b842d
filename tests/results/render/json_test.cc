#include "results/render/json.h"

#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/results/render/some_board.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> keys_of(const Json& json) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  return keys;
}

TEST(BoardJson, KeepsTheOrderOfTheSchema) {
  const Json board = Json::parse(to_json(some_board()));
  EXPECT_EQ(keys_of(board),
            (std::vector<std::string>{"schema", "pack", "scorer", "rows", "notes", "judge", "title",
                                      "stub_rows", "resamples", "seed", "least_difference"}));
  EXPECT_EQ(board["pack"].dump(), R"({"id":"tiny","version":"1.0","digest":"sha256:00"})");
  EXPECT_EQ(board["stub_rows"][0]["subject"], "stub/skill-85");
  EXPECT_EQ(board["stub_rows"][0]["stub"], true);
}

TEST(BoardJson, HoldsEveryFigureOfARow) {
  const Json board = Json::parse(to_json(some_board()));
  EXPECT_EQ(
      board["rows"][0].dump(),
      R"({"rank":1,"rank_low":1,"rank_high":2,"subject":"openai/gpt-4","release":"",)"
      R"("score":{"point":85.73,"low":83.1,"high":88.2,"level":0.95,"samples":170,"clusters":170},)"
      R"("missing":1,"outcomes":{"ok":170,"refused":1},"cost_usd":0.61,)"
      R"("criteria":{"warmth":{"point":14.25,"low":null,"high":null,"level":0.95,"samples":1,"clusters":1}},)"
      R"("unscored":{"count":1,"reasons":[{"why":"refused","count":1}]},)"
      R"("bounds":{"worst":84.1235,"best":86.0},"failed":null,"stub":false,"cost_known":true,"planned":171,"latency_ms":null})");
}

TEST(BoardJson, HasGroupsAndCitedResultsAtTheEndWhereThereAreAny) {
  const Json board = Json::parse(to_json(some_choice_board()));
  EXPECT_EQ(keys_of(board)[10], "cited");
  EXPECT_EQ(
      board["cited"][0].dump(),
      R"({"subject":"human norm","value":83.2,"source":"Somebody et al. 2024, \"A test of what people feel\", table 3","date":"2024-08","note":"asked on paper | not by a prompt"})");
  EXPECT_EQ(board["rows"].size(), 3U);  // cited results are no rows
  const Json row = board["rows"][1];
  EXPECT_EQ(keys_of(row)[16], "groups");
  EXPECT_EQ(
      row["groups"].dump(),
      R"({"category":{"Social":{"point":50.0,"low":null,"high":null,"level":0.95,"samples":0,"clusters":1}}})");
  EXPECT_EQ(board["rows"][0]["criteria"]["above_chance"]["point"], 61.27);
  EXPECT_FALSE(board["rows"][2].contains("groups"));
}

TEST(BoardJson, HasBaselinesPartsLatencyAndTheLeastDifferenceWhereTheyAreKnown) {
  Leaderboard made = some_board();
  made.rows[0].latency = Millis(840);
  made.least_difference = 4.25;
  made.baselines = {{"random", 12.5}};
  made.parts = {{{"acts"}, "1.0", "sha256:1", "rubric@1", "lab/judge", 0.25}};
  const Json board = Json::parse(to_json(made));
  EXPECT_EQ(board["rows"][0]["latency_ms"], 840);
  EXPECT_EQ(board["least_difference"], 4.25);
  EXPECT_EQ(board["baselines"].dump(), R"([{"name":"random","points":12.5}])");
  EXPECT_EQ(
      board["parts"].dump(),
      R"([{"pack":{"id":"acts","version":"1.0","digest":"sha256:1"},"scorer":"rubric@1","judge":"lab/judge","weight":0.25}])");
  EXPECT_EQ(keys_of(board).back(), "parts");
}

TEST(BoardJson, SaysNullWhereAFigureIsAbsent) {
  const Json row = Json::parse(to_json(some_board()))["rows"][1];
  for (const char* key : {"rank", "rank_low", "rank_high", "score", "cost_usd", "bounds"})
    EXPECT_TRUE(row[key].is_null()) << key;
  EXPECT_EQ(row["failed"], "scored 0 of 4");
}

TEST(BoardJson, SurvivesWhatCannotBeANumberOrText) {
  Leaderboard board = some_board();
  board.rows[0].score->point = std::numeric_limits<double>::infinity();
  board.rows[0].score->low = std::numeric_limits<double>::quiet_NaN();
  board.rows[0].subject.text = "broken/\xff\xfe";
  const Json row = Json::parse(to_json(board))["rows"][0];
  EXPECT_TRUE(row["score"]["point"].is_null());
  EXPECT_TRUE(row["score"]["low"].is_null());
  EXPECT_EQ(row["subject"], "broken/\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(BoardJson, WrapsSeveral) {
  const Json wrapper = Json::parse(to_json(std::vector{some_board(), some_board()}));
  EXPECT_EQ(keys_of(wrapper), (std::vector<std::string>{"schema", "leaderboards"}));
  EXPECT_EQ(wrapper["schema"], "attune.leaderboards/1");
  EXPECT_EQ(wrapper["leaderboards"].size(), 2U);
}

}  // namespace
}  // namespace attune
