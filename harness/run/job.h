#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/plan/plan.h"
#include "harness/play/course.h"
#include "harness/run/anchors.h"
#include "harness/run/lanes.h"
#include "results/store/store.h"

namespace attune {

// A store whose exchanges answer in place of endpoints.
//
// Ownership: the store outlives the struct.
struct Tape {
  Store* store = nullptr;
  bool only = false;  // nothing else answers: what is not on it has failed. Else it answers judges
};

// A run in full: what to do and with which scorers and endpoints.
struct RunJob {
  const RunRequest& request;
  const Plan& plan;
  std::vector<std::vector<Marking>> markings;  // one list per pack of the request
  std::vector<OpenEndpoint> endpoints;         // one for every provider of a subject or judge
  RetryPolicy retry;
  std::optional<double> budget_usd;
  Tape tape = {};
  std::size_t anchors = 0;      // stored samples per pack that judged runs have marked again
  AnchorWork anchor_work = {};  // … that are left to do; run() finds it
};

// What a run works on has a place: the samples of the plan, then the anchors. REQUIRES of all
// below: a place of the job, a marking of it.

// The anchor at a place; null where a sample of the plan is.
const AnchorRecord* anchor_at(const RunJob& job, std::size_t place);
// The run that the sample belongs to: this one, or an anchor's.
const RunId& run_at(const RunJob& job, std::size_t place);
const Pack& pack_at(const RunJob& job, std::size_t place);
const Scenario& scenario_at(const RunJob& job, std::size_t place);
SampleKey key_at(const RunJob& job, std::size_t place);
const std::vector<Marking>& markings_at(const RunJob& job, std::size_t place);

// The model behind a voice of a sample, and what a record calls its part: "play", "user" or the
// scorer's id. REQUIRES for the user's voice: the request names who plays simulated users.
const Contender& asked_at(const RunJob& job, std::size_t place, const Voice& voice);
std::string purpose_at(const RunJob& job, std::size_t place, const Voice& voice);

}  // namespace attune
