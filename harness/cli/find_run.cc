#include "harness/cli/find_run.h"

#include <fmt/format.h>

#include "scenarios/base/words.h"

namespace attune {

Result<StoredRun> find_run(const std::string& name, Store& store) {
  auto runs = store.runs();
  if (!runs) return std::move(runs).error();
  if (runs->empty()) return fix_input("no run is stored yet; 'attune run' makes one");
  std::vector<RunRecord> found;
  std::vector<std::string> known;
  for (RunRecord& run : *runs) {
    known.push_back(run.id.text);
    if (run.id.text.starts_with(name)) found.push_back(std::move(run));
  }
  if (found.empty()) return fix_input(no_such("run", name, known));
  if (found.size() > 1 && !name.empty())
    return fix_input(fmt::format("'{}' begins the ids of {} runs", name, found.size()));
  StoredRun stored{.run = std::move(found.back())};
  auto plans = store.plans();
  if (!plans) return std::move(plans).error();
  for (PlanRecord& plan : *plans) {
    if (plan.run == stored.run.id) stored.plans.push_back(std::move(plan));
  }
  return stored;
}

}  // namespace attune
