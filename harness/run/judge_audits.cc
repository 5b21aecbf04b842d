#include "harness/run/judge_audits.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "scenarios/base/words.h"

namespace attune {
namespace {

// What a judge marks each criterion on, by scorer. Others' marks are not on one scale.
struct Scale {
  std::string_view scorer;
  MarkScale scale;
};

constexpr std::array kScales = {Scale{"rubric", {0, 20}}, Scale{"eqbench3", {0, 20}},
                                Scale{"eqbench3-robust", {0, 20}}};

std::string name_of(const std::string& scorer_id) {
  return scorer_id.substr(0, scorer_id.find('@'));
}

// One version of a pack, with everybody's findings on it.
struct Version {
  AuditStock stock;
  std::size_t by_judge = 0;                    // comparisons
  std::size_t marked = 0;                      // verdicts by the judge
  std::map<std::string, std::size_t> scorers;  // of pairs: how often the judge used each
};

struct Known {
  std::set<std::string> judges;
  std::set<std::string> packs;
};

Result<std::vector<VerdictRecord>> verdicts_on(const std::string& digest,
                                               const std::vector<BoardKey>& boards, Store& store) {
  std::vector<VerdictRecord> all;
  for (const BoardKey& board : boards) {
    if (board.pack_digest != digest || board.judge.empty()) continue;
    auto verdicts = store.verdicts_of_pack(board);
    if (!verdicts) return verdicts;
    std::ranges::move(*verdicts, std::back_inserter(all));
  }
  return all;
}

bool wanted(const std::string& scorer, const AuditQuery& query) {
  return query.scorer.empty() || query.scorer == scorer || query.scorer == name_of(scorer);
}

Result<Version> load_version(PackRecord pack, const std::vector<BoardKey>& boards,
                             const AuditQuery& query, Known& known, Store& store) {
  auto comparisons = store.comparisons_of_pack(pack.digest);
  if (!comparisons) return std::move(comparisons).error();
  std::erase_if(*comparisons, [](const Comparison& each) { return each.source == "probe"; });
  auto verdicts = verdicts_on(pack.digest, boards, store);
  if (!verdicts) return std::move(verdicts).error();
  Version version{.stock = {.pack = std::move(pack),
                            .comparisons = *std::move(comparisons),
                            .verdicts = *std::move(verdicts)}};
  for (const Comparison& comparison : version.stock.comparisons) {
    if (comparison.source != "vote") known.judges.insert(comparison.judge);
    if (comparison.judge != query.judge.text || !wanted(comparison.scorer, query)) continue;
    ++version.by_judge;
    ++version.scorers[comparison.scorer];
  }
  for (const VerdictRecord& verdict : version.stock.verdicts) {
    known.judges.insert(verdict.judge);
    version.marked += verdict.judge == query.judge.text ? 1 : 0;
  }
  if (version.by_judge + version.marked > 0) known.packs.insert(version.stock.pack.id.text);
  return version;
}

// The scorer of pairs that the judge used most; of equals the later version.
std::string main_scorer(const Version& version) {
  const auto most = std::ranges::max_element(version.scorers, [](const auto& a, const auto& b) {
    return std::pair(a.second, a.first) < std::pair(b.second, b.first);
  });
  return most == version.scorers.end() ? std::string() : most->first;
}

AuditStock stock_of(Version version, bool passed_over) {
  version.stock.scorer = main_scorer(version);
  for (const auto& [scorer, count] : version.scorers) {
    if (scorer == version.stock.scorer) continue;
    version.stock.notes.push_back(
        fmt::format("also compared by {}: --scorer {}", scorer, name_of(scorer)));
  }
  if (passed_over)
    version.stock.notes.emplace_back("other versions of this pack were judged by it too");
  return std::move(version.stock);
}

Error nothing_found(const Known& known, const AuditQuery& query) {
  const std::vector<std::string> judges(known.judges.begin(), known.judges.end());
  const std::vector<std::string> packs(known.packs.begin(), known.packs.end());
  if (judges.empty()) return fix_input("no judge has compared or marked anything in this database");
  if (!known.judges.contains(query.judge.text))
    return fix_input(no_such("judge", query.judge.text, judges));
  if (!query.pack.empty() && !known.packs.contains(query.pack))
    return fix_input(no_such("pack that this judge was asked about", query.pack, packs));
  return fix_input(fmt::format("{} has compared nothing by {}", query.judge.text, query.scorer));
}

}  // namespace

Result<std::vector<AuditStock>> load_audit_stocks(Store& store, const AuditQuery& query) {
  auto packs = store.packs();
  if (!packs) return std::move(packs).error();
  auto boards = store.boards();
  if (!boards) return std::move(boards).error();
  Known known;
  std::map<std::string, Version> chosen;  // by pack id
  std::set<std::string> passed_over;
  for (PackRecord& pack : *packs) {
    auto version = load_version(std::move(pack), *boards, query, known, store);
    if (!version) return std::move(version).error();
    const std::string id = version->stock.pack.id.text;
    if (version->by_judge + version->marked == 0) continue;
    if (!query.scorer.empty() && version->by_judge == 0) continue;
    if (!query.pack.empty() && query.pack != id) continue;
    const auto other = chosen.find(id);
    if (other != chosen.end()) passed_over.insert(id);
    const auto weight = [](const Version& v) { return std::pair(v.by_judge, v.marked); };
    if (other == chosen.end() || weight(other->second) < weight(*version))
      chosen.insert_or_assign(id, *std::move(version));
  }
  if (chosen.empty()) return nothing_found(known, query);
  std::vector<AuditStock> stocks;
  for (auto& [id, version] : chosen)
    stocks.push_back(stock_of(std::move(version), passed_over.contains(id)));
  return stocks;
}

JudgeAuditFacts facts_of(const AuditStock& stock, const SubjectId& judge,
                         const PairScorerRegistry& scorers) {
  JudgeAuditFacts facts{.judge = judge,
                        .pack = stock.pack.id,
                        .pack_digest = stock.pack.digest,
                        .scorer = stock.scorer,
                        .comparisons = stock.comparisons,
                        .verdicts = stock.verdicts};
  for (const auto& entry : scorers.entries()) facts.rules[entry.id] = entry.rule;
  for (const VerdictRecord& verdict : stock.verdicts) {
    const auto* scale = std::ranges::find(kScales, name_of(verdict.verdict.scorer), &Scale::scorer);
    if (scale != kScales.end()) facts.scales[verdict.verdict.scorer] = scale->scale;
  }
  return facts;
}

}  // namespace attune
