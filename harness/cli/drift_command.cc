#include <algorithm>

#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/wiring.h"
#include "harness/run/drifts.h"
#include "results/render/drift_formats.h"
#include "results/reports/gate.h"
#include "scorers/catalog/catalog.h"

namespace attune {
namespace {

// The gates of `--fail-on`, read before anything else is done.
Result<std::vector<Gate>> gates_of(const DriftOptions& options) {
  std::vector<std::string> names;
  for (const auto& [name, figure] : drift_figures(Drift{})) names.push_back(name);
  return parse_gates(options.fail_on, names);
}

// Says which gates this drift crosses: whether any.
bool fails(const Drift& drift, const std::vector<Gate>& gates) {
  bool failed = false;
  const auto figures = drift_figures(drift);
  for (const Gate& gate : gates) {
    const auto figure = std::ranges::find(figures, gate.figure,
                                          &std::pair<std::string, std::optional<double>>::first);
    const auto crossing = crossed(gate, figure->second);
    if (!crossing) continue;
    complain(fmt::format("{}: {}", drift.of.pack.text, to_text(*crossing)));
    failed = true;
  }
  return failed;
}

}  // namespace

Result<int> drift_command(const DriftOptions& options) {
  auto form = find_drift_format(options.format);
  if (!form) return std::move(form).error();
  auto gates = gates_of(options);
  if (!gates) return std::move(gates).error();
  auto store = open_existing_store(options.world);
  if (!store) return std::move(store).error();
  auto histories = load_histories(*store, shipped_scorers(),
                                  {.subject = {options.subject},
                                   .pack = options.pack,
                                   .scorer = options.scorer,
                                   .judge = options.judge});
  if (!histories) return std::move(histories).error();
  const DriftWish wish{.bootstrap = {.seed = options.seed}, .from = options.from, .to = options.to};
  std::vector<Drift> drifts;
  for (SubjectHistory& history : *histories) {
    auto drift = make_drift(history.of, std::move(history.releases), wish);
    if (!drift) return std::move(drift).error().within(history.of.pack.text);
    for (std::string& note : history.notes) drift->notes.push_back(std::move(note));
    drifts.push_back(*std::move(drift));
  }
  print((*form)->render(drifts, drifts.size() == 1));
  bool failed = false;
  for (const Drift& drift : drifts) failed = fails(drift, *gates) || failed;
  return failed ? kExitGate : kExitDone;
}

}  // namespace attune
