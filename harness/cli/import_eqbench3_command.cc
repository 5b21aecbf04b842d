#include <algorithm>

#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/importers.h"
#include "harness/cli/wiring.h"
#include "harness/effects/gzip.h"
#include "harness/run/import_eqbench3.h"
#include "harness/run/import_eqbench3_elo.h"
#include "scenarios/base/utf8.h"
#include "scorers/judges/eqbench3_judge.h"

namespace attune {
namespace {

// Everything is read before anything is stored.
template <class Parsed>
Result<std::vector<Parsed>> read_all(const std::vector<std::string>& paths,
                                     Result<Parsed> (*parse)(const PackFile&)) {
  const RealFiles disk;
  std::vector<Parsed> files;
  for (const std::string& path : paths) {
    auto text = read_unpacked(disk, path);
    if (!text) return std::move(text).error();
    auto parsed = parse({path, *std::move(text)});
    if (!parsed) return std::move(parsed).error();
    files.push_back(*std::move(parsed));
  }
  return files;
}

Result<Pack> find_questions(const ImportOptions& options) {
  return find_pack("eqbench3:" + options.questions);
}

std::string figure(const std::optional<double>& value) {
  return value ? fmt::format("{:.2f}", *value) : "-";
}

std::string runs_table(const std::vector<ImportedRun>& runs) {
  std::string text = fmt::format("{:<44} {:>8} {:>7} {:>7} {:>8} {:>10} {:>7}\n", "subject",
                                 "samples", "failed", "marked", "score", "published", "apart");
  std::size_t known = 0;
  std::size_t reworded = 0;
  for (const ImportedRun& run : runs) {
    known += run.fresh ? 0 : 1;
    reworded += run.reworded;
    const bool both = run.points && run.published;
    text +=
        fmt::format("{:<44} {:>8} {:>7} {:>7} {:>8} {:>10} {:>7}\n", printable(run.subject.text),
                    run.samples, run.failed, run.marked, figure(run.points), figure(run.published),
                    both ? fmt::format("{:+.3f}", *run.points - *run.published) : "-");
  }
  if (known > 0) text += fmt::format("{} of {} runs were here already\n", known, runs.size());
  if (reworded > 0)
    text +=
        fmt::format("{} samples were asked in other words than these questions have\n", reworded);
  return text;
}

std::string elo_line(const ImportedElo& elo) {
  if (!elo.fresh) return "the file is here already\n";
  std::string text =
      fmt::format("{} comparisons, {} of them errors, and the ratings of {} models\n",
                  elo.comparisons, elo.unscored, elo.ratings);
  if (elo.known > 0)
    text += fmt::format("{} more comparisons were here already, from another file\n", elo.known);
  if (elo.stale > 0)
    text += fmt::format("of {} the file's own figures are not what its answers give\n", elo.stale);
  return text;
}

}  // namespace

Result<int> import_eqbench3_runs_files(const ImportOptions& options) {
  auto pack = find_questions(options);
  if (!pack) return std::move(pack).error();
  auto files = read_all(options.files, parse_eqbench3_runs);
  if (!files) return std::move(files).error();
  auto store = open_store(options.world);
  if (!store) return std::move(store).error();
  const auto scorer = eqbench3_judge().make();
  Transaction transaction = store->begin();
  Result<Done> saved = store->save(record_of(*pack));
  if (!saved) return std::move(saved).error();
  std::vector<ImportedRun> imported;
  for (std::size_t i = 0; i < files->size(); ++i) {
    auto runs = import_eqbench3_runs((*files)[i], *pack, *scorer, *store);
    if (!runs) return std::move(runs).error().within(options.files[i]);
    imported.insert(imported.end(), runs->begin(), runs->end());
  }
  saved = transaction.commit();
  if (!saved) return std::move(saved).error();
  print(runs_table(imported));
  return kExitDone;
}

Result<int> import_eqbench3_elo_files(const ImportOptions& options) {
  auto pack = find_questions(options);
  if (!pack) return std::move(pack).error();
  auto files = read_all(options.files, parse_eqbench3_elo);
  if (!files) return std::move(files).error();
  auto store = open_store(options.world);
  if (!store) return std::move(store).error();
  Transaction transaction = store->begin();
  Result<Done> saved = store->save(record_of(*pack));
  if (!saved) return std::move(saved).error();
  std::string text;
  for (std::size_t i = 0; i < files->size(); ++i) {
    auto imported = import_eqbench3_elo((*files)[i], *pack, *store);
    if (!imported) return std::move(imported).error().within(options.files[i]);
    text += elo_line(*imported);
  }
  saved = transaction.commit();
  if (!saved) return std::move(saved).error();
  print(text);
  return kExitDone;
}

}  // namespace attune
