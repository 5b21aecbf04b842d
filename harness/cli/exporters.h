#pragma once

#include <string>
#include <vector>

#include "harness/cli/options.h"
#include "scenarios/base/result.h"

namespace attune {

// One form in which stored facts can be had.
struct Exporter {
  std::string kind;
  std::string what;
  Result<int> (*run)(const ExportOptions& options);
};

// Every form there is. A new one: a function below and a line in export_command.cc.
std::vector<Exporter> exporters();

Result<int> export_lines(const ExportOptions& options);           // export_lines_command.cc
Result<int> export_eqbench3_files(const ExportOptions& options);  // export_lines_command.cc
Result<int> export_inspect(const ExportOptions& options);         // export_tools_command.cc
Result<int> export_lm_eval(const ExportOptions& options);         // export_tools_command.cc
Result<int> export_junit(const ExportOptions& options);           // export_tools_command.cc

}  // namespace attune
