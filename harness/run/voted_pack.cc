#include "harness/run/voted_pack.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "scenarios/base/compact_json.h"
#include "scenarios/base/digest.h"
#include "scenarios/load/pack_json.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

// Votes of one file that were chosen otherwise are another pack: none is counted twice.
std::string digest_of(std::string_view content, const VotesOptions& options) {
  if (!options.arena && !options.drop_outliers && options.only.empty()) return std::string(content);
  Digester digester;
  digester.add(content);
  digester.add(options.arena ? "arena" : "").add(options.drop_outliers ? "outliers" : "");
  for (const std::string& tag : options.only) digester.add(tag);
  return digester.text();
}

Pack pack_of(std::string_view content, const VotesOptions& options) {
  Pack pack;
  pack.id = {options.pack};
  pack.version = "file";
  pack.title = options.verdicts ? "Imported verdicts" : "Imported votes";
  pack.licence = "that of the file";
  pack.pair_scorers = {options.verdicts ? "verdict" : "vote"};
  pack.references = "None: somebody chose between two replies.";
  pack.limits = "Replies and choices are others'.";
  pack.digest = digest_of(content, options);
  return pack;
}

}  // namespace

Result<VotedPack> voted_pack(std::string_view content, const VotesOptions& options, UtcTime when,
                             Store& store) {
  const Pack pack = pack_of(content, options);
  VotedPack voted{.pack = {.digest = pack.digest,
                           .id = pack.id,
                           .version = pack.version,
                           .title = pack.title,
                           .scorers = pack.scorers,
                           .body = to_json(pack)}};
  auto known = store.pack(pack.digest);
  if (!known) return std::move(known).error();
  if (*known) voted.pack = **std::move(known);
  voted.run = {.started = when,
               .command = options.verdicts ? "import verdicts" : "import votes",
               .settings = compact_json({{"schema", "attune.import/1"},
                                         {"kind", options.verdicts ? "verdicts" : "votes"},
                                         {"pack", pack.digest},
                                         {"judge", options.judge}}),
               .provenance = compact_json({{"file", content},
                                           {"clean", options.arena ? "arena" : "none"},
                                           {"drop_outliers", options.drop_outliers},
                                           {"only", options.only}})};
  voted.run.id = {short_digest(attune::digest_of(voted.run.settings))};
  auto runs = store.runs();
  if (!runs) return std::move(runs).error();
  voted.fresh = std::ranges::find(*runs, voted.run.id, &RunRecord::id) == runs->end();
  return voted;
}

}  // namespace attune
