#include "harness/calls/wire_openai.h"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/calls/answer.h"
#include "harness/calls/request.h"
#include "harness/calls/sent_parameters.h"

namespace attune {
namespace {

using nlohmann::ordered_json;

// What is particular to a provider or a model stands in parameter_rules.toml.
constexpr auto kNames = std::to_array<ParameterName>({{"temperature", "temperature"},
                                                      {"top_p", "top_p"},
                                                      {"min_p", "min_p"},
                                                      {"max_tokens", "max_tokens"},
                                                      {"seed", "seed"},
                                                      {"stop", "stop"},
                                                      {"reasoning_effort", "reasoning_effort"}});

constexpr auto kEndings = std::to_array<FinishRule>({
    {"content_filter", Outcome::Filtered},  // Google's gateway: "content_filter: RECITATION"
    {"length", Outcome::Truncated},
    {"max_tokens", Outcome::Truncated},
    {"model_length", Outcome::Truncated},
    {"error", std::nullopt},
    {"abort", std::nullopt},
    {"network_error", std::nullopt},
    {"insufficient_system_resource", std::nullopt},
});

ordered_json content_of(const Message& message) {
  if (message.parts.size() <= 1) return text_of(message);
  ordered_json parts = ordered_json::array();
  for (const Part& part : message.parts) {
    parts.push_back({{"type", "text"}, {"text", std::get<Text>(part).text}});
  }
  return parts;
}

ordered_json response_format(const Parameters& sent) {
  return {{"type", "json_schema"},
          {"json_schema", {{"name", "reply"}, {"strict", true}, {"schema", schema_of(sent)}}}};
}

ordered_json body_of(const ChatCall& call, const Access& access) {
  const Parameters sent = sent_parameters(call.parameters, access).parameters;
  ordered_json body;
  body["model"] = call.subject.model();
  body["messages"] = ordered_json::array();
  for (const Message& message : call.messages) {
    body["messages"].push_back({{"role", to_text(message.role)}, {"content", content_of(message)}});
  }
  add_parameters(sent, kNames, access, body);
  if (sent.schema && !body.contains("response_format"))
    body["response_format"] = response_format(sent);
  if (!access.stream) return body;
  body["stream"] = true;
  if (!access.dropped.contains("stream_options"))
    body["stream_options"] = {{"include_usage", true}};
  return body;
}

HttpRequest encode(const ChatCall& call, const Access& access) {
  std::vector<Header> own;
  if (!access.key.empty()) own.push_back({"Authorization", "Bearer " + access.key});
  return json_request(access.base_url + "/chat/completions", body_of(call, access), std::move(own),
                      call, access);
}

CallResult decode(const HttpResponse& response) {
  return decode_answer(response, {.absorb = absorb, .endings = kEndings});
}

}  // namespace

Wire openai_wire() {
  return {.name = "openai",
          .summary = "chat completions: OpenAI, OpenRouter, vLLM, llama.cpp and most others",
          .encode = encode,
          .decode = decode};
}

}  // namespace attune
