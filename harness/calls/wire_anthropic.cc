#include "harness/calls/wire_anthropic.h"

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

constexpr int kUsualTokens = 4096;

// Above it the SDK refuses not to stream: 3600 s · max_tokens / 128 000 > 600 s (specs §4.3).
constexpr int kMostUnstreamed = 21'333;

// What is particular to a model stands in parameter_rules.toml.
constexpr auto kNames = std::to_array<ParameterName>({{"max_tokens", "max_tokens"},
                                                      {"temperature", "temperature"},
                                                      {"top_p", "top_p"},
                                                      {"min_p", "min_p"},
                                                      {"seed", "seed"},
                                                      {"stop", "stop_sequences"}});

constexpr auto kEndings = std::to_array<FinishRule>({
    {"refusal", Outcome::Refused},
    {"max_tokens", Outcome::Truncated},
    {"model_context_window_exceeded", Outcome::OverContext},
});

// ---- encode

ordered_json content_of(const Message& message) {
  if (message.parts.size() == 1) return text_of(message);
  ordered_json blocks = ordered_json::array();
  for (const Part& part : message.parts) {
    blocks.push_back({{"type", "text"}, {"text", std::get<Text>(part).text}});
  }
  return blocks;
}

void add_thinking(const Parameters& sent, Thinking style, ordered_json& body) {
  if (!sent.reasoning_effort) return;
  const std::string& effort = *sent.reasoning_effort;
  if (!thinks(effort)) {
    body["thinking"] = {{"type", "disabled"}};
  } else if (style == Thinking::Budget) {
    const auto budget = thinking_budget(effort, sent.max_tokens.value_or(kUsualTokens));
    body["thinking"] = {{"type", "enabled"}, {"budget_tokens", budget.value_or(0)}};
  } else {
    body["thinking"] = {{"type", "adaptive"}, {"display", "summarized"}};
    body["output_config"]["effort"] = effort == "minimal" ? "low" : effort;
  }
}

ordered_json body_of(const ChatCall& call, const Access& access) {
  const Parameters sent = sent_parameters(call.parameters, access).parameters;
  const Spoken said = spoken(call.messages);
  ordered_json body;
  body["model"] = call.subject.model();
  if (!said.system.empty()) body["system"] = said.system;
  body["messages"] = ordered_json::array();
  for (const Message& message : said.messages) {
    body["messages"].push_back({{"role", to_text(message.role)}, {"content", content_of(message)}});
  }
  add_parameters(sent, kNames, access, body);
  if (!sent.max_tokens) body["max_tokens"] = kUsualTokens;
  add_thinking(sent, access.rules.thinking, body);
  if (sent.schema) {
    body["output_config"]["format"] = {{"type", "json_schema"}, {"schema", schema_of(sent)}};
  }
  if (access.stream) body["stream"] = true;
  return body;
}

HttpRequest encode(const ChatCall& call, const Access& access) {
  Access settled = access;
  const auto most = sent_parameters(call.parameters, access).parameters.max_tokens;
  settled.stream = access.stream || most.value_or(kUsualTokens) > kMostUnstreamed;
  std::vector<Header> own = {{"anthropic-version", "2023-06-01"}};
  if (!access.key.empty()) own.push_back({"x-api-key", access.key});
  return json_request(access.base_url + "/v1/messages", body_of(call, settled), std::move(own),
                      call, settled);
}

// ---- decode

// What was read from a cache and what was written to one is counted apart from the rest.
void absorb_usage(const json& usage, Usage& into) {
  const auto cached = count_at(usage, "cache_read_input_tokens");
  const auto written = count_at(usage, "cache_creation_input_tokens");
  set_count(sum_of(sum_of(count_at(usage, "input_tokens"), written), cached), into.prompt_tokens);
  set_count(cached, into.cached_tokens);
  set_count(count_at(usage, "output_tokens"), into.completion_tokens);
}

// A content block, or a delta of one: their fields have the same names. What redacted_thinking
// holds is nothing that could be read.
void absorb_block(const json& block, ChatCompletion& into) {
  const auto type = text_at(block, "type");
  if (type == "text" || type == "text_delta") append_content(text_at(block, "text"), into);
  if (type == "tool_use") into.called_tools = true;
  if (type == "redacted_thinking") into.reasoning += "[redacted]";
  into.reasoning += text_at(block, "thinking");
}

// Of a message, or of what its last event says of it.
void absorb_stop(const json& message, ChatCompletion& into) {
  set_text(text_at(message, "stop_reason"), into.finish_reason);
  if (const json* usage = member(message, "usage")) absorb_usage(*usage, into.usage);
  const json* details = member(message, "stop_details");
  if (details == nullptr || text_at(*details, "type") != "refusal") return;
  set_text(text_at(*details, "category"), into.refusal);
  set_text(text_at(*details, "explanation"), into.refusal);
}

void absorb_message(const json& message, ChatCompletion& into) {
  const json* content = member(message, "content");
  if (content == nullptr || !content->is_array()) return;
  into.answered = true;
  set_text(text_at(message, "model"), into.served_id);
  for (const json& block : *content) absorb_block(block, into);
  absorb_stop(message, into);
}

// A whole message or an event of a stream.
void absorb_piece(const json& piece, ChatCompletion& into) {
  if (!into.complaint) into.complaint = complaint_of_body(piece);
  absorb_message(piece, into);
  if (const json* message = member(piece, "message")) absorb_message(*message, into);
  if (const json* block = member(piece, "content_block")) absorb_block(*block, into);
  const json* delta = member(piece, "delta");
  if (delta == nullptr) return;
  absorb_block(*delta, into);
  absorb_stop(*delta, into);
  absorb_stop(piece, into);  // message_delta has its usage beside the delta
}

CallResult decode(const HttpResponse& response) {
  return decode_answer(response, {.absorb = absorb_piece, .endings = kEndings});
}

}  // namespace

Wire anthropic_wire() {
  return {.name = "anthropic",
          .summary = "messages: Anthropic and what speaks like it",
          .encode = encode,
          .decode = decode};
}

}  // namespace attune
