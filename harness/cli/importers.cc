#include "harness/cli/importers.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::array kImporters = {
    Importer{"eqbench-v1", "result files of EQ-Bench v1", "its questions file",
             import_eqbench_files},
    Importer{"eqbench-v2", "result files of EQ-Bench v2, English and German", "its questions file",
             import_eqbench_files},
    Importer{"eqbench3-runs", "EQ-Bench 3's runs file, JSON or .gz: conversations and rubric marks",
             "its data folder", import_eqbench3_runs_files},
    Importer{"eqbench3-elo", "EQ-Bench 3's Elo file, JSON or .gz: comparisons and ratings",
             "its data folder", import_eqbench3_elo_files},
    Importer{"spiral", "results files of Spiral-Bench: every score is recomputed", "",
             import_spiral_files},
    Importer{"judgemark", "Judgemark v2's scores.csv: published rows beside those of 'marking'", "",
             import_judgemark_files},
    Importer{"votes", "people's votes on pairs: Chatbot Arena, MT-bench, CSV or JSON of your own",
             "", import_votes_files},
    Importer{"verdicts", "judges' verdicts on pairs: AlpacaEval, CSV or JSON, exported comparisons",
             "", import_verdicts_files},
};

}  // namespace

std::span<const Importer> importers() {
  return kImporters;
}

Result<int> import_command(const ImportOptions& options) {
  const auto* importer = std::ranges::find(kImporters, options.kind, &Importer::kind);
  if (importer == kImporters.end()) {
    std::vector<std::string> kinds;
    for (const Importer& known : kImporters) kinds.emplace_back(known.kind);
    return fix_input(no_such("importer", options.kind, kinds));
  }
  if (!importer->questions.empty() && options.questions.empty()) {
    return fix_input(fmt::format("import {} needs --questions: your copy of {}", importer->kind,
                                 importer->questions));
  }
  return importer->run(options);
}

}  // namespace attune
