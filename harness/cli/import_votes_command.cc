#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/importers.h"
#include "harness/cli/wiring.h"
#include "harness/effects/gzip.h"
#include "harness/run/import_votes.h"
#include "results/facts/comparison_json.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

// "votes" for "/data/votes.csv.gz".
std::string stem_of(const std::string& path) {
  std::string name = path.substr(path.find_last_of('/') + 1);
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  const auto dot = name.find_last_of('.');
  if (dot != std::string::npos && dot > 0) name.resize(dot);
  return name.empty() ? "votes" : valid_utf8(name);
}

Result<VotesOptions> votes_options(const ImportOptions& options, bool verdicts) {
  const std::vector<std::string> cleanings = {"none", "arena"};
  if (options.clean != "none" && options.clean != "arena")
    return fix_input(no_such("cleaning", options.clean, cleanings));
  if (!options.pack.empty() && options.files.size() > 1)
    return fix_input("--pack names the pack of one file; import one at a time");
  return VotesOptions{.pack = options.pack,
                      .verdicts = verdicts,
                      .judge = options.judge,
                      .arena = options.clean == "arena",
                      .drop_outliers = options.drop_outliers,
                      .only = options.only};
}

std::string told(const std::string& path, const ImportedVotes& imported, bool verdicts) {
  std::string text =
      fmt::format("{}: {} {} ({}), {} kept: {} decided, {} ties, {} both bad", printable(path),
                  imported.read, verdicts ? "verdicts" : "votes", imported.format, imported.kept,
                  imported.decided, imported.ties, imported.both_bad);
  if (imported.unscored > 0) text += fmt::format(", {} without an outcome", imported.unscored);
  text += '\n';
  if (imported.of_one > 0)
    text += fmt::format("{} are of a model with itself: no rating counts them\n", imported.of_one);
  for (const auto& [why, count] : imported.dropped)
    text += fmt::format("{} left out: {}\n", count, printable(why));
  if (imported.outliers > 0) text += fmt::format("{} judges are outliers\n", imported.outliers);
  if (!imported.fresh) text += "all of it was here already\n";
  return text + fmt::format("ratings: attune ratings --pack {}\n", printable(imported.pack.text));
}

Result<PackFile> read_file(const std::string& path, const VotesOptions& options) {
  auto text = read_unpacked(RealFiles(), path);
  if (!text) return std::move(text).error();
  const bool chosen = options.arena || options.drop_outliers || !options.only.empty();
  if (chosen && holds_comparisons(*text))
    return fix_input(path +
                     ": an export of comparisons is taken as it is: --clean, --drop-outliers and "
                     "--only are for votes");
  return PackFile{path, *std::move(text)};
}

// Files of votes may be large and are held one at a time. Several are read twice, so that none is
// stored where one is bad.
Result<Done> check_all(const std::vector<std::string>& paths, const VotesOptions& options) {
  for (const std::string& path : paths) {
    const auto file = read_file(path, options);
    if (!file) return file.error();
    Result<Done> checked =
        holds_comparisons(file->text) ? check_comparisons(*file) : check_votes(*file, options);
    if (!checked) return checked;
  }
  return Done{};
}

Result<int> import_files(const ImportOptions& options, bool verdicts) {
  auto chosen = votes_options(options, verdicts);
  if (!chosen) return std::move(chosen).error();
  Result<Done> checked = options.files.size() > 1 ? check_all(options.files, *chosen) : Done{};
  if (!checked) return std::move(checked).error();
  auto store = open_store(options.world);
  if (!store) return std::move(store).error();
  for (const std::string& path : options.files) {
    const auto file = read_file(path, *chosen);
    if (!file) return file.error();
    if (options.pack.empty()) chosen->pack = stem_of(path);
    const auto imported = holds_comparisons(file->text) ? import_comparisons(*file, *chosen, *store)
                                                        : import_votes(*file, *chosen, *store);
    if (!imported) return imported.error();
    print(told(path, *imported, verdicts));
  }
  return kExitDone;
}

}  // namespace

Result<int> import_votes_files(const ImportOptions& options) {
  return import_files(options, false);
}

Result<int> import_verdicts_files(const ImportOptions& options) {
  return import_files(options, true);
}

}  // namespace attune
