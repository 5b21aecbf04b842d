#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/wiring.h"
#include "harness/run/differences.h"
#include "results/differences/difference_gate.h"
#include "results/render/difference_formats.h"
#include "scenarios/base/utf8.h"
#include "scorers/catalog/catalog.h"

namespace attune {
namespace {

DifferenceQuery query_of(const CompareOptions& options) {
  return {.names = options.subjects,
          .choice = {.pack = options.pack, .scorer = options.scorer, .judge = options.judge},
          .unlike = options.unlike,
          .options = {.bootstrap = {.seed = options.seed, .level = options.level},
                      .margin = options.equivalence,
                      .shown_scenarios = options.scenarios}};
}

// Says what was crossed, and returns whether anything was.
bool gates_crossed(const std::vector<DifferenceReport>& reports, const std::vector<Gate>& gates) {
  bool any = false;
  for (const GateCrossed& each : crossed_gates(reports, gates)) {
    complain(printable(fmt::format("{} − {} on {}: {}", each.first, each.second, each.pack,
                                   to_text(each.crossing))));
    any = true;
  }
  return any;
}

}  // namespace

Result<int> compare_command(const CompareOptions& options) {
  auto form = find_difference_format(options.format);
  if (!form) return std::move(form).error();
  auto gates = parse_gates(options.fail_on, difference_figures());
  if (!gates) return std::move(gates).error();
  auto store = open_existing_store(options.world);
  if (!store) return std::move(store).error();
  auto reports = load_differences(*store, shipped_scorers(), query_of(options));
  if (!reports) return std::move(reports).error();
  const bool single = !options.pack.empty() || reports->size() == 1;
  print((*form)->name == "table" ? to_tables(*reports, output_look())
                                 : (*form)->render(*reports, single));
  return gates_crossed(*reports, *gates) ? kExitGate : kExitDone;
}

}  // namespace attune
