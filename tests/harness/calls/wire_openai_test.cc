#include "harness/calls/wire_openai.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "scenarios/base/utf8.h"
#include "tests/support/answers.h"

namespace attune {
namespace {

using namespace std::chrono_literals;

CallResult decoded(std::string body, int status = 200) {
  return openai_wire().decode(json_answer(std::move(body), status));
}

Reply reply_with(std::string message, std::string finish = "stop") {
  return reply_in(decoded(R"({"choices":[{"message":)" + message + R"(,"finish_reason":")" +
                          finish + R"("}]})"));
}

TEST(OpenAiWireDecode, ReadsAWholeReply) {
  HttpResponse response = json_answer(
      R"({"id":"1","model":"tiny-0731","system_fingerprint":"fp_1","provider":"Host",
          "choices":[{"index":0,"message":{"role":"assistant","content":"I hear you -- truly.",
            "reasoning":"sad person","refusal":null},"finish_reason":"stop"}],
          "usage":{"prompt_tokens":20,"completion_tokens":12,"total_tokens":32,
            "prompt_tokens_details":{"cached_tokens":8},
            "completion_tokens_details":{"reasoning_tokens":5}}})");
  response.headers.push_back({"X-Request-ID", "req-7"});
  const Reply reply = reply_in(openai_wire().decode(response));
  EXPECT_EQ(reply, (Reply{.outcome = Outcome::Ok,
                          .text = "I hear you -- truly.",
                          .reasoning = "sad person",
                          .refusal = "",
                          .finish_reason = "stop",
                          .usage = {20, 12, 5, 8},
                          .served_id = "tiny-0731",
                          .fingerprint = "fp_1 provider:Host",
                          .request_id = "req-7"}));
}

TEST(OpenAiWireDecode, ReadsTheRequestIdByItsOtherName) {
  HttpResponse response = json_answer(R"({"choices":[{"message":{"content":"a"}}]})");
  response.headers.push_back({"request-id", "r\xff"});
  EXPECT_EQ(reply_in(openai_wire().decode(response)).request_id, "r\xEF\xBF\xBD");
}

TEST(OpenAiWireDecode, KeepsHowAReplyEndedApart) {
  EXPECT_EQ(reply_with(R"({"content":"a"})").outcome, Outcome::Ok);
  EXPECT_EQ(reply_with(R"({"content":"a"})", "length").outcome, Outcome::Truncated);
  EXPECT_EQ(reply_with(R"({"content":"a"})", "content_filter").outcome, Outcome::Filtered);
  EXPECT_EQ(reply_with(R"({"content":null})", "content_filter: RECITATION").outcome,
            Outcome::Filtered);
  EXPECT_EQ(reply_with(R"({"content":""})").outcome, Outcome::Empty);
  EXPECT_EQ(reply_with(R"({"content":" \n"})").outcome, Outcome::Empty);
  EXPECT_EQ(reply_with(R"({"content":null})").outcome, Outcome::Empty);
  EXPECT_EQ(reply_with(R"({"content":null,"tool_calls":[{"id":"1"}]})", "tool_calls").outcome,
            Outcome::Empty);
}

// lm-eval#3244: reasoning ate all the tokens.
TEST(OpenAiWireDecode, TakesAReplyThatWasAllReasoningForTruncated) {
  const Reply reply = reply_with(R"({"content":null,"reasoning_content":"hm"})", "length");
  EXPECT_EQ(reply.outcome, Outcome::Truncated);
  EXPECT_EQ(reply.text, "");
  EXPECT_EQ(reply.reasoning, "hm");
}

TEST(OpenAiWireDecode, KeepsARefusalOutOfTheText) {
  const Reply reply = reply_with(R"({"content":"So","refusal":"I cannot."})");
  EXPECT_EQ(reply.outcome, Outcome::Refused);
  EXPECT_EQ(reply.text, "");
  EXPECT_EQ(reply.refusal, "I cannot.");
}

TEST(OpenAiWireDecode, MovesThoughtsOutOfTheText) {
  const Reply reply = reply_with(R"({"content":"\n<think>\nsad\n</think>\n\nI see. <think>"})");
  EXPECT_EQ(reply.text, "I see. <think>");
  EXPECT_EQ(reply.reasoning, "sad");
  EXPECT_EQ(reply.outcome, Outcome::Ok);
}

TEST(OpenAiWireDecode, TakesThoughtsWithoutAnEndForNoText) {
  const Reply cut = reply_with(R"({"content":"<think>so","reasoning":"a"})", "length");
  EXPECT_EQ(cut.outcome, Outcome::Truncated);
  EXPECT_EQ(cut.text, "");
  EXPECT_EQ(cut.reasoning, "a\nso");
  EXPECT_EQ(reply_with(R"({"content":"<think>so"})").outcome, Outcome::Empty);
}

TEST(OpenAiWireDecode, LeavesTagsWithinTheTextAlone) {
  EXPECT_EQ(reply_with(R"({"content":"See <think>x</think>"})").text, "See <think>x</think>");
}

TEST(OpenAiWireDecode, TriesAgainWhereNothingWasMade) {
  for (const char* body :
       {"{}", R"({"choices":null})", R"({"choices":[]})", R"({"choices":[null]})",
        R"({"choices":[{"message":{"content":null},"finish_reason":"stop"}],)"
        R"("usage":{"completion_tokens":0}})",
        R"({"choices":[{"message":{"content":"I"},"finish_reason":"error"}]})"}) {
    const CallFailure failure = failure_in(decoded(body));
    EXPECT_EQ(failure.trouble, Trouble::Transient) << body;
    EXPECT_EQ(failure.status, 200);
  }
}

TEST(OpenAiWireDecode, KeepsAFilteredReplyOfNoTokens) {
  const Reply reply = reply_in(
      decoded(R"({"choices":[{"message":{"content":null},"finish_reason":"content_filter"}],)"
              R"("usage":{"completion_tokens":0}})"));
  EXPECT_EQ(reply.outcome, Outcome::Filtered);
}

TEST(OpenAiWireDecode, ReadsErrorsUnderHttp200) {
  const auto trouble = [](const char* body) { return failure_in(decoded(body)).trouble; };
  EXPECT_EQ(trouble(R"({"error":{"code":429,"message":"slow"}})"), Trouble::RateLimit);
  EXPECT_EQ(trouble(R"({"error":{"code":"insufficient_quota","message":"m"}})"), Trouble::Quota);
  EXPECT_EQ(trouble(R"({"error":{"code":502,"message":"m"},"choices":[]})"), Trouble::Transient);
  EXPECT_EQ(trouble(R"({"error":"model runner has stopped"})"), Trouble::Transient);
  EXPECT_EQ(trouble(R"({"choices":[{"error":{"code":403,"metadata":{"reasons":[]}}}]})"),
            Trouble::Filtered);
}

TEST(OpenAiWireDecode, ReadsErrorBodies) {
  const CallFailure quota = failure_in(decoded(
      R"({"error":{"message":"You exceeded your current quota","type":"insufficient_quota",)"
      R"("param":null,"code":"insufficient_quota"}})",
      429));
  EXPECT_EQ(quota.trouble, Trouble::Quota);
  EXPECT_EQ(quota.what, "HTTP 429 insufficient_quota: You exceeded your current quota");
  const CallFailure missing = failure_in(decoded(R"({"error":"model 'x' not found"})", 404));
  EXPECT_EQ(missing.trouble, Trouble::Invalid);
  EXPECT_EQ(missing.what, "HTTP 404: model 'x' not found");
  const CallFailure extra = failure_in(decoded(
      R"({"detail":[{"loc":["body","min_p"],"msg":"Extra inputs are not permitted"}]})", 422));
  EXPECT_EQ(extra.trouble, Trouble::Unsupported);
  EXPECT_EQ(extra.parameter, "min_p");
}

TEST(OpenAiWireDecode, ReadsGooglesHintFromTheBody) {
  const CallFailure failure =
      failure_in(decoded(R"([{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"m",)"
                         R"("details":[{"retryDelay":"37s"}]}}])",
                         429));
  EXPECT_EQ(failure.trouble, Trouble::RateLimit);
  EXPECT_EQ(failure.hint, 37s);
}

TEST(OpenAiWireDecode, TriesAgainAfterAProxysPage) {
  const CallFailure failure = failure_in(openai_wire().decode(
      {502, {{"Content-Type", "text/html"}}, "<html>\n<h1>Bad Gateway</h1></html>"}));
  EXPECT_EQ(failure.trouble, Trouble::Transient);
  EXPECT_EQ(failure.what, "HTTP 502: <html> <h1>Bad Gateway</h1></html>");
}

TEST(OpenAiWireDecode, TriesAgainWhereTheBodyIsNotJson) {
  const CallFailure failure = failure_in(decoded("upstream\x1b" + std::string(200, 'x')));
  EXPECT_EQ(failure.trouble, Trouble::Transient);
  EXPECT_TRUE(failure.what.starts_with("the body is not JSON: upstream\xEF\xBF\xBDxxx"));
  EXPECT_LE(columns(failure.what), 22U + 80U);
}

TEST(OpenAiWireDecode, SurvivesDeepNesting) {
  const std::string open(100'000, '[');
  const std::string close(100'000, ']');
  EXPECT_EQ(failure_in(decoded(open)).trouble, Trouble::Transient);
  EXPECT_EQ(failure_in(decoded(open + close)).trouble, Trouble::Transient);
  EXPECT_EQ(failure_in(decoded(R"({"error":)" + open + close + "}", 400)).trouble,
            Trouble::Invalid);
  EXPECT_EQ(failure_in(decoded(R"({"choices":)" + open + close + "}")).trouble, Trouble::Transient);
}

TEST(OpenAiWireDecode, MendsBrokenUtf8InAReply) {
  EXPECT_EQ(reply_with("{\"content\":\"a\xff\"}").text, "a\xEF\xBF\xBD");
  EXPECT_EQ(reply_with(R"({"content":"a\ud83d"})").text, "a\xEF\xBF\xBD");
}

constexpr std::string_view kFirstChunk =
    "data: {\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"I see.\"}}]}\n\n";

TEST(OpenAiWireDecode, ReadsAStream) {
  const Reply reply = reply_in(openai_wire().decode(
      stream_answer(std::string(": hi\n\n").append(kFirstChunk) +
                    "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                    "data: {\"choices\":[],\"usage\":{\"completion_tokens\":4}}\n\n"
                    "data: [DONE]\n\n")));
  EXPECT_EQ(reply.outcome, Outcome::Ok);
  EXPECT_EQ(reply.text, "I see.");
  EXPECT_EQ(reply.usage.completion_tokens, 4);
}

TEST(OpenAiWireDecode, KnowsAStreamWithoutItsContentType) {
  const Reply reply = reply_in(decoded(std::string(kFirstChunk) + "data: [DONE]\n\n"));
  EXPECT_EQ(reply.text, "I see.");
}

TEST(OpenAiWireDecode, TriesAgainWhereAStreamWasCut) {
  const CallFailure failure =
      failure_in(openai_wire().decode(stream_answer(std::string(kFirstChunk))));
  EXPECT_EQ(failure.trouble, Trouble::Transient);
  EXPECT_TRUE(failure.what.starts_with("body cut"));
}

TEST(OpenAiWireDecode, ReadsAnErrorInTheMiddleOfAStream) {
  const CallFailure failure = failure_in(openai_wire().decode(stream_answer(
      std::string(kFirstChunk) + "data: {\"error\":{\"code\":429,\"message\":\"slow\"}}\n\n")));
  EXPECT_EQ(failure.trouble, Trouble::RateLimit);
}

TEST(OpenAiWireDecode, ReadsAnErrorThatPosesAsAStream) {
  EXPECT_EQ(failure_in(openai_wire().decode(stream_answer(R"({"error":"busy"})", 503))).trouble,
            Trouble::Transient);
  EXPECT_EQ(
      failure_in(openai_wire().decode(stream_answer("data: {\"error\":{\"code\":1}}\n\n", 401)))
          .trouble,
      Trouble::Denied);
}

}  // namespace
}  // namespace attune
