#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/plan/plan.h"
#include "harness/play/course.h"
#include "harness/run/lanes.h"

namespace attune {

// A run in full: what to do and with which scorers and endpoints.
struct RunJob {
  const RunRequest& request;
  const Plan& plan;
  std::vector<std::vector<Marking>> markings;  // one list per pack of the request
  std::vector<OpenEndpoint> endpoints;         // one for every provider of a subject or judge
  RetryPolicy retry;
  std::optional<double> budget_usd;
};

// What a place of the plan is about. REQUIRES: a place of the plan, a marking of its pack.
const Pack& pack_at(const RunJob& job, std::size_t place);
const Scenario& scenario_at(const RunJob& job, std::size_t place);
SampleKey key_at(const RunJob& job, std::size_t place);
const std::vector<Marking>& markings_at(const RunJob& job, std::size_t place);

// Who is asked on behalf of a marking, or the subject for none; and how a record calls that.
const Contender& asked_at(const RunJob& job, std::size_t place, std::optional<std::size_t> marking);
std::string purpose_at(const RunJob& job, std::size_t place, std::optional<std::size_t> marking);

}  // namespace attune
