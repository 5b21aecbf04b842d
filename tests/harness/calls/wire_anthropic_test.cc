#include "harness/calls/wire_anthropic.h"

#include <gtest/gtest.h>

#include "tests/support/answers.h"

namespace attune {
namespace {

using namespace std::chrono_literals;

CallResult decoded(std::string body, int status = 200) {
  return anthropic_wire().decode(json_answer(std::move(body), status));
}

Reply reply_with(std::string content, std::string stop, std::string more = "") {
  return reply_in(decoded(R"({"type":"message","content":)" + content + R"(,"stop_reason":")" +
                          stop + "\"" + more + "}"));
}

TEST(AnthropicWireDecode, ReadsAWholeReply) {
  HttpResponse response = json_answer(
      R"({"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-4-20250514",
          "content":[{"type":"thinking","thinking":"sad person","signature":"Eq"},
            {"type":"redacted_thinking","data":"EmwK"},
            {"type":"text","text":"I hear "},{"type":"text","text":"you."}],
          "stop_reason":"end_turn","stop_sequence":null,
          "usage":{"input_tokens":12,"cache_creation_input_tokens":3,"cache_read_input_tokens":5,
            "output_tokens":42}})");
  response.headers.push_back({"request-id", "req_7"});
  EXPECT_EQ(reply_in(anthropic_wire().decode(response)),
            (Reply{.outcome = Outcome::Ok,
                   .text = "I hear you.",
                   .reasoning = "sad person[redacted]",
                   .finish_reason = "end_turn",
                   .usage = {20, 42, std::nullopt, 5},
                   .served_id = "claude-opus-4-20250514",
                   .request_id = "req_7"}));
}

TEST(AnthropicWireDecode, KeepsHowAReplyEndedApart) {
  const std::string text = R"([{"type":"text","text":"a"}])";
  EXPECT_EQ(reply_with(text, "end_turn").outcome, Outcome::Ok);
  EXPECT_EQ(reply_with(text, "stop_sequence").outcome, Outcome::Ok);
  EXPECT_EQ(reply_with(text, "max_tokens").outcome, Outcome::Truncated);
  EXPECT_EQ(reply_with("[]", "end_turn").outcome, Outcome::Empty);
  EXPECT_EQ(reply_with(R"([{"type":"text","text":" "}])", "end_turn").outcome, Outcome::Empty);
  EXPECT_EQ(reply_with(R"([{"type":"thinking","thinking":"hm"}])", "max_tokens").outcome,
            Outcome::Truncated);
  EXPECT_EQ(reply_with(R"([{"type":"tool_use","id":"1"}])", "tool_use").outcome, Outcome::Empty);
}

TEST(AnthropicWireDecode, KeepsARefusalOutOfTheText) {
  const Reply told = reply_with(
      R"([{"type":"text","text":"So"}])", "refusal",
      R"(,"stop_details":{"type":"refusal","category":"bio","explanation":"Not this."})");
  EXPECT_EQ(told.outcome, Outcome::Refused);
  EXPECT_EQ(told.text, "");
  EXPECT_EQ(told.refusal, "Not this.");
  const Reply bare = reply_with("[]", "refusal", R"(,"usage":{"output_tokens":0})");
  EXPECT_EQ(bare.outcome, Outcome::Refused);
  EXPECT_EQ(bare.refusal, "refusal");
}

TEST(AnthropicWireDecode, TakesARunOutContextForOverContext) {
  const CallFailure failure = failure_in(decoded(
      R"({"content":[{"type":"text","text":"a"}],"stop_reason":"model_context_window_exceeded"})"));
  EXPECT_EQ(failure.trouble, Trouble::OverContext);
  EXPECT_NE(failure.what.find("model_context_window_exceeded"), std::string::npos);
}

struct ErrorCase {
  int status;
  const char* type;
  const char* message;
  Trouble trouble;
};

std::string error_body(const ErrorCase& c) {
  return std::string(R"({"type":"error","error":{"type":")") + c.type + R"(","message":")" +
         c.message + R"("},"request_id":"req_1"})";
}

const std::vector<ErrorCase> kErrors = {
    {400, "invalid_request_error", "messages: field required", Trouble::Invalid},
    {400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum",
     Trouble::OverContext},
    {400, "invalid_request_error", "input length and `max_tokens` exceed context limit: 9 + 4 > 10",
     Trouble::OverContext},
    {400, "invalid_request_error", "Your credit balance is too low", Trouble::Quota},
    {400, "invalid_request_error", "Output blocked by content filtering policy", Trouble::Filtered},
    {400, "invalid_request_error", "temperature: Extra inputs are not permitted",
     Trouble::Unsupported},
    {401, "authentication_error", "invalid x-api-key", Trouble::Denied},
    {402, "billing_error", "pay", Trouble::Quota},
    {403, "permission_error", "no", Trouble::Denied},
    {404, "not_found_error", "model: x", Trouble::Invalid},
    {413, "request_too_large", "big", Trouble::Invalid},
    {429, "rate_limit_error", "slow", Trouble::RateLimit},
    {500, "api_error", "oops", Trouble::Transient},
    {504, "timeout_error", "late", Trouble::Transient},
    {529, "overloaded_error", "Overloaded", Trouble::Transient},
};

TEST(AnthropicWireDecode, ReadsEachErrorByItsStatus) {
  for (const ErrorCase& c : kErrors) {
    const CallFailure failure = failure_in(decoded(error_body(c), c.status));
    EXPECT_EQ(failure.trouble, c.trouble) << c.type << " " << c.message;
    EXPECT_NE(failure.what.find(c.message), std::string::npos) << failure.what;
  }
}

TEST(AnthropicWireDecode, ReadsTheHintsOfARateLimit) {
  HttpResponse response =
      json_answer(R"({"type":"error","error":{"type":"rate_limit_error","message":"slow"}})", 429);
  response.headers.push_back({"anthropic-ratelimit-requests-remaining", "0"});
  response.headers.push_back({"anthropic-ratelimit-requests-reset", "2026-10-21T07:28:30Z"});
  response.headers.push_back({"Date", "Wed, 21 Oct 2026 07:28:00 GMT"});
  EXPECT_EQ(failure_in(anthropic_wire().decode(response)).hint, 30s);
  response.headers.push_back({"retry-after", "7"});
  EXPECT_EQ(failure_in(anthropic_wire().decode(response)).hint, 7s);
}

const std::string kStart =
    "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\","
    "\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"model\":\"m-1\","
    "\"stop_reason\":null,\"usage\":{\"input_tokens\":25,\"cache_creation_input_tokens\":1,"
    "\"cache_read_input_tokens\":4,\"output_tokens\":1}}}\n\n"
    "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
    "\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}}\n\n"
    "event: ping\ndata: {\"type\": \"ping\"}\n\n"
    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
    "\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}}\n\n"
    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
    "\"delta\":{\"type\":\"signature_delta\",\"signature\":\"Eq\"}}\n\n"
    "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":1,"
    "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,"
    "\"delta\":{\"type\":\"text_delta\",\"text\":\"I \"}}\n\n"
    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,"
    "\"delta\":{\"type\":\"text_delta\",\"text\":\"see.\"}}\n\n";

const std::string kEnd =
    "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
    "\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":15}}\n\n"
    "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

TEST(AnthropicWireDecode, ReadsAStream) {
  const Reply reply = reply_in(anthropic_wire().decode(stream_answer(kStart + kEnd)));
  EXPECT_EQ(reply, (Reply{.outcome = Outcome::Ok,
                          .text = "I see.",
                          .reasoning = "hm",
                          .finish_reason = "end_turn",
                          .usage = {30, 15, std::nullopt, 4},
                          .served_id = "m-1"}));
}

TEST(AnthropicWireDecode, TakesNoCutStreamForTheWhole) {
  expect_all_or_nothing(anthropic_wire(), stream_answer(kStart + kEnd));
}

TEST(AnthropicWireDecode, ReadsErrorsInTheMiddleOfAStream) {
  for (const ErrorCase& c : kErrors) {
    const CallFailure failure = failure_in(anthropic_wire().decode(
        stream_answer(kStart + "event: error\ndata: " + error_body(c) + "\n\n")));
    EXPECT_EQ(failure.status, 200);
    // These two can only come before anything is streamed.
    if (c.status == 413 || c.trouble == Trouble::Filtered) continue;
    EXPECT_EQ(failure.trouble, c.trouble) << c.type << " " << c.message;
  }
}

TEST(AnthropicWireDecode, SurvivesHugeNumbers) {
  const Reply reply = reply_with(
      R"([{"type":"text","text":"a\ud83d"}])", "end_turn",
      R"(,"usage":{"input_tokens":9223372036854775807,"cache_read_input_tokens":9223372036854775807,
         "output_tokens":1e99})");
  EXPECT_EQ(reply.usage.prompt_tokens, 9'223'372'036'854'775'807);
  EXPECT_EQ(reply.usage.completion_tokens, std::nullopt);
  EXPECT_EQ(reply.text, "a\xEF\xBF\xBD");
}

}  // namespace
}  // namespace attune
