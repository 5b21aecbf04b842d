#include "harness/calls/wire_google.h"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/calls/answer.h"
#include "harness/calls/body.h"
#include "harness/calls/request.h"
#include "harness/calls/sent_parameters.h"

namespace attune {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

// What is particular to a model stands in parameter_rules.toml.
constexpr auto kNames = std::to_array<ParameterName>({
    {"temperature", "generationConfig.temperature"},
    {"top_p", "generationConfig.topP"},
    {"min_p", "generationConfig.minP"},
    {"max_tokens", "generationConfig.maxOutputTokens"},
    {"seed", "generationConfig.seed"},
    {"stop", "generationConfig.stopSequences"},
});

constexpr std::array kHarms = {"HARM_CATEGORY_HARASSMENT", "HARM_CATEGORY_HATE_SPEECH",
                               "HARM_CATEGORY_SEXUALLY_EXPLICIT",
                               "HARM_CATEGORY_DANGEROUS_CONTENT"};

constexpr auto kEndings = std::to_array<FinishRule>({
    {"MAX_TOKENS", Outcome::Truncated},
    {"blocked", Outcome::Filtered},  // our word for a promptFeedback.blockReason
    {"SAFETY", Outcome::Filtered},
    {"RECITATION", Outcome::Filtered},
    {"BLOCKLIST", Outcome::Filtered},
    {"PROHIBITED_CONTENT", Outcome::Filtered},
    {"SPII", Outcome::Filtered},
    {"IMAGE_", Outcome::Filtered},
    {"LANGUAGE", std::nullopt},
    {"OTHER", std::nullopt},
    {"MALFORMED_", std::nullopt},
    {"UNEXPECTED_TOOL_CALL", std::nullopt},
    {"TOO_MANY_TOOL_CALLS", std::nullopt},
});

// Where a call sets no limit, a budget is a share of what 2.5 Flash may think at most.
constexpr int kUsualRoom = 24'576;

// ---- encode

bool unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~").find(c) != std::string_view::npos;
}

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (unreserved(c)) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

std::string url_of(const ChatCall& call, const Access& access) {
  std::string_view model = call.subject.model();
  if (model.starts_with("models/")) model.remove_prefix(7);
  return fmt::format("{}/v1beta/models/{}:{}", access.base_url, percent_encoded(model),
                     access.stream ? "streamGenerateContent?alt=sse" : "generateContent");
}

ordered_json parts_of(const Message& message) {
  ordered_json parts = ordered_json::array();
  for (const Part& part : message.parts) {
    parts.push_back(ordered_json::object({{"text", std::get<Text>(part).text}}));
  }
  return parts;
}

std::string level_of(std::string_view effort) {
  if (effort == "none") return "MINIMAL";  // these models cannot do without
  if (effort == "xhigh" || effort == "max") return "HIGH";
  std::string level(effort);
  for (char& c : level) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return level;
}

void add_thinking(const Parameters& sent, Thinking style, ordered_json& body) {
  if (!sent.reasoning_effort) return;
  const std::string& effort = *sent.reasoning_effort;
  ordered_json& config = body["generationConfig"]["thinkingConfig"];
  if (thinks(effort)) config["includeThoughts"] = true;
  if (style == Thinking::Budget) {
    config["thinkingBudget"] =
        thinking_budget(effort, sent.max_tokens.value_or(kUsualRoom)).value_or(0);
  } else {
    config["thinkingLevel"] = level_of(effort);
  }
}

ordered_json body_of(const ChatCall& call, const Access& access) {
  const Parameters sent = sent_parameters(call.parameters, access).parameters;
  const Spoken said = spoken(call.messages);
  ordered_json body;
  body["contents"] = ordered_json::array();
  for (const Message& message : said.messages) {
    const char* role = message.role == Role::Assistant ? "model" : "user";
    body["contents"].push_back({{"role", role}, {"parts", parts_of(message)}});
  }
  if (!said.system.empty())
    body["systemInstruction"]["parts"] = parts_of(text_message(Role::System, said.system));
  add_parameters(sent, kNames, access, body);
  add_thinking(sent, access.rules.thinking, body);
  if (sent.schema) {
    body["generationConfig"]["responseMimeType"] = "application/json";
    body["generationConfig"]["responseJsonSchema"] = schema_of(sent);
  }
  body["safetySettings"] = ordered_json::array();
  for (const char* harm : kHarms) {
    body["safetySettings"].push_back({{"category", harm}, {"threshold", kGoogleSafetyThreshold}});
  }
  return body;
}

HttpRequest encode(const ChatCall& call, const Access& access) {
  std::vector<Header> own;
  if (!access.key.empty()) own.push_back({"x-goog-api-key", access.key});
  return json_request(url_of(call, access), body_of(call, access), std::move(own), call, access);
}

// ---- decode

void absorb_usage(const json& usage, Usage& into) {
  const auto thoughts = count_at(usage, "thoughtsTokenCount");
  set_count(count_at(usage, "promptTokenCount"), into.prompt_tokens);
  set_count(sum_of(count_at(usage, "candidatesTokenCount"), thoughts), into.completion_tokens);
  set_count(thoughts, into.reasoning_tokens);
  set_count(count_at(usage, "cachedContentTokenCount"), into.cached_tokens);
}

void absorb_part(const json& part, ChatCompletion& into) {
  const json* thought = member(part, "thought");
  if (thought != nullptr && thought->is_boolean() && thought->get<bool>()) {
    into.reasoning += text_at(part, "text");
  } else if (member(part, "text") != nullptr) {
    append_content(text_at(part, "text"), into);
  }
  if (member(part, "functionCall") != nullptr) into.called_tools = true;
}

void absorb_candidate(const json& candidate, ChatCompletion& into) {
  into.answered = true;
  set_text(text_at(candidate, "finishReason"), into.finish_reason);
  const json* content = member(candidate, "content");
  const json* parts = content != nullptr ? member(*content, "parts") : nullptr;
  if (parts == nullptr || !parts->is_array()) return;
  for (const json& part : *parts) absorb_part(part, into);
}

void absorb_piece(const json& piece, ChatCompletion& into) {
  if (!into.complaint) into.complaint = complaint_of_body(piece);
  set_text(text_at(piece, "modelVersion"), into.served_id);
  if (const json* usage = member(piece, "usageMetadata")) absorb_usage(*usage, into.usage);
  if (const json* candidate = first_of(member(piece, "candidates"));
      candidate != nullptr && candidate->is_object())
    absorb_candidate(*candidate, into);
  const json* feedback = member(piece, "promptFeedback");
  const auto reason = feedback != nullptr ? text_at(*feedback, "blockReason") : std::string_view();
  if (reason.empty()) return;
  into.answered = true;
  into.finish_reason = fmt::format("blocked: {}", reason);
}

CallResult decode(const HttpResponse& response) {
  return decode_answer(response, {.absorb = absorb_piece, .endings = kEndings});
}

}  // namespace

Wire google_wire() {
  return {.name = "google",
          .summary = "generateContent: Google's Gemini API",
          .encode = encode,
          .decode = decode};
}

}  // namespace attune
