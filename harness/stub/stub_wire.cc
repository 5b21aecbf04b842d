#include "harness/stub/stub_wire.h"

#include <vector>

#include <nlohmann/json.hpp>

#include "harness/stub/stub_model.h"
#include "scenarios/base/digest.h"

namespace attune {
namespace {

using Json = nlohmann::json;

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string string_at(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A message's content is a string or a list of parts with a text each.
std::string content_text(const Json& message) {
  const auto content = message.find("content");
  if (content == message.end()) return {};
  if (content->is_string()) return content->get<std::string>();
  std::string text;
  if (!content->is_array()) return text;
  for (const Json& part : *content) {
    if (part.is_object()) text += string_at(part, "text");
  }
  return text;
}

// The endpoint's own count: four bytes a token, near enough to the truth to add up plausibly.
Json usage_of(const StubRequest& request, const StubSaid& said) {
  const std::size_t asked = request.all_text.size() / 4;
  const std::size_t answered = (said.text.size() + said.refusal.size()) / 4;
  return {{"prompt_tokens", asked},
          {"completion_tokens", answered},
          {"total_tokens", asked + answered}};
}

Json envelope(const StubRequest& request, const char* object) {
  return {{"id", "stub-" + short_digest(digest_of(request.trace + request.all_text))},
          {"object", object},
          {"created", 0},
          {"model", request.model},
          {"system_fingerprint", "stub"}};
}

std::string event(const Json& chunk) {
  return "data: " + dumped(chunk) + "\n\n";
}

Json chunk_with(const StubRequest& request, Json delta, Json finish_reason) {
  Json chunk = envelope(request, "chat.completion.chunk");
  chunk["choices"] = Json::array(
      {{{"index", 0}, {"delta", std::move(delta)}, {"finish_reason", std::move(finish_reason)}}});
  return chunk;
}

// Cuts the text into pieces of at most `size` bytes without splitting a character.
std::vector<std::string> pieces_of(std::string_view text, std::size_t size) {
  std::vector<std::string> pieces;
  while (!text.empty()) {
    std::size_t end = std::min(size, text.size());
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    pieces.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return pieces;
}

}  // namespace

std::optional<StubRequest> parse_stub_request(std::string_view body,
                                              std::string_view idempotency_key) {
  const Json json = Json::parse(body, nullptr, false);
  const auto messages = json.is_object() ? json.find("messages") : json.end();
  if (!json.is_object() || messages == json.end() || !messages->is_array()) return std::nullopt;
  StubRequest request;
  request.model = string_at(json, "model");
  request.trace = idempotency_key.empty() ? digest_of(body) : std::string(idempotency_key);
  request.stream = json.contains("stream") && json["stream"] == true;
  request.sends_temperature = json.contains("temperature");
  for (const Json& message : *messages) {
    if (!message.is_object()) return std::nullopt;
    const std::string role = string_at(message, "role");
    const std::string text = content_text(message);
    if (role == "user") request.last_user = text;
    request.all_text.append(role).append(":\n").append(text).append("\n");
  }
  return request;
}

std::string completion_body(const StubRequest& request, const StubSaid& said) {
  Json message = {{"role", "assistant"}, {"content", said.text}, {"refusal", nullptr}};
  if (!said.refusal.empty()) message.update({{"content", nullptr}, {"refusal", said.refusal}});
  Json body = envelope(request, "chat.completion");
  body["choices"] = Json::array(
      {{{"index", 0}, {"message", std::move(message)}, {"finish_reason", said.finish_reason}}});
  body["usage"] = usage_of(request, said);
  return dumped(body);
}

std::string completion_events(const StubRequest& request, const StubSaid& said) {
  std::string events =
      ": stub\n\n" + event(chunk_with(request, {{"role", "assistant"}, {"content", ""}}, nullptr));
  for (const std::string& piece : pieces_of(said.text, 24)) {
    events += event(chunk_with(request, {{"content", piece}}, nullptr));
  }
  if (!said.refusal.empty())
    events += event(chunk_with(request, {{"refusal", said.refusal}}, nullptr));
  events += event(chunk_with(request, Json::object(), said.finish_reason));
  Json last = envelope(request, "chat.completion.chunk");
  last["choices"] = Json::array();
  last["usage"] = usage_of(request, said);
  return events + event(last) + "data: [DONE]\n\n";
}

std::string error_body(const StubError& error) {
  const auto or_null = [](std::string_view word) { return word.empty() ? Json() : Json(word); };
  return dumped({{"error",
                  {{"message", error.message},
                   {"type", or_null(error.type)},
                   {"param", or_null(error.param)},
                   {"code", or_null(error.code)}}}});
}

std::string models_body() {
  Json models = Json::array();
  for (const std::string& name : example_stub_models()) {
    models.push_back({{"id", name}, {"object", "model"}, {"created", 0}, {"owned_by", "attune"}});
  }
  return dumped({{"object", "list"}, {"data", std::move(models)}});
}

}  // namespace attune
