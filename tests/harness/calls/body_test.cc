#include "harness/calls/body.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace attune {
namespace {

using nlohmann::json;

Complaint said_by(std::string_view body) {
  return complaint_of_body(parsed_json(body)).value_or(Complaint{});
}

TEST(ParsedJson, MendsBrokenUtf8) {
  EXPECT_EQ(text_at(parsed_json("{\"a\":\"x\xff\"}"), "a"), "x\xEF\xBF\xBD");
}

TEST(ParsedJson, MendsHalvesOfSurrogatePairsAndKeepsWholeOnes) {
  EXPECT_EQ(text_at(parsed_json(R"({"a":"x\ud83d"})"), "a"), "x\xEF\xBF\xBD");
  EXPECT_EQ(text_at(parsed_json(R"({"a":"\uDE00 \ud83d\ude00 \\ud83d"})"), "a"),
            "\xEF\xBF\xBD \xF0\x9F\x98\x80 \\ud83d");
}

TEST(ParsedJson, IsDiscardedWhereThereIsNoJson) {
  for (const char* text : {"", "<html>", "{", "{\"a\":\"\\u12\"}", "[1e999]"}) {
    EXPECT_TRUE(parsed_json(text).is_discarded()) << text;
  }
}

TEST(ParsedJson, SurvivesDeepNesting) {
  const std::string open(100'000, '[');
  EXPECT_TRUE(parsed_json(open).is_discarded());
  EXPECT_TRUE(parsed_json(open + std::string(100'000, ']')).is_array());
}

TEST(JsonReaders, TakeAMissingOrIllTypedFieldForNothing) {
  const json object = json::parse(R"({"n":1.5,"m":-1,"k":7,"big":18446744073709551615,"t":[]})");
  EXPECT_EQ(text_at(object, "n"), "");
  EXPECT_EQ(text_at(json(3), "n"), "");
  EXPECT_EQ(count_at(object, "n"), std::nullopt);
  EXPECT_EQ(count_at(object, "m"), std::nullopt);
  EXPECT_EQ(count_at(object, "big"), std::nullopt);
  EXPECT_EQ(count_at(object, "none"), std::nullopt);
  EXPECT_EQ(count_at(object, "k"), 7);
  EXPECT_EQ(first_of(member(object, "t")), nullptr);
  EXPECT_EQ(first_of(nullptr), nullptr);
}

TEST(Complaint, IsReadFromOpenAisShape) {
  const Complaint complaint = said_by(
      R"({"error":{"message":"m","type":"invalid_request_error","param":"seed","code":null}})");
  EXPECT_EQ(complaint.message, "m");
  EXPECT_EQ(complaint.type, "invalid_request_error");
  EXPECT_EQ(complaint.param, "seed");
  EXPECT_EQ(complaint.code, "");
}

TEST(Complaint, IsReadFromGooglesShapeAlsoInAnArray) {
  const Complaint complaint = said_by(
      R"([{"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED","details":[
        {"@type":"QuotaFailure","violations":[{"quotaId":"RequestsPerDay"},{"quotaId":3}]},
        {"@type":"RetryInfo","retryDelay":"37s"}, 5]}}])");
  EXPECT_EQ(complaint.code, "429");
  EXPECT_EQ(complaint.type, "RESOURCE_EXHAUSTED");
  EXPECT_EQ(complaint.retry_delay, "37s");
  EXPECT_NE(complaint.detail.find("RequestsPerDay"), std::string::npos);
}

TEST(Complaint, IsReadFromOpenRoutersShape) {
  const Complaint complaint = said_by(
      R"({"error":{"code":402,"message":"Provider returned error",
          "metadata":{"limit_source":"openrouter_in_flight_budget","reasons":["x"],
                      "raw":"upstream says no"}}})");
  EXPECT_EQ(complaint.code, "402");
  EXPECT_EQ(complaint.detail, "openrouter_in_flight_budget moderation");
  EXPECT_EQ(complaint.message, "Provider returned error: upstream says no");
}

TEST(Complaint, IsReadFromABareText) {
  EXPECT_EQ(said_by(R"({"error":"model 'x' not found"})").message, "model 'x' not found");
}

TEST(Complaint, IsReadFromFlatObjects) {
  const Complaint vllm =
      said_by(R"({"object":"error","message":"m","type":"BadRequestError","code":400})");
  EXPECT_EQ(vllm.message, "m");
  EXPECT_EQ(vllm.code, "400");
  const Complaint fast_api =
      said_by(R"({"detail":[{"loc":["body","min_p"],"msg":"Extra inputs are not permitted"}]})");
  EXPECT_EQ(fast_api.message, "Extra inputs are not permitted");
  EXPECT_EQ(fast_api.param, "min_p");
  const Complaint mistral =
      said_by(R"({"object":"error","message":{"detail":[{"loc":["body","seed"],"msg":"Extra"}]}})");
  EXPECT_EQ(mistral.param, "seed");
  EXPECT_EQ(said_by(R"({"detail":"Not Found"})").message, "Not Found");
}

TEST(Complaint, IsNotSeenWhereThereIsNone) {
  for (const char* body : {R"({"error":null})", R"({"error":""})", R"({"error":false})", "{}", "[]",
                           "3", R"({"choices":[],"message":"m"})", R"({"error":[[1]]})"}) {
    EXPECT_EQ(complaint_of_body(json::parse(body)), std::nullopt) << body;
  }
}

}  // namespace
}  // namespace attune
