#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "harness/run/import_votes.h"
#include "harness/run/voted_pack.h"
#include "results/facts/comparison_json.h"
#include "scenarios/base/digest.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::string_view kFormat = "comparisons";

// All of one pack, for the scenarios of two may have the same names.
Result<std::vector<Comparison>> comparisons_in(const PackFile& file) {
  std::vector<Comparison> comparisons;
  int line = 0;
  for (std::string_view rest = file.text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view text = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++line;
    if (text.empty()) continue;
    const std::string place = fmt::format("{}:{}", file.name, line);
    auto comparison = comparison_from_json(text);
    if (!comparison) return std::move(comparison).error().within(place);
    if (!comparisons.empty() && comparison->pack_digest != comparisons.front().pack_digest)
      return fix_input(fmt::format("{}: pack_digest: is another one than {}'s; export one pack",
                                   place, printable(comparisons.front().pack.text)));
    comparisons.push_back(*std::move(comparison));
  }
  if (comparisons.empty()) return fix_input(file.name + ": holds no comparison");
  return comparisons;
}

// What may not stand twice in one run of one pack.
using Key = std::tuple<std::string, int, std::string, std::string, std::string, std::string,
                       std::string, std::string, int>;

Key key_of(const Comparison& each) {
  return {each.scenario.text,   each.repeat, each.first.text, each.second.text, each.first_run.text,
          each.second_run.text, each.scorer, each.judge,      each.asked};
}

void number_askings(std::vector<Comparison>& comparisons) {
  std::set<Key> taken;
  for (Comparison& comparison : comparisons) {
    while (!taken.insert(key_of(comparison)).second) ++comparison.asked;
  }
}

void adopt(Comparison& comparison, const VotedPack& voted) {
  comparison.run = voted.run.id;
  comparison.pack = voted.pack.id;
  comparison.pack_digest = voted.pack.digest;
}

void count(const Comparison& comparison, ImportedVotes& imported) {
  ++imported.kept;
  imported.of_one += comparison.first == comparison.second ? 1 : 0;
  const auto* margins = std::get_if<Margins>(&comparison.finding);
  if (margins == nullptr) {
    ++imported.unscored;
    return;
  }
  double sum = 0;
  for (const Margin& margin : margins->margins) sum += margin.value;
  ++(sum == 0 ? imported.ties : imported.decided);
}

Result<Done> store_all(const std::vector<Comparison>& comparisons, const VotedPack& voted,
                       Store& store) {
  Transaction transaction = store.begin();
  Result<Done> saved = store.save(voted.pack);
  if (saved) saved = store.save(voted.run);
  for (const Comparison& comparison : comparisons) {
    if (!saved) return saved;
    saved = store.save(comparison);
  }
  if (!saved) return saved;
  return transaction.commit();
}

}  // namespace

Result<Done> check_comparisons(const PackFile& file) {
  const auto comparisons = comparisons_in(file);
  if (!comparisons) return comparisons.error();
  return Done{};
}

Result<ImportedVotes> import_comparisons(const PackFile& file, const VotesOptions& options,
                                         Store& store) {
  auto comparisons = comparisons_in(file);
  if (!comparisons) return std::move(comparisons).error();
  const UtcTime latest = std::ranges::max(*comparisons, {}, &Comparison::when).when;
  auto voted = voted_pack(digest_of(file.text), options, latest, store);
  if (!voted) return std::move(voted).error();
  ImportedVotes imported{.run = voted->run.id,
                         .pack = voted->pack.id,
                         .fresh = voted->fresh,
                         .format = std::string(kFormat),
                         .read = comparisons->size()};
  number_askings(*comparisons);
  for (Comparison& comparison : *comparisons) {
    adopt(comparison, *voted);
    count(comparison, imported);
  }
  if (!imported.fresh) return imported;
  Result<Done> stored = store_all(*comparisons, *voted, store);
  if (!stored) return std::move(stored).error();
  return imported;
}

}  // namespace attune
