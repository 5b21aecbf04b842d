#pragma once

#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "harness/run/job.h"
#include "harness/run/progress.h"
#include "results/store/store.h"
#include "scenarios/base/result.h"

namespace attune {

// What a run still has to do: the places of its plan that are not played and marked to the end,
// by the endpoint that plays them; and the anchors that are left,
// by the endpoint that marks them.
struct Backlog {
  std::map<std::string, std::vector<std::size_t>> places;  // the next one last
  std::unordered_set<std::size_t> played;  // … of them, those that need only marking
};

// A sample that failed, or has a verdict without marks, is looked at again: what was answered is
// answered from the store, at no call. Counts what is done into `tally`.
//
// REQUIRES: one list of markings per pack of the request.
Result<Backlog> find_backlog(Store& store, const RunJob& job, Tally& tally);

}  // namespace attune
