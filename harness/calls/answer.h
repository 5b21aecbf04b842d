#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/calls/chat.h"
#include "harness/calls/completion.h"
#include "harness/calls/http.h"

namespace attune {

// What a finish reason that begins with these letters means; without an outcome it was the server
// that broke off, not the model, and the call is worth another try. A reason in no row is a good
// end. OverContext becomes a failure, as it is everywhere.
struct FinishRule {
  std::string_view word;
  std::optional<Outcome> outcome;
};

// What a wire's answers look like.
struct BodyForm {
  Absorb absorb = nullptr;
  std::span<const FinishRule> endings;
  // JSON lines, of which the last one gives the finish reason, be there one or many; else a body,
  // or server-sent events.
  bool lines = false;
};

// The result that a response holds, whatever its bytes. Streamed or not is told from the bytes,
// since some proxies lose the content type and some errors come as plain JSON under that of events.
CallResult decode_answer(const HttpResponse& response, const BodyForm& form);

}  // namespace attune
