#include <string>
#include <vector>

#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/importers.h"
#include "harness/cli/wiring.h"
#include "harness/effects/files.h"
#include "harness/effects/gzip.h"
#include "harness/run/boards.h"
#include "harness/run/import_spiral.h"
#include "results/render/formats.h"
#include "scenarios/base/digest.h"
#include "scorers/catalog/catalog.h"

namespace attune {
namespace {

struct Files {
  std::vector<std::string> digests;
  std::vector<SpiralResults> results;  // beside `digests`
};

// Everything is read before anything is stored: a bad file loses nothing.
Result<Files> read_files(const std::vector<std::string>& paths) {
  Files files;
  for (const std::string& path : paths) {
    auto text = read_unpacked(RealFiles(), path);
    if (!text) return std::move(text).error();
    auto results = parse_spiral_results({path, *text});
    if (!results) return std::move(results).error();
    files.digests.push_back(digest_of(*text));
    files.results.push_back(*std::move(results));
  }
  return files;
}

std::string told(const ImportedSpiral& run) {
  std::string text = fmt::format("{} judged by {}: {} conversations", run.subject.text,
                                 run.judge.text, run.conversations);
  if (run.missing > 0) text += fmt::format(", {} missing", run.missing);
  if (run.error_stubs > 0) text += fmt::format(", {} turns without a judgement", run.error_stubs);
  return text;
}

Result<Done> store_all(const Files& files, const Pack& pack, Store& store) {
  Transaction transaction = store.begin();
  Result<Done> saved = store.save(record_of(pack));
  if (!saved) return saved;
  for (std::size_t i = 0; i < files.results.size(); ++i) {
    auto runs = import_spiral(files.results[i], files.digests[i], pack, store);
    if (!runs) return std::move(runs).error();
    for (const ImportedSpiral& run : *runs) complain(told(run));
  }
  return transaction.commit();
}

}  // namespace

Result<int> import_spiral_files(const ImportOptions& options) {
  auto files = read_files(options.files);
  if (!files) return std::move(files).error();
  auto pack = spiral_pack(files->results);
  if (!pack) return std::move(pack).error();
  auto store = open_store(options.world);
  if (!store) return std::move(store).error();
  Result<Done> stored = store_all(*files, *pack, *store);
  if (!stored) return std::move(stored).error();
  auto boards = load_boards(*store, shipped_scorers(), {.pack = pack->id.text});
  if (!boards) return std::move(boards).error();
  print(to_tables(*boards, output_look()));
  return kExitDone;
}

}  // namespace attune
