#include "harness/run/differences.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "harness/run/find_sides.h"
#include "results/differences/make_differences.h"
#include "scenarios/base/words.h"
#include "scenarios/load/pack_json.h"

namespace attune {
namespace {

bool belongs(const Side& side, const SubjectId& subject, const std::string& release,
             const RunId& run) {
  return subject == side.subject && release == side.release &&
         (side.run.text.empty() || side.run == run);
}

template <class Record>
std::vector<Record> belonging(const std::vector<Record>& records, const Side& side) {
  std::vector<Record> own;
  for (const Record& record : records) {
    if (belongs(side, record.key.subject, record.release, record.run)) own.push_back(record);
  }
  return own;
}

// A board with what each side has on it.
struct Marked {
  BoardKey key;
  std::vector<std::vector<VerdictRecord>> sides;

  [[nodiscard]] bool has(std::size_t side) const { return !sides[side].empty(); }

  [[nodiscard]] auto covered() const {
    return std::ranges::count_if(sides, [](const auto& verdicts) { return !verdicts.empty(); });
  }
};

Result<std::vector<Marked>> load_marked(Store& store, const std::vector<BoardCandidate>& candidates,
                                        const std::vector<Side>& sides) {
  std::vector<Marked> marked;
  for (const BoardCandidate& candidate : candidates) {
    auto verdicts = store.verdicts_of_pack(candidate.key);
    if (!verdicts) return std::move(verdicts).error();
    Marked& made = marked.emplace_back(Marked{.key = candidate.key});
    for (const Side& side : sides) made.sides.push_back(belonging(*verdicts, side));
  }
  return marked;
}

// The board by which most sides were marked, the first among them; of equals the first. Nothing
// where the first side was not marked.
const Marked* best_of(const std::vector<Marked>& marked) {
  const Marked* best = nullptr;
  for (const Marked& each : marked) {
    if (each.has(0) && (best == nullptr || each.covered() > best->covered())) best = &each;
  }
  return best;
}

int unlikeness(const BoardKey& a, const BoardKey& b) {
  return (a.pack_digest != b.pack_digest ? 1 : 0) + (a.scorer != b.scorer ? 1 : 0) +
         (a.judge != b.judge ? 1 : 0);
}

// The board most like `key` by which this side was marked, by the same scorer in any version.
const Marked* nearest_to(const BoardKey& key, const std::vector<Marked>& marked, std::size_t side) {
  const Marked* nearest = nullptr;
  for (const Marked& each : marked) {
    if (!each.has(side) || scorer_name(each.key.scorer) != scorer_name(key.scorer)) continue;
    if (nearest == nullptr || unlikeness(key, each.key) < unlikeness(key, nearest->key))
      nearest = &each;
  }
  return nearest;
}

std::string pack_words(const Catalogue& catalogue, const std::string& digest) {
  const PackRecord& pack = catalogue.packs.at(digest);
  return fmt::format("version {} ({})", pack.version, pack.digest.substr(0, 15));
}

std::string judge_words(const std::string& judge) {
  return judge.empty() ? "a rule" : judge;
}

// "the pack: version 1.0 (sha256:0123abcd) and version 1.1 (…), the judge: a/b and c/d"
std::string what_differs(const Catalogue& catalogue, const BoardKey& one, const BoardKey& two) {
  std::vector<std::string> parts;
  if (one.pack_digest != two.pack_digest)
    parts.push_back(fmt::format("the pack: {} and {}", pack_words(catalogue, one.pack_digest),
                                pack_words(catalogue, two.pack_digest)));
  if (one.scorer != two.scorer)
    parts.push_back(fmt::format("the scorer: {} and {}", one.scorer, two.scorer));
  if (one.judge != two.judge)
    parts.push_back(
        fmt::format("the judge: {} and {}", judge_words(one.judge), judge_words(two.judge)));
  return join(parts, "; ");
}

// What was read of one store, and what is asked of it.
struct Reading {
  Store& store;
  const ScorerRegistry& scorers;
  const Catalogue& catalogue;
  const std::vector<Side>& sides;
  const DifferenceQuery& query;
};

std::size_t planned_of(const Catalogue& catalogue, const std::string& digest, const Side& side) {
  std::size_t planned = 0;
  for (const PlanRecord& plan : catalogue.plans) {
    const std::string& release = catalogue.runs.at(plan.run).release;
    if (plan.pack_digest != digest || !belongs(side, plan.subject, release, plan.run)) continue;
    planned += static_cast<std::size_t>(plan.scenarios * plan.repeats);
  }
  return planned;
}

// What other judges, and the same one asked again on anchors, said of this side's samples.
Result<std::vector<VerdictRecord>> other_verdicts(const Reading& reading, const BoardKey& key,
                                                  const Side& side) {
  std::vector<VerdictRecord> others;
  if (key.judge.empty()) return others;
  for (const BoardKey& board : reading.catalogue.boards) {
    if (board.pack_digest != key.pack_digest || board.scorer != key.scorer ||
        board.judge == key.judge)
      continue;
    auto verdicts = reading.store.verdicts_of_pack(board);
    if (!verdicts) return std::move(verdicts).error();
    std::ranges::move(belonging(*verdicts, side), std::back_inserter(others));
  }
  for (const auto& [run, record] : reading.catalogue.runs) {
    auto again = reading.store.anchor_verdicts_of_run(run);
    if (!again) return std::move(again).error();
    for (AnchorVerdictRecord& each : *again) {
      const VerdictRecord& verdict = each.verdict;
      if (verdict.pack_digest == key.pack_digest && verdict.verdict.scorer == key.scorer &&
          belongs(side, verdict.key.subject, verdict.release, verdict.run))
        others.push_back(std::move(each.verdict));
    }
  }
  return others;
}

Result<SideFacts> load_side(const Reading& reading, const Marked& marked, std::size_t at) {
  const Side& side = reading.sides[at];
  const std::string& digest = marked.key.pack_digest;
  SideFacts facts{.side = side,
                  .planned = planned_of(reading.catalogue, digest, side),
                  .verdicts = marked.sides[at]};
  auto samples = reading.store.samples_of_pack(digest);
  if (!samples) return std::move(samples).error();
  facts.samples = belonging(*samples, side);
  auto others = other_verdicts(reading, marked.key, side);
  if (!others) return std::move(others).error();
  facts.others = *std::move(others);
  return facts;
}

void add_titles(DifferenceFacts& facts) {
  const auto pack = pack_from_json(facts.pack.body);
  if (!pack) return;
  for (const Scenario& scenario : pack->scenarios) {
    if (!scenario.title.empty()) facts.titles.emplace(scenario.id, scenario.title);
  }
}

Error refused(const Reading& reading, std::size_t side, const std::string& differs) {
  return fix_input(
      fmt::format("{} and {} were not played and marked alike ({}); --unlike compares them all the "
                  "same, by equal scenarios",
                  reading.query.names.front(), reading.query.names[side], differs));
}

// Adds one other side, by `best` or by what is nearest to it. Nothing where it has no mark here.
Result<Done> add_side(DifferenceFacts& facts, const Reading& reading,
                      const std::vector<Marked>& marked, const Marked& best, std::size_t at) {
  const Marked* own = best.has(at) ? &best : nearest_to(best.key, marked, at);
  const std::string& name = reading.query.names[at];
  if (own == nullptr) {
    facts.notes.push_back(
        fmt::format("{} was not marked by {} here", name, scorer_name(best.key.scorer)));
    return Done{};
  }
  if (own != &best) {
    const std::string differs = what_differs(reading.catalogue, best.key, own->key);
    if (!reading.query.unlike) return refused(reading, at, differs);
    facts.notes.push_back(
        fmt::format("{} was played or marked otherwise ({}): paired by equal scenario ids, and the "
                    "difference holds that too",
                    name, differs));
  }
  auto side = load_side(reading, *own, at);
  if (!side) return std::move(side).error();
  facts.sides.push_back(*std::move(side));
  return Done{};
}

// Nothing where fewer than two sides were marked on this pack.
Result<std::optional<DifferenceReport>> load_report(const Reading& reading,
                                                    const std::vector<BoardCandidate>& candidates) {
  auto marked = load_marked(reading.store, candidates, reading.sides);
  if (!marked) return std::move(marked).error();
  const Marked* best = best_of(*marked);
  if (best == nullptr) return std::optional<DifferenceReport>();
  DifferenceFacts facts{.pack = reading.catalogue.packs.at(best->key.pack_digest),
                        .scorer = best->key.scorer,
                        .judge = best->key.judge};
  auto entry = reading.scorers.find(scorer_name(best->key.scorer));
  if (!entry) return std::move(entry).error();
  facts.rule = (*entry)->rule;
  auto first = load_side(reading, *best, 0);
  if (!first) return std::move(first).error();
  facts.sides.push_back(*std::move(first));
  for (std::size_t at = 1; at < reading.sides.size(); ++at) {
    Result<Done> added = add_side(facts, reading, *marked, *best, at);
    if (!added) return std::move(added).error().within(facts.pack.id.text);
  }
  if (facts.sides.size() < 2) return std::optional<DifferenceReport>();
  add_titles(facts);
  return std::optional<DifferenceReport>(make_differences(facts, reading.query.options));
}

// What a name of a scorer or judge was meant to be; nothing where both are there.
std::optional<Error> unknown_name(const Catalogue& catalogue, const BoardChoice& choice) {
  std::set<std::string> scorers;
  std::set<std::string> judges;
  for (const BoardKey& board : catalogue.boards) {
    if (!choice.pack.empty() && catalogue.packs.at(board.pack_digest).id.text != choice.pack)
      continue;
    scorers.insert(scorer_name(board.scorer));
    if (!board.judge.empty()) judges.insert(board.judge);
  }
  const std::vector<std::string> scorer_names(scorers.begin(), scorers.end());
  const std::vector<std::string> judge_names(judges.begin(), judges.end());
  if (!choice.scorer.empty() && !scorers.contains(scorer_name(choice.scorer)))
    return fix_input(no_such("verdicts by scorer", choice.scorer, scorer_names));
  if (!choice.judge.empty() && !judges.contains(choice.judge))
    return fix_input(no_such("verdicts by judge", choice.judge, judge_names));
  return std::nullopt;
}

// Which packs each side was played on.
Error nothing_common(const Reading& reading) {
  if (auto unknown = unknown_name(reading.catalogue, reading.query.choice))
    return *std::move(unknown);
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < reading.sides.size(); ++at) {
    std::set<std::string> ids;
    for (const PlanRecord& plan : reading.catalogue.plans) {
      const std::string& release = reading.catalogue.runs.at(plan.run).release;
      if (belongs(reading.sides[at], plan.subject, release, plan.run))
        ids.insert(reading.catalogue.packs.at(plan.pack_digest).id.text);
    }
    parts.push_back(fmt::format("{}: {}", reading.query.names[at],
                                join(std::vector<std::string>(ids.begin(), ids.end()), ", ")));
  }
  return fix_input(
      fmt::format("the first was marked on no pack, by that scorer and judge, on which another "
                  "was; played were {}",
                  join(parts, "; ")));
}

}  // namespace

Result<std::vector<DifferenceReport>> load_differences(Store& store, const ScorerRegistry& scorers,
                                                       const DifferenceQuery& query) {
  auto catalogue = load_catalogue(store);
  if (!catalogue) return std::move(catalogue).error();
  auto sides = find_sides(query.names, *catalogue, query.choice.pack);
  if (!sides) return std::move(sides).error();
  const Reading reading{store, scorers, *catalogue, *sides, query};
  std::vector<DifferenceReport> reports;
  for (const auto& [id, candidates] : board_candidates(*catalogue, query.choice)) {
    auto report = load_report(reading, candidates);
    if (!report) return std::move(report).error();
    if (*report) reports.push_back(**std::move(report));
  }
  if (reports.empty()) return nothing_common(reading);
  return reports;
}

}  // namespace attune
