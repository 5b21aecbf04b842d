#include "harness/cli/export_out.h"

#include <utility>

#include "harness/cli/console.h"
#include "harness/cli/find_run.h"

namespace attune {

Result<ExportOut> ExportOut::open(const std::string& path) {
  if (path.empty()) return ExportOut(std::nullopt);
  Result<NewFile> file = NewFile::open(path);
  if (!file) return std::move(file).error();
  return ExportOut(*std::move(file));
}

Result<Done> ExportOut::give(std::string_view text) {
  if (file_) return file_->write(text);
  print(text);
  return Done{};
}

Result<Done> ExportOut::finish() {
  return file_ ? file_->keep() : Result<Done>(Done{});
}

Result<std::vector<RunRecord>> runs_to_export(const ExportOptions& options, Store& store) {
  if (options.run.empty()) return store.runs();
  auto stored = find_run(options.run, store);
  if (!stored) return std::move(stored).error();
  return std::vector<RunRecord>{std::move(stored->run)};
}

}  // namespace attune
