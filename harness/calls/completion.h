#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "harness/calls/chat.h"
#include "harness/calls/failure.h"

namespace attune {

// An answer as far as we read it, whole or put together from the pieces of a stream. Each wire has
// a function that takes pieces of its own shape in.
struct ChatCompletion {
  bool answered = false;  // some choice held a message, or the endpoint says why none does
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

// Adds what a piece says: texts are appended, the rest is set. Reads any piece whatever.
using Absorb = void (*)(const nlohmann::json& piece, ChatCompletion& into);

// … of the chat-completions shape, a whole body (`choices[0].message`) or a chunk
// (`choices[0].delta`).
void absorb(const nlohmann::json& piece, ChatCompletion& into);

// An answer put together from pieces.
struct Streamed {
  ChatCompletion completion;
  bool whole = false;  // came to `[DONE]` or to a finish reason
};

Streamed put_together(std::span<const std::string> pieces, Absorb absorb);

// For what `absorb` does: appends to a content that may be absent yet; sets what the piece says
// and leaves the rest as it was.
void append_content(std::string_view text, ChatCompletion& into);
void set_text(std::string_view text, std::string& into);
void set_count(std::optional<std::int64_t> count, std::optional<std::int64_t>& into);

// Both together, as far as numbers go; nothing where neither is known.
std::optional<std::int64_t> sum_of(std::optional<std::int64_t> a, std::optional<std::int64_t> b);

}  // namespace attune
