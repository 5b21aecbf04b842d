#include "harness/run/boards.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <fmt/format.h>

#include "results/reports/grouping.h"
#include "scenarios/base/words.h"
#include "scenarios/load/pack_json.h"

namespace attune {
namespace {

std::string name_of(const std::string& scorer_id) {
  return scorer_id.substr(0, scorer_id.find('@'));
}

// A board that could be shown, with what decides whether it is.
struct Candidate {
  BoardKey key;
  UtcTime newest;         // run of its pack version
  std::size_t order = 0;  // of its scorer in the pack's own list
};

bool better(const Candidate& a, const Candidate& b) {
  if (a.newest != b.newest) return a.newest > b.newest;
  if (a.key.pack_digest != b.key.pack_digest) return a.key.pack_digest < b.key.pack_digest;
  if (a.key.subjects != b.key.subjects) return a.key.subjects > b.key.subjects;
  if (a.order != b.order) return a.order < b.order;
  if (a.key.scorer != b.key.scorer) return a.key.scorer > b.key.scorer;  // the later version
  return a.key.judge < b.key.judge;
}

// Everything about a store that boards are chosen by.
struct Catalogue {
  std::map<std::string, PackRecord> packs;  // by digest
  std::vector<PlanRecord> plans;
  std::map<RunId, RunRecord> runs;
  std::vector<BoardKey> boards;
};

Result<Catalogue> load_catalogue(Store& store) {
  Catalogue catalogue;
  auto packs = store.packs();
  if (!packs) return std::move(packs).error();
  for (PackRecord& pack : *packs) catalogue.packs.emplace(pack.digest, std::move(pack));
  auto plans = store.plans();
  if (!plans) return std::move(plans).error();
  catalogue.plans = *std::move(plans);
  auto runs = store.runs();
  if (!runs) return std::move(runs).error();
  for (RunRecord& run : *runs) catalogue.runs.emplace(run.id, std::move(run));
  auto boards = store.boards();
  if (!boards) return std::move(boards).error();
  catalogue.boards = *std::move(boards);
  return catalogue;
}

UtcTime newest_run(const Catalogue& catalogue, const std::string& digest) {
  UtcTime newest;
  for (const PlanRecord& plan : catalogue.plans) {
    if (plan.pack_digest == digest) newest = std::max(newest, catalogue.runs.at(plan.run).started);
  }
  return newest;
}

bool wanted(const BoardKey& key, const PackRecord& pack, const BoardQuery& query) {
  return (query.pack.empty() || query.pack == pack.id.text) &&
         (query.judge.empty() || query.judge == key.judge) &&
         (query.scorer.empty() || query.scorer == key.scorer ||
          query.scorer == name_of(key.scorer));
}

std::map<std::string, std::vector<Candidate>> candidates_by_pack(const Catalogue& catalogue,
                                                                 const BoardQuery& query) {
  std::map<std::string, std::vector<Candidate>> by_pack;
  for (const BoardKey& key : catalogue.boards) {
    const PackRecord& pack = catalogue.packs.at(key.pack_digest);
    if (!wanted(key, pack, query)) continue;
    const auto place = std::ranges::find(pack.scorers, name_of(key.scorer)) - pack.scorers.begin();
    by_pack[pack.id.text].push_back(
        {key, newest_run(catalogue, key.pack_digest), static_cast<std::size_t>(place)});
  }
  for (auto& [id, candidates] : by_pack) std::ranges::sort(candidates, better);
  return by_pack;
}

std::string passed_over(const BoardKey& shown, const BoardKey& other) {
  if (other.pack_digest != shown.pack_digest) return "an older version of this pack was played too";
  if (other.scorer != shown.scorer)
    return fmt::format("also scored by {}: --scorer {}", other.scorer, name_of(other.scorer));
  return fmt::format("also judged by {0}: --judge {0}", other.judge);
}

// Leaves out who was played and not marked by this scorer and judge: nothing of theirs is missing,
// it stands on another board. Returns how many.
std::size_t leave_out_unmarked(BoardFacts& facts) {
  using Player = std::pair<SubjectId, std::string>;
  std::set<Player> marked;
  std::set<Player> played;
  for (const VerdictRecord& verdict : facts.verdicts) {
    marked.emplace(verdict.key.subject, verdict.release);
  }
  for (const SampleRecord& sample : facts.samples) {
    if (sample.outcome == Outcome::Ok) played.emplace(sample.key.subject, sample.release);
  }
  std::set<Player> unmarked;
  std::ranges::set_difference(played, marked, std::inserter(unmarked, unmarked.end()));
  std::erase_if(facts.planned, [&](const auto& entry) { return unmarked.contains(entry.first); });
  std::erase_if(facts.samples, [&](const SampleRecord& sample) {
    return unmarked.contains({sample.key.subject, sample.release});
  });
  return unmarked.size();
}

// What only the whole pack says: by which tags rows are broken down, and what others published.
// That is on the scale of the pack's default scorer, and has no place on another's board. Returns
// why the pack cannot be read, where it cannot: the board stands without.
std::optional<std::string> add_pack_body(BoardFacts& facts) {
  const auto pack = pack_from_json(facts.pack.body);
  if (!pack) return pack.error().what;
  facts.groupings = groupings_of(*pack);
  const bool own_scale = pack->scorers.empty() || pack->scorers.front() == name_of(facts.scorer);
  if (own_scale) facts.cited = pack->cited;
  return std::nullopt;
}

// What files of published results said, as far as it is this scorer's figure.
Result<Done> add_cited_records(Store& store, BoardFacts& facts) {
  auto records = store.cited_of_pack(facts.pack.digest);
  if (!records) return std::move(records).error();
  for (const CitedRecord& record : *records) {
    if (record.figure != name_of(facts.scorer)) continue;
    facts.cited.push_back(
        {record.subject.text, record.value, record.source, record.date, record.note});
  }
  return Done{};
}

Result<BoardFacts> load_facts(Store& store, const ScorerRegistry& scorers,
                              const Catalogue& catalogue, const BoardKey& key) {
  BoardFacts facts{
      .pack = catalogue.packs.at(key.pack_digest), .scorer = key.scorer, .judge = key.judge};
  auto entry = scorers.find(name_of(key.scorer));
  if (!entry) return std::move(entry).error();
  facts.rule = (*entry)->rule;
  auto samples = store.samples_of_pack(key.pack_digest);
  if (!samples) return std::move(samples).error();
  facts.samples = *std::move(samples);
  auto verdicts = store.verdicts_of_pack(key);
  if (!verdicts) return std::move(verdicts).error();
  facts.verdicts = *std::move(verdicts);
  for (const PlanRecord& plan : catalogue.plans) {
    if (plan.pack_digest != key.pack_digest) continue;
    facts.planned[{plan.subject, catalogue.runs.at(plan.run).release}] +=
        static_cast<std::size_t>(plan.scenarios * plan.repeats);
  }
  return facts;
}

Result<Leaderboard> load_board(Store& store, const ScorerRegistry& scorers,
                               const Catalogue& catalogue, const std::vector<Candidate>& candidates,
                               std::uint64_t seed) {
  const BoardKey& key = candidates.front().key;
  auto facts = load_facts(store, scorers, catalogue, key);
  if (!facts) return std::move(facts).error();
  const auto unread = add_pack_body(*facts);
  Result<Done> cited = add_cited_records(store, *facts);
  if (!cited) return std::move(cited).error();
  const std::size_t unmarked = leave_out_unmarked(*facts);
  BoardOptions options;
  options.bootstrap.seed = seed;
  Leaderboard board = make_leaderboard(*facts, options);
  if (unread) {
    board.notes.push_back("without groups of scenarios and cited results: " + *unread);
  }
  if (unmarked > 0) {
    board.notes.push_back(fmt::format("{} more played and not marked here", unmarked));
  }
  std::set<std::string> said;
  for (const Candidate& other : candidates) {
    if (&other == &candidates.front()) continue;
    std::string note = passed_over(key, other.key);
    if (said.insert(note).second) board.notes.push_back(std::move(note));
  }
  return board;
}

Error nothing_found(const Catalogue& catalogue, const BoardQuery& query) {
  std::set<std::string> ids;
  for (const auto& [digest, pack] : catalogue.packs) ids.insert(pack.id.text);
  const std::vector<std::string> known(ids.begin(), ids.end());
  if (!query.pack.empty() && !ids.contains(query.pack))
    return fix_input(no_such("pack with results", query.pack, known));
  if (catalogue.boards.empty())
    return fix_input("nothing is scored yet; 'attune run' plays and marks");
  return fix_input("no verdicts of that scorer and judge; 'attune list runs' shows what there is");
}

}  // namespace

Result<std::vector<Leaderboard>> load_boards(Store& store, const ScorerRegistry& scorers,
                                             const BoardQuery& query) {
  auto catalogue = load_catalogue(store);
  if (!catalogue) return std::move(catalogue).error();
  std::vector<Leaderboard> boards;
  for (const auto& [id, candidates] : candidates_by_pack(*catalogue, query)) {
    auto board = load_board(store, scorers, *catalogue, candidates, query.seed);
    if (!board) return std::move(board).error();
    boards.push_back(*std::move(board));
  }
  if (boards.empty()) return nothing_found(*catalogue, query);
  return boards;
}

}  // namespace attune
