#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "results/render/watch_formats.h"
#include "tests/results/render/some_drift.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

TEST(WatchJson, HasTheKeysThatAreDocumented) {
  const Json made = Json::parse(to_json(testing::some_watch()));
  std::vector<std::string> keys;
  for (const auto& [key, value] : made.items()) keys.push_back(key);
  EXPECT_EQ(keys,
            (std::vector<std::string>{"schema", "pack", "scorer", "subject", "title", "judge",
                                      "changed", "sentence", "alarms", "signals", "looks", "notes",
                                      "in_control", "baseline", "threshold", "level", "seed"}));
  EXPECT_EQ(made["schema"], "attune.watch/1");
}

TEST(WatchJson, GivesAlarmsLooksAndTheThreshold) {
  const Json made = Json::parse(to_json(testing::some_watch()));
  EXPECT_EQ(made["changed"], true);
  const Json& alarm = made["alarms"][0];
  EXPECT_EQ(alarm["signal"], "score");
  EXPECT_EQ(alarm["of"], "subject");
  EXPECT_EQ(alarm["look"], 5);
  EXPECT_EQ(alarm["since"], "2026-11-21T11:06:40Z");
  const Json& score = made["looks"][4]["signals"]["score"];
  EXPECT_EQ(score["normal"], -6.2);
  EXPECT_EQ(score["difference"]["low"], -13);
  EXPECT_TRUE(made["looks"][0]["signals"]["score"]["normal"].is_null());
  EXPECT_FALSE(made["looks"][1]["signals"].contains("latency"));
  EXPECT_EQ(made["threshold"]["height"], 4.512);
  EXPECT_EQ(made["threshold"]["measured"], 199.5);
}

TEST(WatchJson, WrapsSeveral) {
  const std::vector<Watch> watches(2, testing::some_watch());
  const Json made = Json::parse(to_json(watches));
  EXPECT_EQ(made["schema"], "attune.watches/1");
  EXPECT_EQ(made["watches"].size(), 2U);
}

}  // namespace
}  // namespace attune
