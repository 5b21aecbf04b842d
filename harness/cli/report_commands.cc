#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/calls/wires.h"
#include "harness/cli/board_text.h"
#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/exporters.h"
#include "harness/cli/importers.h"
#include "harness/cli/pack_weights.h"
#include "harness/cli/wiring.h"
#include "harness/effects/files.h"
#include "harness/run/boards.h"
#include "results/render/formats.h"
#include "results/render/listing.h"
#include "results/render/passport_page.h"
#include "scenarios/base/words.h"
#include "scenarios/load/lint.h"
#include "scenarios/load/pack_json.h"
#include "scorers/catalog/catalog.h"
#include "scorers/catalog/pair_catalog.h"
#include "scorers/rules/intensity_score.h"

namespace attune {
namespace {

Result<Listing> list_packs() {
  Listing listing{.what = "packs", .columns = {"pack", "version", "scenarios", "scorers", "title"}};
  for (const std::string& name : pack_names(RealFiles(), pack_places())) {
    auto pack = find_pack(name);
    if (!pack) return std::move(pack).error();
    listing.rows.push_back({pack->id.text, pack->version, std::to_string(pack->scenarios.size()),
                            join(pack->scorers, ", "), pack->title});
  }
  for (const PublishedKind& kind : published_kinds())
    listing.rows.push_back({kind.spec, "", "", "", kind.what});
  return listing;
}

Listing list_scorers() {
  Listing listing{.what = "scorers",
                  .columns = {"scorer", "marks", "asks a judge", "what it does"}};
  const ScorerRegistry registry = shipped_scorers();
  for (const auto& entry : registry.entries())
    listing.rows.push_back({entry.id, "samples", entry.asks ? "yes" : "no", entry.summary});
  const PairScorerRegistry pairs = shipped_pair_scorers();
  for (const auto& entry : pairs.entries())
    listing.rows.push_back({entry.id, "pairs", entry.published ? "no" : "yes", entry.summary});
  return listing;
}

Result<Listing> list_subjects(const WorldOptions& world) {
  Listing listing{.what = "subjects", .columns = {"subject", "runs", "samples planned"}};
  auto store = open_existing_store(world);
  if (!store) return std::move(store).error();
  auto plans = store->plans();
  if (!plans) return std::move(plans).error();
  std::map<SubjectId, std::pair<std::size_t, std::int64_t>> subjects;
  for (const PlanRecord& plan : *plans) {
    ++subjects[plan.subject].first;
    subjects[plan.subject].second += plan.scenarios * plan.repeats;
  }
  for (const auto& [id, counts] : subjects)
    listing.rows.push_back({id.text, std::to_string(counts.first), std::to_string(counts.second)});
  return listing;
}

Result<Listing> list_runs(const WorldOptions& world) {
  Listing listing{.what = "runs",
                  .columns = {"run", "started", "command", "release", "seed", "subjects"}};
  auto store = open_existing_store(world);
  if (!store) return std::move(store).error();
  auto runs = store->runs();
  if (!runs) return std::move(runs).error();
  auto plans = store->plans();
  if (!plans) return std::move(plans).error();
  for (const RunRecord& run : *runs) {
    std::vector<std::string> subjects;
    for (const PlanRecord& plan : *plans) {
      const bool fresh = std::ranges::find(subjects, plan.subject.text) == subjects.end();
      if (plan.run == run.id && fresh) subjects.push_back(plan.subject.text);
    }
    listing.rows.push_back({run.id.text, to_text(run.started), run.command, run.release,
                            std::to_string(run.seed), join(subjects, ", ")});
  }
  return listing;
}

Result<Listing> list_passports(const WorldOptions& world) {
  auto store = open_existing_store(world);
  if (!store) return std::move(store).error();
  auto passports = store->latest_passports();
  if (!passports) return std::move(passports).error();
  return passport_listing(*passports);
}

Result<Listing> make_listing(const ListOptions& options) {
  const std::string& what = options.what;
  if (what == "packs") return list_packs();
  if (what == "scorers") return list_scorers();
  if (what == "subjects") return list_subjects(options.world);
  if (what == "runs") return list_runs(options.world);
  if (what == "passports") return list_passports(options.world);
  Listing listing{.what = what, .columns = {what.substr(0, what.size() - 1), "what it is"}};
  if (what == "wires") {
    for (const Wire& wire : wires())
      listing.rows.push_back({std::string(wire.name), std::string(wire.summary)});
  } else if (what == "formats") {
    for (const Format& format : formats()) listing.rows.push_back({format.name, format.summary});
  } else if (what == "importers") {
    for (const Importer& importer : importers())
      listing.rows.push_back({std::string(importer.kind), std::string(importer.what)});
  } else if (what == "exporters") {
    for (const Exporter& exporter : exporters())
      listing.rows.push_back({exporter.kind, exporter.what});
  } else {
    const std::vector<std::string> known = {"packs",     "subjects",  "scorers",
                                            "wires",     "formats",   "runs",
                                            "passports", "importers", "exporters"};
    return fix_input(no_such("list of", what, known));
  }
  return listing;
}

// The score from which on an answer without content is worth too much.
constexpr double kGuessable = 25;

std::string baselines_text(const Baselines& baselines) {
  return fmt::format(
      "by the v2 formula: best constant answer {:g} scores {:.2f}, best constant per position "
      "{:.2f}, random whole numbers {:.2f}\n"
      "by the v1 formula: equal ratings {:.2f}, random whole numbers {:.2f}\n",
      baselines.best_constant, baselines.best_constant_points, baselines.best_positions_points,
      baselines.random_points, baselines.equal_v1_points, baselines.random_v1_points);
}

Result<std::vector<Leaderboard>> boards_for(const LeaderboardOptions& options,
                                            const std::vector<PackWeight>& weights, Store& store) {
  const BoardQuery query{
      .pack = options.pack, .scorer = options.scorer, .judge = options.judge, .seed = options.seed};
  if (weights.empty()) return load_boards(store, shipped_scorers(), query);
  auto board = load_composite(store, shipped_scorers(), query, weights);
  if (!board) return std::move(board).error();
  return std::vector<Leaderboard>{*std::move(board)};
}

}  // namespace

Result<int> leaderboard_command(const LeaderboardOptions& options) {
  auto form = find_format(options.format);
  if (!form) return std::move(form).error();
  auto weights = parse_pack_weights(options.weights);
  if (!weights) return std::move(weights).error();
  if (!weights->empty() && !options.pack.empty())
    return fix_input("--weights names the packs itself; leave --pack out");
  auto store = open_existing_store(options.world);
  if (!store) return std::move(store).error();
  auto boards = boards_for(options, *weights, *store);
  if (!boards) return std::move(boards).error();
  const bool single = !options.pack.empty() || boards->size() == 1;
  print(board_text(*boards, **form, single));
  return kExitDone;
}

Result<int> list_command(const ListOptions& options) {
  auto listing = make_listing(options);
  if (!listing) return std::move(listing).error();
  if (options.format != "table" && options.format != "json")
    return fix_input(
        no_such("format of lists", options.format, std::vector<std::string>{"table", "json"}));
  print(options.format == "json" ? to_json(*listing) : to_table(*listing));
  return kExitDone;
}

Result<int> lint_command(const LintOptions& options) {
  Faults faults;
  auto pack = find_pack(options.pack, &faults);
  if (!pack && faults.empty()) return std::move(pack).error();
  for (const std::string& fault : faults) complain(fault);
  if (!pack) return kExitBadInput;
  std::vector<std::string> findings = lint(*pack);
  std::string text = fmt::format("{} {}: {} scenarios, {}\n", pack->id.text, pack->version,
                                 pack->scenarios.size(), pack->digest);
  std::vector<IntensityKey> keys;
  for (const Scenario& scenario : pack->scenarios) {
    if (scenario.key) keys.push_back(*scenario.key);
  }
  if (!keys.empty()) {
    const Baselines baselines = constant_and_random_baselines(keys);
    text += baselines_text(baselines);
    const double best = std::max(baselines.best_constant_points, baselines.best_positions_points);
    if (best >= kGuessable)
      findings.push_back(
          fmt::format("{}: a constant answer scores {:.1f}; it should stay under {:g}",
                      pack->id.text, best, kGuessable));
  }
  for (const std::string& finding : findings) complain(finding);
  text += findings.empty() ? "nothing to fix\n"
                           : fmt::format("{} kinds of problem to fix\n", findings.size());
  print(text);
  return findings.empty() ? kExitDone : kExitIncomplete;
}

}  // namespace attune
