#include "scenarios/base/compact_json.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

std::string by_the_library(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

TEST(CompactJson, WritesEveryByteAsTheLibraryDoes) {
  for (int c = 0; c < 256; ++c) {
    const Json json = std::string("a") + static_cast<char>(c) + "b";
    EXPECT_EQ(compact_json(json), by_the_library(json)) << c;
  }
}

TEST(CompactJson, WritesEveryKindOfValueAsTheLibraryDoes) {
  const Json json = {{"text", "Grüße, 你好 \"so\" \\ \n"},
                     {"none", nullptr},
                     {"yes", true},
                     {"whole", -7},
                     {"large", 18'446'744'073'709'551'615U},
                     {"real", 0.1},
                     {"endless", std::numeric_limits<double>::infinity()},
                     {"empty", Json::object()},
                     {"nothing", Json::array()},
                     {"list", {1, "two", {{"three", 3}}}},
                     {"k\"ey\n", ""}};
  EXPECT_EQ(compact_json(json), by_the_library(json));
  EXPECT_EQ(compact_json("alone"), "\"alone\"");
  EXPECT_EQ(compact_json(Json(Json::value_t::discarded)), by_the_library(Json::value_t::discarded));
}

TEST(CompactJson, WritesAnyBytesAsTheLibraryDoes) {
  Rng rng(7);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (auto size = rng.below(12); size > 0; --size) {
      text += rng.below(2) == 0 ? "ä\xE2\x82 \xF0\x9F\x98\x80\"\\\x01"[rng.below(11)]
                                : static_cast<char>(rng.below(256));
    }
    const Json json = {{text, text}};
    EXPECT_EQ(compact_json(json), by_the_library(json));
  }
}

}  // namespace
}  // namespace attune
