#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "results/render/rating_formats.h"
#include "tests/results/render/some_rating_board.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> keys_of(const Json& json) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  return keys;
}

TEST(RatingJson, KeepsTheOrderOfTheSchema) {
  const Json board = Json::parse(to_json(some_rating_board()));
  EXPECT_EQ(keys_of(board),
            (std::vector<std::string>{"schema", "pack", "scorer", "rows", "notes", "judge", "title",
                                      "ability", "method", "stub_rows", "effects", "judges",
                                      "agreement", "cited", "resamples", "seed"}));
  EXPECT_EQ(board["schema"], "attune.ratings/1");
  EXPECT_EQ(board["stub_rows"][0]["stub"], true);
}

TEST(RatingJson, HoldsEveryFigureOfARow) {
  const Json board = Json::parse(to_json(some_full_rating_board()));
  EXPECT_EQ(
      board["rows"][1].dump(),
      R"({"rank":2,"rank_low":1,"rank_high":2,"subject":"lab/small","release":"",)"
      R"("rating":{"point":915.47,"low":null,"high":null,"level":0.95,"samples":124,"clusters":31},)"
      R"("unrated":null,"wins":20,"ties":2,"losses":40,"opponents":2,"abilities":)"
      R"({"warmth":{"point":899.0,"low":null,"high":null,"level":0.95,"samples":0,"clusters":0}},)"
      R"("stub":false})");
  const Json bad = board["rows"][2];
  for (const char* key : {"rank", "rank_low", "rank_high", "rating"})
    EXPECT_TRUE(bad[key].is_null()) << key;
  EXPECT_EQ(bad["unrated"], "undefeated");
}

TEST(RatingJson, HoldsFactorsJudgesAgreementAndCitedRatings) {
  const Json board = Json::parse(to_json(some_full_rating_board()));
  EXPECT_EQ(board["effects"][0]["factor"], "position");
  EXPECT_EQ(board["effects"][0]["log_odds"]["point"], 0.254);
  EXPECT_EQ(board["effects"][0]["wins_between_equals"]["high"], 59.8);
  EXPECT_EQ(board["judges"].dump(),
            R"([{"judge":"court/one","pairs":40,"rated":3,"spearman":0.5,"farthest":1},)"
            R"({"judge":"","pairs":22,"rated":0,"spearman":null,"farthest":null}])");
  EXPECT_EQ(board["agreement"]["point"], 0.613);
  EXPECT_EQ(board["cited"][0]["value"], 1251.33);
  EXPECT_TRUE(board["cited"][1]["low"].is_null());
  EXPECT_TRUE(Json::parse(to_json(some_rating_board()))["agreement"].is_null());
}

TEST(RatingJson, SurvivesWhatCannotBeANumberOrText) {
  RatingBoard board = some_rating_board();
  board.rows[0].rating->point = std::numeric_limits<double>::infinity();
  board.rows[0].rating->low = std::numeric_limits<double>::quiet_NaN();
  board.rows[0].subject.text = "broken/\xff\xfe";
  const Json row = Json::parse(to_json(board))["rows"][0];
  EXPECT_TRUE(row["rating"]["point"].is_null());
  EXPECT_TRUE(row["rating"]["low"].is_null());
  EXPECT_EQ(row["subject"], "broken/\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(RatingJson, WrapsSeveral) {
  const Json wrapper = Json::parse(to_json(std::vector{some_rating_board(), some_rating_board()}));
  EXPECT_EQ(keys_of(wrapper), (std::vector<std::string>{"schema", "boards"}));
  EXPECT_EQ(wrapper["schema"], "attune.ratings-list/1");
  EXPECT_EQ(wrapper["boards"].size(), 2U);
}

}  // namespace
}  // namespace attune
