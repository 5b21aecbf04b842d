#pragma once

#include <string>
#include <vector>

#include "results/store/store.h"
#include "scenarios/base/result.h"

namespace attune {

// A run with what it intends.
struct StoredRun {
  RunRecord run;
  std::vector<PlanRecord> plans;
};

// The run of this id, or whose id alone begins with these letters; the newest for an empty name.
Result<StoredRun> find_run(const std::string& name, Store& store);

}  // namespace attune
