#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "harness/calls/call_id.h"
#include "harness/calls/http.h"
#include "scenarios/base/time.h"

namespace attune {

// Why no whole response came.
struct NetFailure {
  enum class Kind { Connect, Tls, Timeout, Reset, CutOff, TooLarge, Other };
  Kind kind = Kind::Other;
  std::string what;  // one sentence, free of keys and of URLs with secrets
  bool sent = true;  // the endpoint may have had the request, and may charge for it
};

// One call that ended.
struct Completion {
  CallId call;
  HttpResponse response;  // whole only without `failure`
  std::optional<NetFailure> failure;
  Millis latency{0};  // from start() to the last byte
};

// Carries HTTP calls. Knows nothing of models, scenarios or retries.
//
// Ownership: takes the request by value; the caller keeps nothing alive.
// Errors: a failed call is a Completion with a failure, never an exception.
// Thread-safety: all members from one thread.
class Transport {
 public:
  virtual ~Transport() = default;

  // Returns at once. REQUIRES: no call of this id is in flight.
  virtual void start(CallId call, HttpRequest request) = 0;

  // What ended since the last wait, each call once; waits for the first to end, for `until`, or for
  // an interruption, whichever comes first. The only place where time passes.
  virtual std::vector<Completion> wait(Instant until) = 0;
};

}  // namespace attune
