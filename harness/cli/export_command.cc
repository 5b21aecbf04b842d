#include <algorithm>

#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "harness/cli/exporters.h"
#include "results/render/jsonl.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr const char* kJunit = "junit";

}  // namespace

std::vector<Exporter> exporters() {
  std::vector<Exporter> all;
  for (const auto& [kind, what] : jsonl_exporters()) all.push_back({kind, what, export_lines});
  all.push_back({"eqbench3-runs", "samples of EQ-Bench 3 with their marks, as its runs file",
                 export_eqbench3_files});
  all.push_back({"eqbench3-elo", "comparisons on EQ-Bench 3 and published ratings, as its Elo file",
                 export_eqbench3_files});
  all.push_back({"inspect", "samples with verdicts, as JSON logs of inspect_ai", export_inspect});
  all.push_back(
      {"lm-eval", "figures and samples, as the files of lm-evaluation-harness", export_lm_eval});
  all.push_back(
      {kJunit, "a test case for each scenario, as JUnit's XML; fails by --fail-on", export_junit});
  return all;
}

Result<int> export_command(const ExportOptions& options) {
  const std::vector<Exporter> all = exporters();
  const auto exporter = std::ranges::find(all, options.kind, &Exporter::kind);
  if (exporter == all.end()) {
    std::vector<std::string> kinds;
    for (const Exporter& known : all) kinds.push_back(known.kind);
    return fix_input(no_such("exporter", options.kind, kinds));
  }
  if (!options.fail_on.empty() && options.kind != kJunit)
    return fix_input(fmt::format("--fail-on is for 'export {}'", kJunit));
  return exporter->run(options);
}

}  // namespace attune
