#include "results/render/json_parts.h"

#include <limits>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace attune {
namespace {

TEST(JsonParts, WhatIsNoNumberIsNull) {
  EXPECT_TRUE(number_json(std::nullopt).is_null());
  EXPECT_TRUE(number_json(std::numeric_limits<double>::quiet_NaN()).is_null());
  EXPECT_TRUE(number_json(std::numeric_limits<double>::infinity()).is_null());
  EXPECT_EQ(number_json(1.5), 1.5);
}

TEST(JsonParts, AnEstimateHasAllItsParts) {
  const auto json = estimate_json(Estimate{.point = 2, .samples = 3, .clusters = 1});
  EXPECT_EQ(json["point"], 2.0);
  EXPECT_TRUE(json["low"].is_null());
  EXPECT_EQ(json["level"], 0.95);
  EXPECT_EQ(json["samples"], 3);
  EXPECT_EQ(json["clusters"], 1);
  EXPECT_TRUE(estimate_json(std::nullopt).is_null());
}

TEST(JsonParts, BrokenTextDoesNotBreakAReport) {
  EXPECT_EQ(json_text(nlohmann::ordered_json{{"name", "\xff"}}),
            "{\n  \"name\": \"\xef\xbf\xbd\"\n}\n");
}

}  // namespace
}  // namespace attune
