#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/cli/options.h"
#include "harness/cli/wiring.h"
#include "harness/plan/plan.h"
#include "harness/run/runner.h"
#include "results/store/store.h"
#include "scenarios/base/result.h"

namespace attune {

// Everything one call of `run`, `resume`, `judge` or `demo` needs beside the request.
struct SessionOptions {
  Settings settings;
  StubNeeds stub;
  std::vector<Pack> published;  // the request's packs as they are, not as played
  std::string command = "run";
  std::optional<RunId> run;  // a stored run to go on with; nothing: the request names it
  std::optional<int> jobs;
  std::optional<double> budget_usd;
  int max_retries = 5;
  bool quiet = false;
  Tape tape = {};
  bool unmarked = false;     // nobody is meant to mark it
  std::size_t anchors = 40;  // per pack, for judged runs
};

// What these options ask for, and the packs as they are published.
Result<RunRequest> make_request(const RunOptions& options, const Settings& settings,
                                std::vector<Pack>& published);

// Plays and marks what is left of the request's run, showing progress on standard error.
Result<RunReport> perform(const RunRequest& request, SessionOptions options, Store& store);

// How a program ends whose run ended so.
int exit_code_of(Ending ending);

// Prints the boards of these packs and says how the run ended: the exit code.
Result<int> conclude(const RunReport& report, const RunRequest& request, const std::string& format,
                     Store& store);

// The subjects or judges of these names, with what the settings say of them.
Result<std::vector<Contender>> contenders(const std::vector<std::string>& names,
                                          const Settings& settings);

}  // namespace attune
