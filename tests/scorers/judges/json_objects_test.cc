#include "scorers/judges/json_objects.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

// The first names of the objects found, in order.
std::vector<std::string> found(std::string_view text) {
  std::vector<std::string> names;
  each_object(text, [&](const JsonObject& object) {
    names.emplace_back(object.empty() ? "" : object.front().name);
  });
  return names;
}

using Names = std::vector<std::string>;

TEST(JsonObjects, FindsObjectsInProseAndInEachOther) {
  EXPECT_EQ(found(R"(so: {"a": 1} and {"b": {"c": [1, {"d": null}]}} end)"),
            (Names{"a", "d", "c", "b"}));
}

TEST(JsonObjects, StrayBracesAndQuotesHideNothing) {
  EXPECT_EQ(found(R"(a { brace, an odd " quote: {"a": 1})"), Names{"a"});
  EXPECT_EQ(found(R"({"open: the answer is {"a": 1})"), Names{"a"});
  EXPECT_EQ(found(R"({"k": "open, then {"a": 1})"), Names{"a"});
  EXPECT_EQ(found(R"({"k": 1, {"a": 1})"), Names{"a"});
}

TEST(JsonObjects, AllowsTrailingCommasAndRawLineBreaks) {
  EXPECT_EQ(found("{\"a\": \"x\ny\", \"b\": [1, 2,],}"), Names{"a"});
}

TEST(JsonObjects, RefusesWhatIsNone) {
  for (const char* text :
       {"", "{", "{a: 1}", R"({"a" 1})", R"({"a": 1)", R"({"a": })", R"({,})", R"({"a": +1})",
        R"({'a': 1})", R"({"a": 1]})", R"({"a": NaN})", R"({"a": -nan})", R"({"a": -inf})"}) {
    EXPECT_EQ(found(text), Names{}) << text;
  }
}

TEST(JsonObjects, KeepsKindsAndValues) {
  JsonObject object;
  each_object(R"({"n": -1.5e1, "t": "a\"b", "b": true, "z": null, "l": [], "o": {}})",
              [&](const JsonObject& each) { object = each; });
  ASSERT_EQ(object.size(), 6U);
  EXPECT_EQ(object[0].number, -15);
  EXPECT_EQ(object[1].text, R"(a\"b)");
  EXPECT_EQ(object[2].kind, JsonField::Kind::Boolean);
  EXPECT_EQ(object[4].kind, JsonField::Kind::List);
  EXPECT_EQ(object[5].kind, JsonField::Kind::Object);
}

TEST(JsonObjects, UndoesEscapes) {
  EXPECT_EQ(unescaped(R"(a\"b\nc\u00e4)"), "a\"b\ncä");
  EXPECT_EQ(unescaped("a\nb\xFF"), "a\nb\uFFFD");
  EXPECT_EQ(unescaped(R"(\ud800)"), "");
}

TEST(JsonObjects, HostileTextTakesLinearTimeAndNoStack) {
  for (const std::string piece : {"{", "[", "{\"\":", "{\"\":[", "{\"{\\\"", "{\"a\" x", "{\"a",
                                  "\"", "{}", "{\"a\":\"{", "{ ", "\\", "{\"a\":1,"}) {
    std::string text;
    while (text.size() < 300'000) text += piece;
    for (const std::string& name : found(text + R"({"last": 1})")) EXPECT_LT(name.size(), 9U);
  }
}

}  // namespace
}  // namespace attune
