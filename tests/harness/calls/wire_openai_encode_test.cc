#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "harness/calls/parameter_rules_file.h"
#include "harness/calls/wire_openai.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

using namespace std::chrono_literals;

ChatCall a_call(std::string subject = "my-lab/tiny") {
  ChatCall call;
  call.subject = {std::move(subject)};
  call.messages = {text_message(Role::System, "Be kind."), text_message(Role::User, "I am sad.")};
  return call;
}

ChatCall a_full_call(std::string subject) {
  ChatCall call = a_call(std::move(subject));
  call.messages = {text_message(Role::User, "Hi")};
  call.parameters = {.temperature = 0.7,
                     .top_p = 0.95,
                     .min_p = 0.1,
                     .max_tokens = 100,
                     .seed = 42,
                     .reasoning_effort = "low",
                     .stop = {"###", "\n\n"}};
  return call;
}

Access an_access() {
  Access access;
  access.base_url = "https://api.example.org/v1";
  return access;
}

HttpRequest encoded(const ChatCall& call, const Access& access = an_access()) {
  return openai_wire().encode(call, access);
}

// With the rules that ship.
HttpRequest encoded_by_rules(const ChatCall& call, Access access = an_access()) {
  access.rules = rules_for(shipped_parameter_rules(),
                           {"openai", call.subject.provider(), call.subject.model()});
  return encoded(call, access);
}

TEST(OpenAiWireEncode, PostsToChatCompletions) {
  const HttpRequest request = encoded(a_call());
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://api.example.org/v1/chat/completions");
  EXPECT_EQ(request.body, R"({"model":"tiny","messages":[{"role":"system","content":"Be kind."},)"
                          R"({"role":"user","content":"I am sad."}]})");
}

TEST(OpenAiWireEncode, SendsKeyAndTraceOnlyWhereThereAreAny) {
  const std::vector<Header> bare = {{"Content-Type", "application/json"},
                                    {"Accept", "application/json"}};
  EXPECT_EQ(encoded(a_call()).headers, bare);
  ChatCall call = a_call();
  call.trace = "trace-1";
  Access access = an_access();
  access.key = "secret";
  std::vector<Header> full = bare;
  full.push_back({"Authorization", "Bearer secret"});
  full.push_back({"Idempotency-Key", "trace-1"});
  EXPECT_EQ(encoded(call, access).headers, full);
}

TEST(OpenAiWireEncode, HandsTheTimeoutsOn) {
  Access access = an_access();
  access.timeouts.total = 5s;
  EXPECT_EQ(encoded(a_call(), access).timeouts, access.timeouts);
}

TEST(OpenAiWireEncode, SendsEveryParameterInAFixedOrder) {
  EXPECT_EQ(encoded_by_rules(a_full_call("my-lab/org/tiny")).body,
            R"({"model":"org/tiny","messages":[{"role":"user","content":"Hi"}],)"
            R"("temperature":0.7,"top_p":0.95,"min_p":0.1,"max_tokens":100,"seed":42,)"
            R"("stop":["###","\n\n"],"reasoning_effort":"low"})");
}

TEST(OpenAiWireEncode, SpeaksOpenAisOwnDialect) {
  EXPECT_EQ(encoded_by_rules(a_full_call("openai/gpt-4o")).body,
            R"({"model":"gpt-4o","messages":[{"role":"user","content":"Hi"}],)"
            R"("temperature":0.7,"top_p":0.95,"max_completion_tokens":100,"seed":42,)"
            R"("stop":["###","\n\n"],"reasoning_effort":"low"})");
}

TEST(OpenAiWireEncode, SendsReasoningModelsNoSampling) {
  for (const char* model : {"gpt-5", "gpt-5-mini", "o3", "o4-mini-2025-04-16"}) {
    EXPECT_EQ(encoded_by_rules(a_full_call(std::string("openai/") + model)).body,
              std::string(R"({"model":")") + model +
                  R"(","messages":[{"role":"user","content":"Hi"}],)"
                  R"("max_completion_tokens":100,"seed":42,"reasoning_effort":"low"})");
  }
  for (const char* model : {"openai/gpt-5-chat-latest", "openai/gpt-5.1", "lab/o3"}) {
    EXPECT_NE(encoded_by_rules(a_full_call(model)).body.find("temperature"), std::string::npos);
  }
}

TEST(OpenAiWireEncode, AsksForASchema) {
  ChatCall call = a_call();
  call.messages.clear();
  call.parameters.schema = R"({"type":"object"})";
  EXPECT_EQ(encoded(call).body,
            R"({"model":"tiny","messages":[],"response_format":{"type":"json_schema",)"
            R"("json_schema":{"name":"reply","strict":true,"schema":{"type":"object"}}}})");
  Access access = an_access();
  access.dropped = {"schema"};
  EXPECT_EQ(encoded(call, access).body, R"({"model":"tiny","messages":[]})");
}

TEST(OpenAiWireEncode, WrapsTheEffortForOpenRouter) {
  EXPECT_EQ(encoded_by_rules(a_full_call("openrouter/a/b:free")).body,
            R"({"model":"a/b:free","messages":[{"role":"user","content":"Hi"}],)"
            R"("temperature":0.7,"top_p":0.95,"min_p":0.1,"max_tokens":100,"seed":42,)"
            R"("stop":["###","\n\n"],"reasoning":{"effort":"low"}})");
}

TEST(OpenAiWireEncode, LeavesDroppedParametersOutByAnyOfTheirNames) {
  Access access = an_access();
  access.dropped = {"temperature", "top_p", "min_p",           "max_completion_tokens",
                    "seed",        "stop",  "reasoning_effort"};
  const std::string_view bare = R"({"model":"m","messages":[{"role":"user","content":"Hi"}]})";
  EXPECT_EQ(encoded_by_rules(a_full_call("openai/m"), access).body, bare);
  access.dropped.insert("max_tokens");
  EXPECT_EQ(encoded_by_rules(a_full_call("openrouter/m"), access).body, bare);
}

TEST(OpenAiWireEncode, UsesTheNamesAnEndpointAsksFor) {
  ChatCall call = a_call();
  call.messages.clear();
  call.parameters.max_tokens = 5;
  Access access = an_access();
  access.renamed = {{"max_tokens", "max_completion_tokens"}};
  EXPECT_EQ(encoded(call, access).body,
            R"({"model":"tiny","messages":[],"max_completion_tokens":5})");
  call.subject = {"openai/tiny"};  // at an OPENAI_BASE_URL of somebody else's
  access.renamed = {{"max_completion_tokens", "max_tokens"}};
  EXPECT_EQ(encoded_by_rules(call, access).body,
            R"({"model":"tiny","messages":[],"max_tokens":5})");
}

TEST(OpenAiWireEncode, LetsNoRenamedParameterTakeAnothersPlace) {
  ChatCall call = a_call();
  call.messages.clear();
  call.parameters.seed = 5;
  Access access = an_access();
  access.renamed = {{"seed", "model"}};
  EXPECT_EQ(encoded(call, access).body, R"({"model":"tiny","messages":[]})");
}

TEST(OpenAiWireEncode, AsksForUsageWhenItStreams) {
  ChatCall call = a_call();
  call.messages.clear();
  Access access = an_access();
  access.stream = true;
  EXPECT_EQ(encoded(call, access).body, R"({"model":"tiny","messages":[],"stream":true,)"
                                        R"("stream_options":{"include_usage":true}})");
  EXPECT_EQ(encoded(call, access).headers[1], (Header{"Accept", "text/event-stream"}));
  access.dropped = {"stream_options"};
  EXPECT_EQ(encoded(call, access).body, R"({"model":"tiny","messages":[],"stream":true})");
}

TEST(OpenAiWireEncode, SendsSeveralPartsAsAList) {
  ChatCall call = a_call();
  call.messages = {{Role::User, {Text{"a"}, Text{"b"}}}};
  EXPECT_EQ(encoded(call).body, R"({"model":"tiny","messages":[{"role":"user","content":)"
                                R"([{"type":"text","text":"a"},{"type":"text","text":"b"}]}]})");
}

TEST(OpenAiWireEncode, SendsBrokenUtf8AsReplacementCharacters) {
  ChatCall call = a_call();
  call.messages = {text_message(Role::Assistant, "ok \xff\xfe")};
  const std::string body = encoded(call).body;
  EXPECT_EQ(body, valid_utf8(body));
  EXPECT_NE(body.find("ok \xEF\xBF\xBD"), std::string::npos);
}

}  // namespace
}  // namespace attune
