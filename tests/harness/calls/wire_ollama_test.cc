#include "harness/calls/wire_ollama.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/answers.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

const Access kAccess{.base_url = "http://box:11434"};

ChatCall a_call() {
  ChatCall call;
  call.subject = {"ollama/tiny:8b"};
  call.messages = {text_message(Role::System, "Be kind."),
                   {Role::User, {Text{"I am "}, Text{"sad."}}}};
  return call;
}

std::string body_with(const Parameters& parameters, const Access& access = kAccess) {
  ChatCall call = a_call();
  call.parameters = parameters;
  Json body = Json::parse(ollama_wire().encode(call, access).body);
  for (const char* usual : {"model", "messages", "stream", "truncate", "shift"}) body.erase(usual);
  return body.dump();
}

TEST(OllamaWireEncode, PostsAChatThatMustNotBeCut) {
  const HttpRequest request = ollama_wire().encode(a_call(), kAccess);
  EXPECT_EQ(request.url, "http://box:11434/api/chat");
  EXPECT_EQ(request.body,
            R"({"model":"tiny:8b","messages":[{"role":"system","content":"Be kind."},)"
            R"({"role":"user","content":"I am sad."}],"stream":false,"truncate":false,)"
            R"("shift":false})");
}

TEST(OllamaWireEncode, SendsEveryParameter) {
  EXPECT_EQ(body_with({.temperature = 0.7,
                       .top_p = 0.95,
                       .min_p = 0.1,
                       .max_tokens = 100,
                       .seed = 42,
                       .reasoning_effort = "low",
                       .stop = {"###"},
                       .schema = R"({"type":"object"})"}),
            R"({"options":{"num_predict":100,"temperature":0.7,"top_p":0.95,"min_p":0.1,)"
            R"("seed":42,"stop":["###"]},"think":"low","format":{"type":"object"}})");
}

TEST(OllamaWireEncode, LeavesOutWhatARuleOrTheEndpointRefuses) {
  Access access = kAccess;
  access.dropped = {"reasoning_effort", "schema"};
  access.rules.dropped = {"seed"};
  EXPECT_EQ(body_with({.seed = 1, .reasoning_effort = "low", .schema = "{}"}, access), "{}");
}

TEST(OllamaWireEncode, PutsTheEffortIntoItsWords) {
  EXPECT_EQ(body_with({.reasoning_effort = "none"}), R"({"think":false})");
  EXPECT_EQ(body_with({.reasoning_effort = "minimal"}), R"({"think":"low"})");
  EXPECT_EQ(body_with({.reasoning_effort = "high"}), R"({"think":"high"})");
  EXPECT_EQ(body_with({.reasoning_effort = "xhigh"}), R"({"think":"max"})");
}

TEST(OllamaWireEncode, StreamsWhereThatIsAsked) {
  Access access = kAccess;
  access.stream = true;
  EXPECT_NE(ollama_wire().encode(a_call(), access).body.find(R"("stream":true)"),
            std::string::npos);
}

// ---- decode

CallResult decoded(std::string body, int status = 200) {
  return ollama_wire().decode(
      {status, {{"Content-Type", "application/x-ndjson"}}, std::move(body)});
}

Reply reply_with(std::string message, std::string reason) {
  return reply_in(
      decoded(R"({"message":)" + message + R"(,"done":true,"done_reason":")" + reason + R"("})"));
}

TEST(OllamaWireDecode, ReadsAWholeReply) {
  EXPECT_EQ(reply_in(decoded(
                R"({"model":"tiny:8b","created_at":"2026-01-01T00:00:00Z","message":
                  {"role":"assistant","content":"I hear you.","thinking":"sad person"},
                  "done":true,"done_reason":"stop","total_duration":5000000000,
                  "prompt_eval_count":26,"eval_count":298})")),
            (Reply{.outcome = Outcome::Ok,
                   .text = "I hear you.",
                   .reasoning = "sad person",
                   .finish_reason = "stop",
                   .usage = {26, 298, std::nullopt, std::nullopt},
                   .served_id = "tiny:8b"}));
}

TEST(OllamaWireDecode, KeepsHowAReplyEndedApart) {
  EXPECT_EQ(reply_with(R"({"content":"a"})", "stop").outcome, Outcome::Ok);
  EXPECT_EQ(reply_with(R"({"content":"a"})", "length").outcome, Outcome::Truncated);
  EXPECT_EQ(reply_with(R"({"content":""})", "stop").outcome, Outcome::Empty);
  EXPECT_EQ(reply_in(decoded(R"({"message":{"content":"a"},"done":true})")).outcome, Outcome::Ok);
}

TEST(OllamaWireDecode, MovesThoughtsOutOfTheText) {
  const Reply reply = reply_with(R"({"content":"<think>hm</think>I see."})", "stop");
  EXPECT_EQ(reply.text, "I see.");
  EXPECT_EQ(reply.reasoning, "hm");
}

TEST(OllamaWireDecode, TriesAgainWhereTheModelWasOnlyLoading) {
  EXPECT_EQ(failure_in(decoded(R"({"message":{"role":"assistant","content":""},"done":true,)"
                               R"("done_reason":"load"})"))
                .trouble,
            Trouble::Transient);
}

TEST(OllamaWireDecode, ReadsEachError) {
  struct Case {
    int status;
    const char* error;
    Trouble trouble;
  };

  for (const Case& c : std::vector<Case>{
           {400, "invalid options: x", Trouble::Invalid},
           {400, R"(\"tiny\" does not support thinking)", Trouble::Unsupported},
           {400, "the input length exceeds the context length", Trouble::OverContext},
           {404, "model 'x' not found", Trouble::Invalid},
           {500, "model requires more system memory", Trouble::Transient},
           {500, "the input length exceeds the context length", Trouble::OverContext},
           {503, "server busy, please try again", Trouble::Transient},
           {200, "model runner has unexpectedly stopped", Trouble::Transient},
           {200, "the input length exceeds the context length", Trouble::OverContext}}) {
    const CallFailure failure =
        failure_in(decoded(std::string(R"({"error":")") + c.error + "\"}", c.status));
    EXPECT_EQ(failure.trouble, c.trouble) << c.status << " " << c.error;
  }
}

const std::string kLines =
    "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\",\"thinking\":\"hm\"},"
    "\"done\":false}\n"
    "{\"model\":\"m\",\"message\":{\"content\":\"I \"},\"done\":false}\n"
    "{\"model\":\"m\",\"message\":{\"content\":\"see.\"},\"done\":false}\n"
    "{\"model\":\"m\",\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\","
    "\"prompt_eval_count\":9,\"eval_count\":4}\n";

TEST(OllamaWireDecode, ReadsAStreamOfLines) {
  EXPECT_EQ(reply_in(decoded(kLines)), (Reply{.outcome = Outcome::Ok,
                                              .text = "I see.",
                                              .reasoning = "hm",
                                              .finish_reason = "stop",
                                              .usage = {9, 4, std::nullopt, std::nullopt},
                                              .served_id = "m"}));
}

TEST(OllamaWireDecode, TakesNoCutStreamForTheWhole) {
  expect_all_or_nothing(ollama_wire(), {200, {{"Content-Type", "application/x-ndjson"}}, kLines});
}

TEST(OllamaWireDecode, ReadsAnErrorInTheMiddleOfAStream) {
  const CallFailure failure = failure_in(decoded(kLines.substr(0, kLines.find('\n') + 1) +
                                                 "{\"error\":\"an error was encountered\"}\n"));
  EXPECT_EQ(failure.trouble, Trouble::Transient);
  EXPECT_NE(failure.what.find("an error was encountered"), std::string::npos);
}

TEST(OllamaWireDecode, SurvivesHugeNumbersAndBrokenText) {
  const Reply reply =
      reply_in(decoded("{\"message\":{\"content\":\"a\xff\"},\"done\":true,\"done_reason\":7,"
                       "\"prompt_eval_count\":1e300,\"eval_count\":18446744073709551615}"));
  EXPECT_EQ(reply.text, "a\xEF\xBF\xBD");
  EXPECT_EQ(reply.usage, Usage{});
}

}  // namespace
}  // namespace attune
