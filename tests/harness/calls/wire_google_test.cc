#include "harness/calls/wire_google.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/calls/parameter_rules_file.h"
#include "harness/calls/sent_parameters.h"
#include "tests/support/answers.h"

namespace attune {
namespace {

using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

ChatCall a_call(std::string model = "gemini-2.5-flash") {
  ChatCall call;
  call.subject = {"google/" + std::move(model)};
  call.messages = {text_message(Role::System, "Be kind."), text_message(Role::User, "I am sad."),
                   text_message(Role::Assistant, "Why?")};
  return call;
}

// With the rules that ship.
Access an_access(const ChatCall& call) {
  return {.base_url = "https://api.example.org",
          .rules = rules_for(shipped_parameter_rules(),
                             {"google", call.subject.provider(), call.subject.model()})};
}

HttpRequest encoded(const ChatCall& call) {
  return google_wire().encode(call, an_access(call));
}

std::string config_with(const Parameters& parameters, std::string model = "gemini-2.5-flash") {
  ChatCall call = a_call(std::move(model));
  call.parameters = parameters;
  return Json::parse(encoded(call).body).value("generationConfig", Json()).dump();
}

TEST(GoogleWireEncode, PostsContentsWithTheSystemApart) {
  const HttpRequest request = encoded(a_call());
  EXPECT_EQ(request.url, "https://api.example.org/v1beta/models/gemini-2.5-flash:generateContent");
  EXPECT_EQ(request.body,
            R"({"contents":[{"role":"user","parts":[{"text":"I am sad."}]},)"
            R"({"role":"model","parts":[{"text":"Why?"}]}],)"
            R"("systemInstruction":{"parts":[{"text":"Be kind."}]},"safetySettings":[)"
            R"({"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"},)"
            R"({"category":"HARM_CATEGORY_HATE_SPEECH","threshold":"BLOCK_NONE"},)"
            R"({"category":"HARM_CATEGORY_SEXUALLY_EXPLICIT","threshold":"BLOCK_NONE"},)"
            R"({"category":"HARM_CATEGORY_DANGEROUS_CONTENT","threshold":"BLOCK_NONE"}]})");
}

TEST(GoogleWireEncode, SendsTheKeyInAHeaderOnly) {
  const ChatCall call = a_call();
  Access access = an_access(call);
  access.key = "secret";
  const HttpRequest request = google_wire().encode(call, access);
  EXPECT_EQ(request.headers[2], (Header{"x-goog-api-key", "secret"}));
  EXPECT_EQ((request.url + request.body).find("secret"), std::string::npos);
}

TEST(GoogleWireEncode, LetsNoModelLeaveItsPlaceInThePath) {
  EXPECT_EQ(encoded(a_call("models/gemini-2.5-flash")).url, encoded(a_call()).url);
  EXPECT_EQ(encoded(a_call("../x?key=1#ä b")).url,
            "https://api.example.org/v1beta/models/..%2Fx%3Fkey%3D1%23%C3%A4%20b:generateContent");
}

TEST(GoogleWireEncode, StreamsAsServerSentEvents) {
  const ChatCall call = a_call();
  Access access = an_access(call);
  access.stream = true;
  const HttpRequest request = google_wire().encode(call, access);
  EXPECT_TRUE(request.url.ends_with("gemini-2.5-flash:streamGenerateContent?alt=sse"));
  EXPECT_EQ(request.headers[1], (Header{"Accept", "text/event-stream"}));
}

TEST(GoogleWireEncode, SendsEveryParameter) {
  const Parameters all{.temperature = 0.7,
                       .top_p = 0.95,
                       .min_p = 0.1,
                       .max_tokens = 3000,
                       .seed = 42,
                       .reasoning_effort = "medium",
                       .stop = {"###"},
                       .schema = R"({"type":"object"})"};
  EXPECT_EQ(config_with(all), R"({"temperature":0.7,"topP":0.95,"maxOutputTokens":3000,"seed":42,)"
                              R"("stopSequences":["###"],"thinkingConfig":{"includeThoughts":true,)"
                              R"("thinkingBudget":1500},"responseMimeType":"application/json",)"
                              R"("responseJsonSchema":{"type":"object"}})");
  EXPECT_EQ(sent_parameters(all, an_access(a_call())).dropped, std::vector<std::string>{"min_p"});
}

TEST(GoogleWireEncode, ThinksAsEachGenerationDoes) {
  const auto thinking = [](std::string effort, std::string model) {
    return config_with({.reasoning_effort = std::move(effort)}, std::move(model));
  };
  EXPECT_EQ(thinking("none", "gemini-2.5-flash"), R"({"thinkingConfig":{"thinkingBudget":0}})");
  EXPECT_EQ(thinking("medium", "gemini-2.5-flash"),
            R"({"thinkingConfig":{"includeThoughts":true,"thinkingBudget":12288}})");
  EXPECT_EQ(thinking("low", "gemini-3-pro-preview"),
            R"({"thinkingConfig":{"includeThoughts":true,"thinkingLevel":"LOW"}})");
  EXPECT_EQ(thinking("max", "gemini-3-pro-preview"),
            R"({"thinkingConfig":{"includeThoughts":true,"thinkingLevel":"HIGH"}})");
  EXPECT_EQ(thinking("none", "gemini-3-flash"),
            R"({"thinkingConfig":{"thinkingLevel":"MINIMAL"}})");
  EXPECT_EQ(thinking("high", "gemini-2.0-flash"), "null");
}

// ---- decode

CallResult decoded(std::string body, int status = 200) {
  return google_wire().decode(json_answer(std::move(body), status));
}

Reply reply_with(std::string parts, std::string finish) {
  return reply_in(decoded(R"({"candidates":[{"content":{"parts":)" + parts +
                          R"(},"finishReason":")" + finish + R"("}]})"));
}

TEST(GoogleWireDecode, ReadsAWholeReply) {
  const Reply reply = reply_in(decoded(
      R"({"candidates":[{"content":{"parts":[{"text":"sad person","thought":true},
            {"text":"I hear "},{"text":"you.","thoughtSignature":"Ci"}],"role":"model"},
          "finishReason":"STOP","index":0,"safetyRatings":[]}],
          "usageMetadata":{"promptTokenCount":20,"candidatesTokenCount":12,
            "thoughtsTokenCount":30,"cachedContentTokenCount":8,"totalTokenCount":62},
          "modelVersion":"gemini-2.5-flash-001","responseId":"r"})"));
  EXPECT_EQ(reply, (Reply{.outcome = Outcome::Ok,
                          .text = "I hear you.",
                          .reasoning = "sad person",
                          .finish_reason = "STOP",
                          .usage = {20, 42, 30, 8},
                          .served_id = "gemini-2.5-flash-001"}));
}

TEST(GoogleWireDecode, KeepsHowAReplyEndedApart) {
  const std::string text = R"([{"text":"a"}])";
  EXPECT_EQ(reply_with(text, "STOP").outcome, Outcome::Ok);
  EXPECT_EQ(reply_with(text, "MAX_TOKENS").outcome, Outcome::Truncated);
  EXPECT_EQ(reply_with(R"([{"text":"hm","thought":true}])", "MAX_TOKENS").outcome,
            Outcome::Truncated);
  EXPECT_EQ(reply_with("[]", "STOP").outcome, Outcome::Empty);
  for (const char* filter :
       {"SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY"}) {
    EXPECT_EQ(reply_with(text, filter).outcome, Outcome::Filtered) << filter;
  }
  for (const char* broken : {"LANGUAGE", "OTHER", "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL",
                             "TOO_MANY_TOOL_CALLS"}) {
    EXPECT_EQ(
        failure_in(decoded(std::string(R"({"candidates":[{"finishReason":")") + broken + R"("}]})"))
            .trouble,
        Trouble::Transient)
        << broken;
  }
}

TEST(GoogleWireDecode, TakesABlockedQuestionForFiltered) {
  for (const char* reason : {"SAFETY", "OTHER", "BLOCKLIST", "JAILBREAK"}) {
    const Reply reply =
        reply_in(decoded(std::string(R"({"promptFeedback":{"blockReason":")") + reason +
                         R"("},"usageMetadata":{"promptTokenCount":5,"totalTokenCount":5}})"));
    EXPECT_EQ(reply.outcome, Outcome::Filtered);
    EXPECT_EQ(reply.finish_reason, std::string("blocked: ") + reason);
    EXPECT_EQ(reply.usage.prompt_tokens, 5);
  }
}

TEST(GoogleWireDecode, ReadsACandidateWithoutContent) {
  EXPECT_EQ(reply_in(decoded(R"({"candidates":[{"finishReason":"SAFETY","index":0}]})")).outcome,
            Outcome::Filtered);
  EXPECT_EQ(reply_in(decoded(R"({"candidates":[{"content":{"role":"model"},)"
                             R"("finishReason":"MAX_TOKENS"}],)"
                             R"("usageMetadata":{"thoughtsTokenCount":99}})"))
                .outcome,
            Outcome::Truncated);
}

struct ErrorCase {
  int status;
  const char* error;
  Trouble trouble;
};

TEST(GoogleWireDecode, ReadsEachErrorBareAndWrapped) {
  for (
      const ErrorCase& c : std::vector<ErrorCase>{
          {400,
           R"({"code":400,"message":"API key not valid. Please pass a valid API key.",
              "status":"INVALID_ARGUMENT"})",
           Trouble::Denied},
          {400,
           R"({"code":400,"message":"The input token count (9) exceeds the maximum number of tokens allowed (8).",
              "status":"INVALID_ARGUMENT"})",
           Trouble::OverContext},
          {400, R"({"code":400,"message":"bad","status":"INVALID_ARGUMENT"})", Trouble::Invalid},
          {400,
           R"({"code":400,"message":"Thinking budget is not supported for this model.",
              "status":"INVALID_ARGUMENT"})",
           Trouble::Unsupported},
          {403, R"({"code":403,"message":"no","status":"PERMISSION_DENIED"})", Trouble::Denied},
          {404, R"({"code":404,"message":"no","status":"NOT_FOUND"})", Trouble::Invalid},
          {429,
           R"({"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED","details":[
              {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[
                {"quotaId":"GenerateRequestsPerDayPerProjectPerModel"}]}]})",
           Trouble::Quota},
          {429, R"({"code":429,"message":"slow","status":"RESOURCE_EXHAUSTED"})",
           Trouble::RateLimit},
          {500, R"({"code":500,"message":"oops","status":"INTERNAL"})", Trouble::Transient},
          {503, R"({"code":503,"message":"busy","status":"UNAVAILABLE"})", Trouble::Transient}}) {
    const std::string body = std::string(R"({"error":)") + c.error + "}";
    EXPECT_EQ(failure_in(decoded(body, c.status)).trouble, c.trouble) << c.error;
    EXPECT_EQ(failure_in(decoded("[" + body + "]", c.status)).trouble, c.trouble) << c.error;
  }
}

TEST(GoogleWireDecode, ReadsTheHintFromTheBody) {
  const CallFailure failure = failure_in(
      decoded(R"([{"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED","details":[)"
              R"({"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"37s"}]}}])",
              429));
  EXPECT_EQ(failure.trouble, Trouble::RateLimit);
  EXPECT_EQ(failure.hint, 37s);
}

const std::string kStream =
    "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"hm\",\"thought\":true}],"
    "\"role\":\"model\"},\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":9,"
    "\"thoughtsTokenCount\":2},\"modelVersion\":\"m-1\"}\r\n\r\n"
    "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"I \"}]}}]}\r\n\r\n"
    "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"see.\"}]},"
    "\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":9,"
    "\"candidatesTokenCount\":4,\"thoughtsTokenCount\":2}}\r\n\r\n";

TEST(GoogleWireDecode, ReadsAStream) {
  EXPECT_EQ(reply_in(google_wire().decode(stream_answer(kStream))),
            (Reply{.outcome = Outcome::Ok,
                   .text = "I see.",
                   .reasoning = "hm",
                   .finish_reason = "STOP",
                   .usage = {9, 6, 2, std::nullopt},
                   .served_id = "m-1"}));
}

TEST(GoogleWireDecode, TakesNoCutStreamForTheWhole) {
  expect_all_or_nothing(google_wire(), stream_answer(kStream));
}

TEST(GoogleWireDecode, ReadsAnErrorInTheMiddleOfAStream) {
  const CallFailure failure = failure_in(google_wire().decode(stream_answer(
      kStream.substr(0, kStream.find("data: ", 9)) +
      "data: {\"error\":{\"code\":429,\"message\":\"slow\",\"status\":\"RESOURCE_EXHAUSTED\"}}"
      "\r\n\r\n")));
  EXPECT_EQ(failure.trouble, Trouble::RateLimit);
}

TEST(GoogleWireDecode, SurvivesHugeNumbersAndWrongTypes) {
  const Reply reply = reply_in(decoded(
      R"({"candidates":[{"content":{"parts":[{"text":5},{"text":"a\ud83d","thought":"yes"},7]},
          "finishReason":{}}],"usageMetadata":{"promptTokenCount":-1,
          "candidatesTokenCount":9223372036854775807,"thoughtsTokenCount":9223372036854775807}})"));
  EXPECT_EQ(reply.text, "a\xEF\xBF\xBD");
  EXPECT_EQ(reply.usage.prompt_tokens, std::nullopt);
  EXPECT_EQ(reply.usage.completion_tokens, 9'223'372'036'854'775'807);
}

}  // namespace
}  // namespace attune
