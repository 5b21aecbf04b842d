#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "harness/effects/clock.h"
#include "harness/net/transport.h"
#include "harness/run/lanes.h"
#include "results/facts/passport.h"
#include "scenarios/base/result.h"

namespace attune {

// Who is to be examined, and how far. Nothing is asked for beyond what a probe is about: neither
// the settings of the subject count, nor what parameter rules drop or fix.
struct ExamineJob {
  SubjectId subject;
  OpenEndpoint endpoint;
  std::int64_t max_context = 16384;  // the longest question, in tokens
  std::string version;               // of attune
  RetryPolicy retry = {.attempts = 3, .rate_limit_attempts = 6, .longest_hint = Millis(60'000)};
};

// What an examination touches the world with.
//
// Ownership: all of it outlives the examination.
struct ExamineWorld {
  const Clock& clock;
  Transport& transport;
  std::function<bool()> stop_requested;
  std::function<void(std::string_view probe)> began = [](std::string_view) {};
};

// A passport is whole, or there is none.
struct Examination {
  Passport passport;
  bool interrupted = false;  // the passport is not to be kept
};

// Asks one call at a time, with a key of its own for each, so that nothing is answered from
// memory.
//
// Errors: GiveUp when the endpoint does not answer the first question or stops answering for good;
// StopRun when it is out of quota.
Result<Examination> examine(const ExamineJob& job, const ExamineWorld& world);

}  // namespace attune
