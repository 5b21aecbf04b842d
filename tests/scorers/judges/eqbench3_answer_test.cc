#include "scorers/judges/eqbench3_answer.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

// "name=value, …" or what is wrong.
std::string scores(std::string_view answer) {
  const Result<CompatScores> read = compat_scores(answer);
  if (!read) return read.error().what;
  std::string all;
  for (const auto& [name, value] : read->scores) {
    std::string number = std::to_string(value);
    number.erase(number.find_last_not_of('0') + 1);
    all += (all.empty() ? "" : ", ") + name + "=" + number;
  }
  return all;
}

TEST(CompatScores, TakeNumbersAsTheyAre) {
  EXPECT_EQ(scores(R"({"a": 15, "b": 7.5, "c": 150, "d": -3})"), "a=15., b=7.5, c=150., d=-3.");
  EXPECT_EQ(scores(R"({"a": true, "b": false, "c": null})"), "a=1., b=0.");
}

TEST(CompatScores, FindTheFirstUnsignedNumberInAnythingElse) {
  EXPECT_EQ(scores(R"({"a": "15/20", "b": "-3", "c": "about 7.25, or 9", "d": "none"})"),
            "a=15., b=3., c=7.25");
  EXPECT_EQ(scores(R"({"a": [12, 3], "b": {"score": 4}, "c": {"5": 1}})"), "a=12., b=4., c=5.");
  EXPECT_EQ(
      scores(R"({"a": "v15", "b": "15abc", "c": "1.5x", "d": "3_4", "e": "1.5.5", "f": "2."})"),
      "c=1., e=1.5, f=2.");
}

TEST(CompatScores, PassOverTheReasoningUnlessItIsANumber) {
  const auto read = compat_scores(R"({"chain_of_thought_reasoning": "He gets 20.", "a": 1})");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, (CompatScores{{{"a", 1}}, "He gets 20."}));
  EXPECT_EQ(scores(R"({"chain_of_thought_reasoning": 9})"), "chain_of_thought_reasoning=9.");
}

TEST(CompatScores, AreNoneWhereNothingIsANumber) {
  EXPECT_EQ(scores(R"({"a": "good"})"), "no scores in the JSON object");
  EXPECT_EQ(scores("{}"), "no scores in the JSON object");
}

TEST(CompatJson, ReadsBehindTheLastOfSeveralFences) {
  EXPECT_EQ(scores("```json\n{\"a\": 1}\n```"), "a=1.");
  EXPECT_EQ(scores("```json\n{\"a\": 1}\n```\nNo:\n```json\n{\"a\": 2}\n```"), "a=2.");
  EXPECT_EQ(scores("```\n{\"a\": 1}\n  ```\n{\"a\": 2}"), "a=1.");
  EXPECT_EQ(scores("{\"a\":\n```json {\n 1}"), "a=1.");  // a line that begins with a fence goes
}

TEST(CompatJson, TakesTheFirstBalancedBracesEvenInProse) {
  EXPECT_EQ(scores("Well. {\"a\": {\"b\": 2}} {\"a\": 3}"), "a=2.");
  EXPECT_EQ(scores(R"({"a": "}{ 4"})"), "a=4.");
  EXPECT_EQ(scores("I use {braces} here. {\"a\": 1}"),
            "the first object in braces is not JSON and cannot be mended");
}

// specs/eq-bench-family §3 names these: the robust twin reads most of them.
TEST(CompatJson, FailsWhereTheReferenceFails) {
  const char* unmendable = "the first object in braces is not JSON and cannot be mended";
  EXPECT_EQ(scores("{\"a\": 1,}"), unmendable);
  EXPECT_EQ(scores("{'a': 1}"), unmendable);
  EXPECT_EQ(scores("{\"a\": NaN}"), unmendable);
  EXPECT_EQ(scores("{\"a\": 1, \"b\": 2"), "no balanced JSON object");
  EXPECT_EQ(scores("A 6\" pipe. {\"a\": 1}"), "no balanced JSON object");
  EXPECT_EQ(scores("} {\"a\": 1}"), "no balanced JSON object");
  EXPECT_EQ(scores("fifteen"), "no balanced JSON object");
}

TEST(CompatJson, EscapesRawLineBreaksAndThenQuotesInTexts) {
  EXPECT_EQ(scores("{\"r\": \"one\ntwo\", \"a\": 1}"), "a=1.");
  EXPECT_EQ(scores("{\"r\": \"he said \"no\" to her\", \"a\": 1}"), "a=1.");
  EXPECT_EQ(scores("{\"r\": \"one\u2028two\r\nthree\", \"a\": 1}"), "a=1.");
  const auto read =
      compat_scores("{\"chain_of_thought_reasoning\": \"A \"B\"\nC \\\" D\", \"a\": 1}");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->reasoning, "A \"B\"\nC \" D");
  // A quote before a comma looks like the end of its text.
  EXPECT_EQ(scores("{\"r\": \"he said \"no\", then left\", \"a\": 1}"),
            "the first object in braces is not JSON and cannot be mended");
}

TEST(CompatJson, BearsAnything) {
  for (const char* piece :
       {"{", "}", "[", "\"", "{\"a\":", "```json\n", "\\", "\xFF", "{\"a\":[", "1"}) {
    std::string text;
    while (text.size() < 200'000) text += piece;
    EXPECT_FALSE(compat_scores(text)) << piece;
  }
  const std::string deep = "{\"a\": " + std::string(200'000, '[') + std::string(200'000, ']') + "}";
  EXPECT_EQ(scores(deep), "a JSON object nested too deeply");
  EXPECT_EQ(scores("{\"a\": " + std::string(800, '[') + "3" + std::string(800, ']') + "}"), "a=3.");
  EXPECT_FALSE(compat_scores("{\"a\": \"" + std::string(400'000, '1') + "\"}"));
}

}  // namespace
}  // namespace attune
