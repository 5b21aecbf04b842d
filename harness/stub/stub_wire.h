#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace attune {

// What the stub reads out of a chat request.
struct StubRequest {
  std::string model;      // as asked for: "skill-85+429"
  std::string last_user;  // text of the last user message
  std::string all_text;   // every message with its role, in order
  std::string trace;      // the Idempotency-Key; a digest of the body where there is none
  bool stream = false;
  bool sends_temperature = false;
};

// Absent when the body is no chat request.
std::optional<StubRequest> parse_stub_request(std::string_view body,
                                              std::string_view idempotency_key);

// What is said, before it is put into a provider's words.
struct StubSaid {
  std::string text;
  std::string finish_reason = "stop";
  std::string refusal = {};  // in its own field, the text being null then
};

struct StubError {
  std::string_view message;
  std::string_view type;
  std::string_view code;
  std::string_view param;
};

// Bodies in OpenAI's words. Bytes that are no UTF-8 become U+FFFD.
std::string completion_body(const StubRequest& request, const StubSaid& said);
std::string completion_events(const StubRequest& request,
                              const StubSaid& said);  // server-sent events
std::string error_body(const StubError& error);
std::string models_body();

}  // namespace attune
