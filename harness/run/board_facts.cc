#include "harness/run/board_facts.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "results/reports/baselines.h"
#include "results/reports/grouping.h"
#include "results/reports/variants.h"
#include "scenarios/base/digest.h"
#include "scenarios/base/words.h"
#include "scenarios/load/pack_json.h"

namespace attune {
namespace {

using Player = std::pair<SubjectId, std::string>;  // under a release or a variant's label
using Labels = std::map<std::pair<RunId, SubjectId>, std::string>;

std::string name_of(const Player& player) {
  return player.second.empty() ? player.first.text
                               : fmt::format("{} ({})", player.first.text, player.second);
}

std::string names_of(const std::set<Player>& players) {
  std::vector<std::string> names;
  for (const Player& player : players) names.push_back(name_of(player));
  return join(names, ", ");
}

Labels labels_of(const Catalogue& catalogue, const std::string& digest) {
  std::vector<RunOfSubject> parts;
  for (const PlanRecord& plan : catalogue.plans) {
    if (plan.pack_digest == digest) parts.push_back({&catalogue.runs.at(plan.run), plan.subject});
  }
  return variant_labels(parts);
}

const std::string& label_of(const Labels& labels, const RunId& run, const SubjectId& subject,
                            const std::string& release) {
  const auto found = labels.find({run, subject});
  return found == labels.end() ? release : found->second;
}

template <class Part>
void relabel(std::vector<Part>& parts, const Labels& labels) {
  for (Part& each : parts) each.release = label_of(labels, each.run, each.subject, each.release);
}

// Leaves out who was played and not marked by this scorer and judge: nothing of theirs is missing,
// it stands on another board. Returns who.
std::set<Player> leave_out_unmarked(BoardFacts& facts) {
  std::set<Player> marked;
  std::set<Player> played;
  for (const MarkedPart& part : facts.marked.parts) marked.emplace(part.subject, part.release);
  for (const SampleCount& each : facts.samples) {
    if (each.outcome == Outcome::Ok) played.emplace(each.subject, each.release);
  }
  std::set<Player> unmarked;
  std::ranges::set_difference(played, marked, std::inserter(unmarked, unmarked.end()));
  std::erase_if(facts.planned, [&](const auto& entry) { return unmarked.contains(entry.first); });
  std::erase_if(facts.samples, [&](const SampleCount& each) {
    return unmarked.contains({each.subject, each.release});
  });
  return unmarked;
}

// What only the whole pack says: by which tags rows are broken down, what answers without content
// come to, and what others published. The latter two are on the scale of the pack's default scorer,
// and have no place on another's board. A pack that cannot be read is said: the board stands
// without.
void add_pack_body(LoadedFacts& loaded) {
  BoardFacts& facts = loaded.facts;
  const auto pack = pack_from_json(facts.pack.body);
  if (!pack) {
    loaded.notes.push_back("without groups of scenarios and cited results: " + pack.error().what);
    return;
  }
  const std::string scorer = scorer_name(facts.scorer);
  facts.groupings = groupings_of(*pack);
  loaded.baselines = baselines_of(*pack, scorer);
  const bool own_scale = pack->scorers.empty() || pack->scorers.front() == scorer;
  if (own_scale) facts.cited = pack->cited;
}

// What files of published results said, as far as it is this scorer's figure.
Result<Done> add_cited_records(Store& store, BoardFacts& facts) {
  auto records = store.cited_of_pack(facts.pack.digest);
  if (!records) return std::move(records).error();
  for (const CitedRecord& record : *records) {
    if (record.figure != scorer_name(facts.scorer)) continue;
    facts.cited.push_back(
        {record.subject.text, record.value, record.source, record.date, record.note});
  }
  return Done{};
}

// Of an even number the mean of the two in the middle.
Millis median_of(std::vector<Millis> latencies) {
  const auto upper = latencies.begin() + static_cast<std::ptrdiff_t>(latencies.size() / 2);
  std::ranges::nth_element(latencies, upper);
  if (latencies.size() % 2 == 1) return *upper;
  return (*std::max_element(latencies.begin(), upper) + *upper) / 2;
}

Result<Done> add_latencies(Store& store, BoardFacts& facts, const Labels& labels,
                           const Catalogue& catalogue) {
  auto found = store.play_latencies(facts.pack.digest);
  if (!found) return std::move(found).error();
  std::map<Player, std::vector<Millis>> latencies;
  for (const PlayLatencies& each : *found) {
    const std::string& release = catalogue.runs.at(each.run).release;
    std::vector<Millis>& its =
        latencies[{each.subject, label_of(labels, each.run, each.subject, release)}];
    its.insert(its.end(), each.latencies.begin(), each.latencies.end());
  }
  for (auto& [who, its] : latencies) facts.latencies[who] = median_of(std::move(its));
  return Done{};
}

// Who was meant to be played on a version of a pack.
std::set<Player> players_of(const Catalogue& catalogue, const std::string& digest) {
  const Labels labels = labels_of(catalogue, digest);
  std::set<Player> players;
  for (const PlanRecord& plan : catalogue.plans) {
    if (plan.pack_digest != digest) continue;
    players.emplace(plan.subject,
                    label_of(labels, plan.run, plan.subject, catalogue.runs.at(plan.run).release));
  }
  return players;
}

std::string other_way(const BoardKey& shown, const BoardKey& other) {
  if (other.scorer != shown.scorer)
    return fmt::format("also scored by {}: --scorer {}", other.scorer, scorer_name(other.scorer));
  return fmt::format("also judged by {0}: --judge {0}", other.judge);
}

}  // namespace

Result<LoadedFacts> load_board_facts(Store& store, const ScorerRegistry& scorers,
                                     const Catalogue& catalogue, const BoardKey& key) {
  LoadedFacts loaded;
  BoardFacts& facts = loaded.facts;
  facts.pack = catalogue.packs.at(key.pack_digest);
  facts.scorer = key.scorer;
  facts.judge = key.judge;
  auto entry = scorers.find(scorer_name(key.scorer));
  if (!entry) return std::move(entry).error();
  facts.rule = (*entry)->rule;
  auto samples = store.sample_counts(key.pack_digest);
  if (!samples) return std::move(samples).error();
  facts.samples = *std::move(samples);
  auto verdicts = store.verdicts_of_board(key);
  if (!verdicts) return std::move(verdicts).error();
  facts.marked = *std::move(verdicts);
  const Labels labels = labels_of(catalogue, key.pack_digest);
  relabel(facts.samples, labels);
  relabel(facts.marked.parts, labels);
  for (const PlanRecord& plan : catalogue.plans) {
    if (plan.pack_digest != key.pack_digest) continue;
    const std::string& release = catalogue.runs.at(plan.run).release;
    facts.planned[{plan.subject, label_of(labels, plan.run, plan.subject, release)}] +=
        static_cast<std::size_t>(plan.scenarios * plan.repeats);
  }
  add_pack_body(loaded);
  if (Result<Done> done = add_cited_records(store, facts); !done) return std::move(done).error();
  if (Result<Done> done = add_latencies(store, facts, labels, catalogue); !done)
    return std::move(done).error();
  if (const std::set<Player> unmarked = leave_out_unmarked(facts); !unmarked.empty()) {
    loaded.notes.push_back(
        fmt::format("{} more played and not marked here: {}", unmarked.size(), names_of(unmarked)));
  }
  return loaded;
}

std::vector<std::string> passed_over(const Catalogue& catalogue, const BoardKey& shown,
                                     const std::vector<BoardCandidate>& candidates) {
  const PackRecord& pack = catalogue.packs.at(shown.pack_digest);
  std::vector<std::string> notes;
  for (const auto& [digest, other] : catalogue.packs) {
    if (other.id != pack.id || digest == shown.pack_digest) continue;
    const std::set<Player> players = players_of(catalogue, digest);
    if (players.empty()) continue;
    notes.push_back(fmt::format("another version of this pack ({}, {}) was played too, by {}",
                                other.version, short_digest(digest), names_of(players)));
  }
  std::set<std::string> said;
  for (const BoardCandidate& other : candidates) {
    const bool same = other.key.scorer == shown.scorer && other.key.judge == shown.judge;
    if (other.key.pack_digest != shown.pack_digest || same) continue;
    std::string note = other_way(shown, other.key);
    if (said.insert(note).second) notes.push_back(std::move(note));
  }
  return notes;
}

}  // namespace attune
