#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/importers.h"
#include "harness/cli/wiring.h"
#include "harness/effects/files.h"
#include "harness/run/boards.h"
#include "harness/run/import_eqbench.h"
#include "scenarios/base/digest.h"
#include "scorers/catalog/catalog.h"

namespace attune {
namespace {

struct File {
  std::string digest;
  EqbenchResults results;
};

// Everything is read before anything is stored: a bad file among twenty loses nothing.
Result<std::vector<File>> read_files(const std::vector<std::string>& paths) {
  const RealFiles disk;
  std::vector<File> files;
  for (const std::string& path : paths) {
    auto text = disk.read(path);
    if (!text) return std::move(text).error();
    auto results = parse_eqbench_results({path, *text});
    if (!results) return std::move(results).error();
    files.push_back({digest_of(*text), *std::move(results)});
  }
  return files;
}

const Standing* row_of(const std::vector<Leaderboard>& boards, const SubjectId& subject) {
  for (const Leaderboard& board : boards) {
    for (const Standing& row : board.rows) {
      if (row.subject == subject && row.release.empty()) return &row;
    }
  }
  return nullptr;
}

// How far our score is from the one in the file, a line each.
std::string compared(const std::vector<File>& files, const std::vector<Leaderboard>& boards) {
  std::string text =
      fmt::format("{:<44} {:>8} {:>10} {:>7}\n", "subject", "score", "published", "apart");
  double worst = 0;
  for (const File& file : files) {
    const Standing* row = row_of(boards, file.results.subject);
    const bool both = row != nullptr && row->score && file.results.published_score;
    const double apart = both ? row->score->point - *file.results.published_score : 0;
    worst = std::max(worst, std::abs(apart));
    text += fmt::format(
        "{:<44} {:>8} {:>10} {:>7}\n", file.results.subject.text,
        row != nullptr && row->score ? fmt::format("{:.2f}", row->score->point) : "-",
        file.results.published_score ? fmt::format("{:.2f}", *file.results.published_score) : "-",
        both ? fmt::format("{:+.3f}", apart) : "-");
  }
  return text + fmt::format("{} files; at most {:.3f} apart\n", files.size(), worst);
}

// Published numbers were made by the reference's own reading, so that is what an import is scored
// by; attune's own reading comes beside it where it is asked for.
Result<std::vector<std::unique_ptr<Scorer>>> make_scorers(const Pack& pack, bool robust,
                                                          const ScorerRegistry& registry) {
  std::vector<std::unique_ptr<Scorer>> scorers;
  for (const std::string& name : pack.scorers) {
    if (name.ends_with("-robust") && !robust) continue;
    auto entry = registry.find(name);
    if (!entry) return std::move(entry).error();
    scorers.push_back((*entry)->make());
  }
  return scorers;
}

}  // namespace

Result<int> import_eqbench_files(const ImportOptions& options) {
  auto pack = find_pack(options.kind + ":" + options.questions);
  if (!pack) return std::move(pack).error();
  auto files = read_files(options.files);
  if (!files) return std::move(files).error();
  auto store = open_store(options.world);
  if (!store) return std::move(store).error();
  const ScorerRegistry registry = shipped_scorers();
  auto scorers = make_scorers(*pack, options.robust, registry);
  if (!scorers) return std::move(scorers).error();
  Transaction transaction = store->begin();
  Result<Done> saved = store->save(record_of(*pack));
  if (!saved) return std::move(saved).error();
  for (const File& file : *files) {
    auto imported = import_eqbench(file.results, file.digest, *pack, *scorers, *store);
    if (!imported) return std::move(imported).error().within(file.results.subject.text);
  }
  saved = transaction.commit();
  if (!saved) return std::move(saved).error();
  const std::string reference =
      pack->id.text.starts_with("eqbench-v1") ? "eqbench-v1" : "eqbench-v2";
  auto boards = load_boards(*store, registry, {.pack = pack->id.text, .scorer = reference});
  if (!boards) return std::move(boards).error();
  print(compared(*files, *boards));
  return kExitDone;
}

}  // namespace attune
