#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/cli/options.h"
#include "harness/effects/new_file.h"
#include "results/store/store.h"
#include "scenarios/base/result.h"

namespace attune {

// Where an export goes: standard output, or a new file that stays only when it is whole.
class ExportOut {
 public:
  // An empty path is standard output.
  static Result<ExportOut> open(const std::string& path);

  Result<Done> give(std::string_view text);
  Result<Done> finish();

 private:
  explicit ExportOut(std::optional<NewFile> file) : file_(std::move(file)) {}

  std::optional<NewFile> file_;
};

// The runs that --run names, or all, oldest first.
Result<std::vector<RunRecord>> runs_to_export(const ExportOptions& options, Store& store);

}  // namespace attune
