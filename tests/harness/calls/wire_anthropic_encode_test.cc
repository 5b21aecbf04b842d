#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/calls/parameter_rules_file.h"
#include "harness/calls/sent_parameters.h"
#include "harness/calls/wire_anthropic.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

ChatCall a_call(std::string model = "claude-opus-4-20250514") {
  ChatCall call;
  call.subject = {"anthropic/" + std::move(model)};
  call.messages = {text_message(Role::System, "Be kind."), text_message(Role::User, "I am sad.")};
  return call;
}

ChatCall a_full_call(std::string model) {
  ChatCall call = a_call(std::move(model));
  call.messages = {text_message(Role::User, "Hi")};
  call.parameters = {.temperature = 0.7,
                     .top_p = 0.95,
                     .min_p = 0.1,
                     .max_tokens = 3000,
                     .seed = 42,
                     .reasoning_effort = "medium",
                     .stop = {"###"}};
  return call;
}

// With the rules that ship.
Access an_access(const ChatCall& call) {
  return {.base_url = "https://api.example.org",
          .rules = rules_for(shipped_parameter_rules(),
                             {"anthropic", call.subject.provider(), call.subject.model()})};
}

HttpRequest encoded(const ChatCall& call) {
  return anthropic_wire().encode(call, an_access(call));
}

std::string body_with(const Parameters& parameters, std::string model = "claude-opus-4-20250514") {
  ChatCall call = a_call(std::move(model));
  call.messages.clear();
  call.parameters = parameters;
  Json body = Json::parse(encoded(call).body);
  body.erase("model");
  body.erase("messages");
  return body.dump();
}

TEST(AnthropicWireEncode, PostsMessagesWithTheSystemApart) {
  const HttpRequest request = encoded(a_call());
  EXPECT_EQ(request.url, "https://api.example.org/v1/messages");
  EXPECT_EQ(request.body,
            R"({"model":"claude-opus-4-20250514","system":"Be kind.",)"
            R"("messages":[{"role":"user","content":"I am sad."}],"max_tokens":4096})");
}

TEST(AnthropicWireEncode, SendsKeyAndVersion) {
  const ChatCall call = a_call();
  Access access = an_access(call);
  access.key = "secret";
  EXPECT_EQ(anthropic_wire().encode(call, access).headers,
            (std::vector<Header>{{"Content-Type", "application/json"},
                                 {"Accept", "application/json"},
                                 {"anthropic-version", "2023-06-01"},
                                 {"x-api-key", "secret"}}));
}

TEST(AnthropicWireEncode, MergesNeighboursOfOneRole) {
  ChatCall call = a_call("m");
  call.messages = {text_message(Role::User, "a"), text_message(Role::User, "b"),
                   text_message(Role::Assistant, "c")};
  EXPECT_EQ(encoded(call).body,
            R"({"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"a"},)"
            R"({"type":"text","text":"b"}]},{"role":"assistant","content":"c"}],)"
            R"("max_tokens":4096})");
}

TEST(AnthropicWireEncode, SendsWhatAGenerationTakes) {
  const std::string thinking = R"("thinking":{"type":"enabled","budget_tokens":1500})";
  const std::string adaptive = R"("thinking":{"type":"adaptive","display":"summarized"},)"
                               R"("output_config":{"effort":"medium"})";
  const std::string stop = R"("stop_sequences":["###"])";
  for (const auto& [model, expected] : std::vector<std::pair<std::string, std::string>>{
           {"claude-3-5-haiku-20241022",
            R"({"max_tokens":3000,"temperature":0.7,"top_p":0.95,)" + stop + "}"},
           {"claude-opus-4-20250514", R"({"max_tokens":3000,)" + stop + "," + thinking + "}"},
           {"claude-opus-4-6", R"({"max_tokens":3000,)" + stop + "," + adaptive + "}"},
           {"claude-opus-4-7", R"({"max_tokens":3000,)" + stop + "," + adaptive + "}"}}) {
    EXPECT_EQ(body_with(a_full_call(model).parameters, model), expected) << model;
  }
}

TEST(AnthropicWireEncode, SaysWhatItLeavesOut) {
  const ChatCall call = a_full_call("claude-opus-4-7");
  EXPECT_EQ(sent_parameters(call.parameters, an_access(call)).dropped,
            (std::vector<std::string>{"temperature", "top_p", "min_p", "seed"}));
}

TEST(AnthropicWireEncode, SwitchesThinkingOffWhereThatIsAsked) {
  EXPECT_EQ(body_with({.temperature = 1, .reasoning_effort = "none"}),
            R"({"temperature":1.0,"max_tokens":4096,"thinking":{"type":"disabled"}})");
}

TEST(AnthropicWireEncode, ThinksLittleWhereAsLittleAsCanBeIsAsked) {
  EXPECT_NE(body_with({.reasoning_effort = "minimal"}, "claude-opus-5").find(R"("effort":"low")"),
            std::string::npos);
}

TEST(AnthropicWireEncode, AsksForASchemaBesideAnEffort) {
  EXPECT_EQ(
      body_with({.reasoning_effort = "high", .schema = R"({"type":"object"})"}, "claude-opus-5"),
      R"({"max_tokens":4096,"thinking":{"type":"adaptive","display":"summarized"},)"
      R"("output_config":{"effort":"high",)"
      R"("format":{"type":"json_schema","schema":{"type":"object"}}}})");
}

TEST(AnthropicWireEncode, StreamsLongRepliesByItself) {
  EXPECT_EQ(body_with({.max_tokens = 21'333}), R"({"max_tokens":21333})");
  EXPECT_EQ(body_with({.max_tokens = 21'334}), R"({"max_tokens":21334,"stream":true})");
  ChatCall call = a_call();
  call.parameters.max_tokens = 30'000;
  EXPECT_EQ(encoded(call).headers[1], (Header{"Accept", "text/event-stream"}));
}

TEST(AnthropicWireEncode, SendsALimitThoughTheEndpointRefusedOne) {
  ChatCall call = a_call();
  call.parameters.max_tokens = 9;
  Access access = an_access(call);
  access.dropped = {"max_tokens"};
  EXPECT_NE(anthropic_wire().encode(call, access).body.find(R"("max_tokens":4096)"),
            std::string::npos);
}

}  // namespace
}  // namespace attune
