#include "harness/run/boards.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "harness/run/board_choice.h"
#include "harness/run/board_facts.h"
#include "results/reports/composite.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

BoardOptions options_of(const BoardQuery& query) {
  BoardOptions options;
  options.bootstrap.seed = query.seed;
  return options;
}

void append(std::vector<std::string>& notes, std::vector<std::string> more) {
  for (std::string& note : more) notes.push_back(std::move(note));
}

Result<Leaderboard> load_board(Store& store, const ScorerRegistry& scorers,
                               const Catalogue& catalogue, const BoardKey& key,
                               const std::vector<BoardCandidate>& candidates,
                               const BoardQuery& query) {
  auto loaded = load_board_facts(store, scorers, catalogue, key);
  if (!loaded) return std::move(loaded).error();
  Leaderboard board = make_leaderboard(loaded->facts, options_of(query));
  board.baselines = std::move(loaded->baselines);
  append(board.notes, std::move(loaded->notes));
  append(board.notes, passed_over(catalogue, key, candidates));
  return board;
}

// A board of a pack that was played, or meant to be, and of which nothing is scored: by its default
// scorer, without a judge. Absent for packs that no scorer of samples marks.
std::optional<BoardKey> unscored_board(const Catalogue& catalogue, const ScorerRegistry& scorers,
                                       const PackRecord& pack) {
  const auto meant = [&](const PlanRecord& plan) {
    return plan.pack_digest == pack.digest && plan.scenarios * plan.repeats > 0;
  };
  if (pack.scorers.empty() || std::ranges::none_of(catalogue.plans, meant)) return std::nullopt;
  const auto entry = scorers.find(pack.scorers.front());
  if (!entry) return std::nullopt;
  return BoardKey{.pack_digest = pack.digest, .scorer = (*entry)->id};
}

// By pack id, the one that was played last.
std::map<std::string, BoardKey> unscored_boards(
    const Catalogue& catalogue, const ScorerRegistry& scorers, const BoardQuery& query,
    const std::map<std::string, std::vector<BoardCandidate>>& scored) {
  std::map<std::string, BoardKey> boards;
  if (!query.scorer.empty() || !query.judge.empty() || catalogue.boards.empty()) return boards;
  std::map<std::string, UtcTime> newest;
  for (const PlanRecord& plan : catalogue.plans) {
    const PackRecord& pack = catalogue.packs.at(plan.pack_digest);
    const std::string& id = pack.id.text;
    if (scored.contains(id) || (!query.pack.empty() && query.pack != id)) continue;
    const UtcTime started = catalogue.runs.at(plan.run).started;
    const auto key = unscored_board(catalogue, scorers, pack);
    if (!key || (boards.contains(id) && started < newest[id])) continue;
    newest[id] = started;
    boards[id] = *key;
  }
  return boards;
}

std::vector<std::string> packs_in(const Catalogue& catalogue) {
  std::set<std::string> ids;
  for (const auto& [digest, pack] : catalogue.packs) ids.insert(pack.id.text);
  return {ids.begin(), ids.end()};
}

Error nothing_found(const Catalogue& catalogue, const BoardQuery& query) {
  const std::vector<std::string> known = packs_in(catalogue);
  if (!query.pack.empty() && std::ranges::find(known, query.pack) == known.end())
    return fix_input(no_such("pack with results", query.pack, known));
  if (catalogue.boards.empty())
    return fix_input("nothing is scored yet; 'attune run' plays and marks");
  return fix_input("no verdicts of that scorer and judge; 'attune list runs' shows what there is");
}

BoardChoice choice_of(const BoardQuery& query) {
  return {.pack = query.pack, .scorer = query.scorer, .judge = query.judge};
}

// The parts of a composite and what is to be said beside it.
struct LoadedParts {
  std::vector<WeightedFacts> facts;
  std::vector<std::string> notes;
};

Result<Done> add_part(LoadedParts& parts, Store& store, const ScorerRegistry& scorers,
                      const Catalogue& catalogue, const BoardQuery& query, double weight) {
  const auto candidates = board_candidates(catalogue, choice_of(query));
  const auto found = candidates.find(query.pack);
  if (found == candidates.end()) return nothing_found(catalogue, query);
  const BoardKey& key = found->second.front().key;
  auto loaded = load_board_facts(store, scorers, catalogue, key);
  if (!loaded) return std::move(loaded).error();
  append(loaded->notes, passed_over(catalogue, key, found->second));
  for (const std::string& note : loaded->notes)
    parts.notes.push_back(fmt::format("{}: {}", query.pack, note));
  parts.facts.push_back({std::move(loaded->facts), weight});
  return Done{};
}

}  // namespace

Result<std::vector<Leaderboard>> load_boards(Store& store, const ScorerRegistry& scorers,
                                             const BoardQuery& query) {
  auto catalogue = load_catalogue(store);
  if (!catalogue) return std::move(catalogue).error();
  const auto scored = board_candidates(*catalogue, choice_of(query));
  std::map<std::string, BoardKey> keys = unscored_boards(*catalogue, scorers, query, scored);
  for (const auto& [id, candidates] : scored) keys[id] = candidates.front().key;
  std::vector<Leaderboard> boards;
  for (const auto& [id, key] : keys) {
    const auto candidates = scored.find(id);
    auto board = load_board(
        store, scorers, *catalogue, key,
        candidates == scored.end() ? std::vector<BoardCandidate>() : candidates->second, query);
    if (!board) return std::move(board).error();
    boards.push_back(*std::move(board));
  }
  if (boards.empty()) return nothing_found(*catalogue, query);
  return boards;
}

Result<Leaderboard> load_composite(Store& store, const ScorerRegistry& scorers,
                                   const BoardQuery& query,
                                   const std::vector<PackWeight>& weights) {
  auto catalogue = load_catalogue(store);
  if (!catalogue) return std::move(catalogue).error();
  LoadedParts parts;
  for (const PackWeight& each : weights) {
    BoardQuery own = query;
    own.pack = each.pack;
    Result<Done> added = add_part(parts, store, scorers, *catalogue, own, each.weight);
    if (!added) return std::move(added).error().within("--weights");
  }
  Leaderboard board = make_composite(parts.facts, options_of(query));
  append(board.notes, std::move(parts.notes));
  return board;
}

}  // namespace attune
