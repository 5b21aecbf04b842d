#include "scenarios/load/json_members.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace attune {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> shown(std::string_view text) {
  std::vector<std::string> shown;
  const auto members = json_members(text);
  if (!members) return {members.error().what};
  for (const JsonMember& member : *members)
    shown.push_back(member.name + "=" + std::string(member.value));
  return shown;
}

TEST(JsonMembers, AreCutAsTheyStandInTheirOrder) {
  EXPECT_THAT(shown(R"( {"b": {"x": [1, "}]"]} , "a":"q\"\\", "c\u00e9": -1.5e3,"d":null } )"),
              ElementsAre(R"(b={"x": [1, "}]"]})", R"(a="q\"\\")", "c\xC3\xA9=-1.5e3", "d=null"));
  EXPECT_THAT(*json_members("{}"), IsEmpty());
  EXPECT_THAT(*json_members(" { } "), IsEmpty());
}

TEST(JsonMembers, ANameThatComesTwiceIsThereTwice) {
  EXPECT_THAT(shown(R"({"a":1,"a":2})"), ElementsAre("a=1", "a=2"));
}

TEST(JsonMembers, WhatIsNoWholeObjectIsRefused) {
  for (const char* text : {"",
                           "[]",
                           "{",
                           "{\"a\"",
                           "{\"a\":",
                           "{\"a\":1",
                           "{\"a\":1,",
                           "{\"a\":1,}",
                           "{\"a\":{}",
                           "{\"a\":\"x",
                           "{\"a\":\"x\\",
                           "{\"a\" 1}",
                           "{a:1}",
                           "{\"a\":1}x",
                           "{\"a\":1}}",
                           "{}x",
                           "{\"a\":]}",
                           "{\"a\":}",
                           "{\"a\":1 2}",
                           "{1:1}"})
    EXPECT_FALSE(json_members(text)) << text;
}

TEST(JsonMembers, NestingHasAnEnd) {
  const std::string deep = "{\"a\":" + std::string(1000, '[') + std::string(1000, ']') + "}";
  EXPECT_THAT(json_members(deep).error().what, HasSubstr("200 deep"));
}

TEST(JsonItems, AreCutAsTheyStand) {
  EXPECT_THAT(*json_items(R"([1, {"a": "]"}, "x,y" ,[]])"),
              ElementsAre("1", R"({"a": "]"})", "\"x,y\"", "[]"));
  EXPECT_THAT(*json_items(" [ ] "), IsEmpty());
  for (const char* text : {"", "{}", "[", "[1", "[1,", "[1,]", "[1]x", "[,]", "[1 2]", "[[]"})
    EXPECT_FALSE(json_items(text)) << text;
}

TEST(JsonItems, OfAHugeListTakeLinearTime) {
  std::string text = "[";
  for (int i = 0; i < 20'000; ++i) text += R"({"a":"\"b\"","c":[1,2,3]},)";
  text.back() = ']';
  EXPECT_THAT(*json_items(text), SizeIs(20'000));
}

TEST(JsonValue, HalfALetterBecomesAReplacement) {
  EXPECT_EQ(json_value(R"("a\ud83d")")->get<std::string>(), "a\xEF\xBF\xBD");
  EXPECT_EQ(json_value(R"("\ude00\ud83d\ude00x")")->get<std::string>(),
            "\xEF\xBF\xBD\xF0\x9F\x98\x80x");
  EXPECT_EQ(json_value(R"("\\ud83d\ud83d")")->get<std::string>(), "\\ud83d\xEF\xBF\xBD");
  EXPECT_FALSE(json_value("NaN"));
  EXPECT_FALSE(json_value(R"("\u12")"));
}

TEST(NestedTooDeep, CountsTheBracketsThatAreNoText) {
  const std::string deep(200, '[');
  EXPECT_FALSE(nested_too_deep(deep));
  EXPECT_TRUE(nested_too_deep("{\"a\": " + deep));
  EXPECT_FALSE(nested_too_deep("{\"a\": \"" + deep + "\"}"));
  EXPECT_FALSE(nested_too_deep("{\"\\\"" + deep));
  EXPECT_TRUE(nested_too_deep("\"\\\\\"" + deep + "{"));
}

TEST(IsoTime, IsReadAsPythonWritesIt) {
  EXPECT_EQ(to_text(*parse_iso_time("2025-05-21T12:34:56.789012+00:00")), "2025-05-21T12:34:56Z");
  EXPECT_EQ(parse_iso_time("1970-01-01T00:00:01.250000+00:00")->millis, 1250);
  EXPECT_EQ(parse_iso_time("1970-01-01T02:00:00+02:00")->millis, 0);
  EXPECT_EQ(parse_iso_time("1970-01-01T00:00:00-00:30")->millis, 1'800'000);
  EXPECT_EQ(parse_iso_time("1970-01-01T00:00:00")->millis, 0);
  EXPECT_EQ(parse_iso_time("1970-01-01T00:00:00Z")->millis, 0);
  for (const char* text :
       {"", "yesterday", "2025-13-01T00:00:00", "2025-05-21", "2025-05-21T12:34:56+2:00",
        "-025-05-21T12:34:56", "2025-05-21T24:00:00", "2025-05-21T12:60:00", "2025-05-21T12:34:99",
        "2025-05-21T12:34:56+99:00", "2025-05-21T12:34:56+02:00x"})
    EXPECT_FALSE(parse_iso_time(text)) << text;
}

}  // namespace
}  // namespace attune
