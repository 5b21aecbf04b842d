#include <filesystem>

#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/wiring.h"
#include "harness/effects/page_files.h"
#include "harness/run/report_content.h"
#include "results/page/report_page.h"
#include "scorers/catalog/catalog.h"
#include "scorers/catalog/pair_catalog.h"

namespace attune {
namespace {

std::string size_words(std::size_t bytes) {
  const double size = static_cast<double>(bytes);
  if (size >= 1e6) return fmt::format("{:.1f} MB", size / 1e6);
  return fmt::format("{:.0f} KB", size / 1e3);
}

std::string written_words(const std::string& page, std::size_t size, const PageFiles& files) {
  std::string text = fmt::format("{}: {}", page, size_words(size));
  if (files.files() > 0)
    text += fmt::format("; {}: {} pages of transcripts, {}", files.folder_name(), files.files(),
                        size_words(files.beside()));
  return text;
}

}  // namespace

Result<int> report_command(const ReportOptions& options) {
  auto files = PageFiles::begin(options.out);
  if (!files) return std::move(files).error();
  auto store = open_existing_store(options.world);
  if (!store) return std::move(store).error();
  const ScorerRegistry scorers = shipped_scorers();
  const PairScorerRegistry pair_scorers = shipped_pair_scorers();
  const ReportQuery query{.packs = options.packs,
                          .title = options.title,
                          .transcripts = options.transcripts,
                          .seed = options.seed,
                          .attune = ATTUNE_VERSION,
                          .page = files->page_name(),
                          .folder = files->folder_name()};
  auto report = load_report(
      {*store, scorers, pair_scorers}, query,
      [&](const TranscriptSheet& sheet) { return files->add(sheet.file.name, sheet.html); });
  if (!report) return std::move(report).error();
  const std::string page = report_page(*report);
  if (auto written = files->finish(page); !written) return std::move(written).error();
  complain(written_words(options.out, page.size(), *files));
  return kExitDone;
}

}  // namespace attune
