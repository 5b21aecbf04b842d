#include <nlohmann/json.hpp>

#include "tests/support/command.h"

namespace attune::testing {
namespace {

using Json = nlohmann::json;

TEST(Demo, PrintsTheStubSubjectsInTheirTrueOrderOnBothPacks) {
  const Outputs demo = attune({"demo", "--format", "json"});
  ASSERT_EQ(demo.code, 0) << demo.err;
  const Json boards = Json::parse(demo.out)["leaderboards"];
  ASSERT_EQ(boards.size(), 2U);
  for (const Json& board : boards) {
    ASSERT_EQ(board["rows"].size(), 3U);
    EXPECT_EQ(board["rows"][0]["subject"], "stub/skill-85");
    EXPECT_EQ(board["rows"][1]["subject"], "stub/skill-65");
    EXPECT_EQ(board["rows"][2]["subject"], "stub/skill-45");
    for (const Json& row : board["rows"]) EXPECT_EQ(row["missing"], 0);
  }
}

TEST(Demo, GivesTheSameBytesForTheSameSeedAndOthersForAnother) {
  const std::string first = attune({"demo", "--seed", "7"}).out;
  EXPECT_FALSE(first.empty());
  EXPECT_EQ(first, attune({"demo", "--seed", "7"}).out);
  EXPECT_NE(first, attune({"demo", "--seed", "8"}).out);
}

}  // namespace
}  // namespace attune::testing
