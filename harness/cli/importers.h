#pragma once

#include <span>
#include <string_view>

#include "harness/cli/options.h"
#include "scenarios/base/result.h"

namespace attune {

// One kind of published file that can be imported.
struct Importer {
  std::string_view kind;
  std::string_view what;
  std::string_view questions;  // what --questions must name; empty: it is not needed
  Result<int> (*run)(const ImportOptions& options);
};

// Every kind there is. A new one: a function below and a line in importers.cc.
std::span<const Importer> importers();

Result<int> import_eqbench_files(const ImportOptions& options);        // import_command.cc
Result<int> import_eqbench3_runs_files(const ImportOptions& options);  // import_eqbench3_command.cc
Result<int> import_eqbench3_elo_files(const ImportOptions& options);   // import_eqbench3_command.cc

Result<int> import_spiral_files(const ImportOptions& options);     // import_spiral_command.cc
Result<int> import_judgemark_files(const ImportOptions& options);  // import_judgemark_command.cc
Result<int> import_votes_files(const ImportOptions& options);      // import_votes_command.cc
Result<int> import_verdicts_files(const ImportOptions& options);   // import_votes_command.cc

}  // namespace attune
