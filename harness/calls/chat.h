#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scenarios/base/ids.h"
#include "scenarios/base/time.h"
#include "scenarios/model/message.h"
#include "scenarios/model/outcome.h"
#include "scenarios/model/parameters.h"

namespace attune {

// One question to any model, in words that no provider is in.
struct ChatCall {
  SubjectId subject;  // its model part is what the endpoint is asked for
  std::vector<Message> messages;
  Parameters parameters;
  std::string trace;  // equal for every attempt of one call, sent as Idempotency-Key

  bool operator==(const ChatCall&) const = default;
};

// Tokens as the endpoint counted them; absent where it did not say.
struct Usage {
  std::optional<std::int64_t> prompt_tokens;
  std::optional<std::int64_t> completion_tokens;  // reasoning included
  std::optional<std::int64_t> reasoning_tokens;
  std::optional<std::int64_t> cached_tokens;
  bool operator==(const Usage&) const = default;
};

// What a model said.
struct Reply {
  Outcome outcome = Outcome::Ok;  // Ok, Refused, Filtered, Truncated or Empty
  std::string text;               // valid UTF-8
  std::string reasoning;          // from its own field, never mixed into text
  std::string refusal;            // the refusal field, where the outcome is Refused
  std::string finish_reason;      // the endpoint's own word
  Usage usage;
  std::string served_id;  // the model id the endpoint says it used
  std::string fingerprint;
  std::string request_id;  // x-request-id or request-id
  bool operator==(const Reply&) const = default;
};

// Why no reply was had, by what can be done about it (specs/providers-and-conventions §4.1).
enum class Trouble {
  Transient,    // try again; says nothing of our pace
  RateLimit,    // try again after the hint; shrink the lane
  Quota,        // no more from this provider: keep what is there
  Denied,       // 401, 403: no call to this endpoint can succeed
  Unsupported,  // the parameter named in `parameter` is refused: drop it once
  OverContext,  // a result: Outcome::OverContext
  Filtered,     // a result: Outcome::Filtered
  Invalid,      // this call can never succeed
};

std::string_view to_text(Trouble trouble);

struct CallFailure {
  Trouble trouble = Trouble::Transient;
  int status = 0;              // HTTP status; 0 when no answer came
  std::string what;            // one sentence, valid UTF-8, free of keys
  std::string parameter;       // for Unsupported
  std::string instead;         // for Unsupported: the name the endpoint asks for, if it says one
  std::optional<Millis> hint;  // how long the endpoint asks us to wait
  bool operator==(const CallFailure&) const = default;
};

using CallResult = std::variant<Reply, CallFailure>;

}  // namespace attune
