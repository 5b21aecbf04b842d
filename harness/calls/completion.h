#pragma once

#include <optional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "harness/calls/chat.h"
#include "harness/calls/failure.h"

namespace attune {

// An answer of the chat-completions shape as far as we read it, whole or put together from the
// chunks of a stream.
struct ChatCompletion {
  bool answered = false;  // some choice held a message
  bool called_tools = false;
  std::optional<std::string> content;  // absent where it was null throughout
  std::string reasoning;
  std::string refusal;
  std::string finish_reason;
  Usage usage;
  std::string served_id;
  std::string fingerprint;             // system_fingerprint
  std::string host;                    // OpenRouter's `provider`
  std::optional<Complaint> complaint;  // the first `error`, of the whole or of the choice
  bool operator==(const ChatCompletion&) const = default;
};

// Adds what a whole body (`choices[0].message`) or a chunk (`choices[0].delta`) says: texts are
// appended, the rest is set.
void absorb(const nlohmann::json& piece, ChatCompletion& into);

}  // namespace attune
