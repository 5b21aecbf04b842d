#pragma once

#include <functional>
#include <string>

#include "harness/effects/clock.h"
#include "harness/net/transport.h"
#include "harness/run/job.h"
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

// Plays and marks what the store does not hold yet. Each reply is durable before anything is
// made of it; a run that was broken off anywhere goes on from there when it is run again.
//
// Errors: StopRun when the store fails; TryLater when another process is at work on the run.
Result<RunReport> run(const RunJob& job, const RunWorld& world);

}  // namespace attune
