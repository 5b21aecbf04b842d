#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/effects/clock.h"
#include "harness/net/transport.h"
#include "harness/plan/plan.h"
#include "harness/play/course.h"
#include "harness/run/lanes.h"
#include "harness/run/progress.h"
#include "results/store/store.h"
#include "scenarios/base/result.h"

namespace attune {

// How a run came to its end; the command line makes an exit code of it.
enum class Ending {
  Complete,     // every sample played and marked, or found without a mark for good
  Incomplete,   // some samples or verdicts could not be had
  Stopped,      // by budget or quota, with everything kept
  Interrupted,  // by the user, with everything kept
};

struct RunReport {
  Ending ending = Ending::Complete;
  Tally tally;
  std::string why;  // one sentence unless Complete
};

// What a run touches the world with.
//
// Ownership: all of it outlives the run.
struct RunWorld {
  const Clock& clock;
  Transport& transport;
  Store& store;
  Progress& progress;
  std::function<bool()> stop_requested;
};

// A run in full: what to do and with which scorers and endpoints.
struct RunJob {
  const RunRequest& request;
  const Plan& plan;
  std::vector<std::vector<Marking>> markings;  // one list per pack of the request
  std::vector<OpenEndpoint> endpoints;         // one for every provider of a subject or judge
  RetryPolicy retry;
  std::optional<double> budget_usd;
};

// Plays and marks what the store does not hold yet. Each reply is durable before anything is
// made of it; a run that was broken off anywhere goes on from there when it is run again.
//
// Errors: StopRun when the store fails.
Result<RunReport> run(const RunJob& job, const RunWorld& world);

}  // namespace attune
