#include <string>
#include <vector>

#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/importers.h"
#include "harness/cli/wiring.h"
#include "harness/effects/gzip.h"
#include "scenarios/load/judgemark_scores.h"

namespace attune {
namespace {

constexpr const char* kPack = "marking";
constexpr const char* kFigure = "judgemark";

Result<Done> store_rows(const std::vector<Cited>& rows, const Pack& pack, Store& store) {
  Transaction transaction = store.begin();
  Result<Done> saved = store.save(record_of(pack));
  for (const Cited& row : rows) {
    if (!saved) return saved;
    saved = store.save(CitedRecord{.pack_digest = pack.digest,
                                   .subject = {row.subject},
                                   .figure = kFigure,
                                   .value = row.value,
                                   .source = row.source,
                                   .date = row.date,
                                   .note = row.note});
  }
  if (!saved) return saved;
  return transaction.commit();
}

}  // namespace

Result<int> import_judgemark_files(const ImportOptions& options) {
  std::vector<Cited> rows;
  for (const std::string& path : options.files) {
    auto text = read_unpacked(RealFiles(), path);
    if (!text) return std::move(text).error();
    auto parsed = parse_judgemark_scores({path, *std::move(text)});
    if (!parsed) return std::move(parsed).error();
    rows.insert(rows.end(), parsed->begin(), parsed->end());
  }
  auto pack = find_pack(kPack);
  if (!pack) return std::move(pack).error();
  auto store = open_store(options.world);
  if (!store) return std::move(store).error();
  Result<Done> stored = store_rows(rows, *pack, *store);
  if (!stored) return std::move(stored).error();
  print(fmt::format("{} published judges; they stand as cited on the board of '{}'\n", rows.size(),
                    kPack));
  return kExitDone;
}

}  // namespace attune
