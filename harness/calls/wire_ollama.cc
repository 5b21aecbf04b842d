#include "harness/calls/wire_ollama.h"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/calls/answer.h"
#include "harness/calls/body.h"
#include "harness/calls/request.h"
#include "harness/calls/sent_parameters.h"

namespace attune {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr auto kNames = std::to_array<ParameterName>({{"max_tokens", "options.num_predict"},
                                                      {"temperature", "options.temperature"},
                                                      {"top_p", "options.top_p"},
                                                      {"min_p", "options.min_p"},
                                                      {"seed", "options.seed"},
                                                      {"stop", "options.stop"}});

constexpr auto kEndings = std::to_array<FinishRule>({
    {"length", Outcome::Truncated},
    {"load", std::nullopt},  // it has only been loading the model, or letting go of it
    {"unload", std::nullopt},
});

// ---- encode

ordered_json think_of(const std::string& effort) {
  if (!thinks(effort)) return false;
  if (effort == "minimal") return "low";
  return effort == "xhigh" ? "max" : effort;
}

ordered_json body_of(const ChatCall& call, const Access& access) {
  const Parameters sent = sent_parameters(call.parameters, access).parameters;
  ordered_json body;
  body["model"] = call.subject.model();
  body["messages"] = ordered_json::array();
  for (const Message& message : call.messages) {
    body["messages"].push_back({{"role", to_text(message.role)}, {"content", text_of(message)}});
  }
  body["stream"] = access.stream;
  // So that a question which does not fit is an error and not cut in silence.
  body["truncate"] = false;
  body["shift"] = false;
  add_parameters(sent, kNames, access, body);
  if (sent.reasoning_effort) body["think"] = think_of(*sent.reasoning_effort);
  if (sent.schema) body["format"] = schema_of(sent);
  return body;
}

HttpRequest encode(const ChatCall& call, const Access& access) {
  std::vector<Header> own;
  if (!access.key.empty()) own.push_back({"Authorization", "Bearer " + access.key});
  return json_request(access.base_url + "/api/chat", body_of(call, access), std::move(own), call,
                      access);
}

// ---- decode

void absorb_message(const json& message, ChatCompletion& into) {
  if (!message.is_object()) return;
  into.answered = true;
  append_content(text_at(message, "content"), into);
  into.reasoning += text_at(message, "thinking");
  if (first_of(member(message, "tool_calls")) != nullptr) into.called_tools = true;
}

void absorb_piece(const json& piece, ChatCompletion& into) {
  if (!into.complaint) into.complaint = complaint_of_body(piece);
  set_text(text_at(piece, "model"), into.served_id);
  if (const json* message = member(piece, "message")) absorb_message(*message, into);
  const json* done = member(piece, "done");
  if (done == nullptr || !done->is_boolean() || !done->get<bool>()) return;
  const auto reason = text_at(piece, "done_reason");  // older versions give none
  into.finish_reason = reason.empty() ? "stop" : reason;
  set_count(count_at(piece, "prompt_eval_count"), into.usage.prompt_tokens);
  set_count(count_at(piece, "eval_count"), into.usage.completion_tokens);
}

CallResult decode(const HttpResponse& response) {
  return decode_answer(response, {.absorb = absorb_piece, .endings = kEndings, .lines = true});
}

}  // namespace

Wire ollama_wire() {
  return {
      .name = "ollama", .summary = "Ollama's own /api/chat", .encode = encode, .decode = decode};
}

}  // namespace attune
