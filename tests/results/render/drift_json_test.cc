#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "results/render/drift_formats.h"
#include "tests/results/render/some_drift.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> keys_of(const Json& json) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  return keys;
}

TEST(DriftJson, HasTheKeysThatAreDocumented) {
  const Json made = Json::parse(to_json(testing::some_drift()));
  EXPECT_EQ(made["schema"], "attune.drift/1");
  EXPECT_EQ(keys_of(made),
            (std::vector<std::string>{"schema", "pack", "scorer", "subject", "title", "releases",
                                      "steps", "whole", "notes", "level", "resamples", "seed"}));
  EXPECT_EQ(keys_of(made["releases"][0]),
            (std::vector<std::string>{"name", "when", "runs", "judge", "served", "judge_served",
                                      "score", "vitals", "anchors"}));
  EXPECT_EQ(keys_of(made["whole"]),
            (std::vector<std::string>{"from", "to", "total", "judge", "model", "noise", "cause",
                                      "why", "sentence", "spread", "vitals", "ids", "notes"}));
}

TEST(DriftJson, GivesEveryFigureAndNullWhereThereIsNone) {
  const Json made = Json::parse(to_json(testing::some_drift()));
  EXPECT_EQ(made["whole"]["model"]["low"], -1.6);
  EXPECT_EQ(made["whole"]["model"]["level"], 0.9833);
  EXPECT_EQ(made["whole"]["noise"]["from"], "repeats");
  EXPECT_EQ(made["whole"]["cause"], "judge");
  EXPECT_TRUE(made["whole"]["why"].is_null());
  EXPECT_EQ(made["whole"]["ids"][0]["after"], "fp_2");
  EXPECT_TRUE(made["whole"]["vitals"]["latency_ms"].is_null());
  EXPECT_EQ(made["steps"][1]["why"], "no frozen replies");
  EXPECT_TRUE(made["steps"][1]["total"].is_null());
  EXPECT_EQ(made["releases"][0]["judge_served"]["fingerprints"][0], "fp_1");
  EXPECT_EQ(made["releases"][0]["when"], "2026-05-28T20:26:40Z");
}

TEST(DriftJson, WrapsSeveral) {
  const std::vector<Drift> drifts = {testing::some_drift(), testing::some_drift()};
  const Json made = Json::parse(to_json(drifts));
  EXPECT_EQ(made["schema"], "attune.drifts/1");
  EXPECT_EQ(made["drifts"].size(), 2U);
  EXPECT_EQ(made["drifts"][1]["schema"], "attune.drift/1");
}

TEST(DriftJson, HasNoWholeWithOneRelease) {
  Drift drift = testing::some_drift();
  drift.whole.reset();
  EXPECT_TRUE(Json::parse(to_json(drift))["whole"].is_null());
}

}  // namespace
}  // namespace attune
