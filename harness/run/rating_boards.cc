#include "harness/run/rating_boards.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "scenarios/base/words.h"

namespace attune {
namespace {

std::string name_of(const std::string& scorer_id) {
  return scorer_id.substr(0, scorer_id.find('@'));
}

// One version of a pack, with all its comparisons.
struct Version {
  PackRecord pack;
  std::vector<Comparison> comparisons;
  UtcTime newest;  // run of a comparison
};

// A scorer whose comparisons could be shown.
struct Candidate {
  std::string scorer;
  std::unordered_set<std::string_view> subjects = {};  // in the comparisons' own texts
  std::size_t comparisons = 0;
};

bool newer(const Version& a, const Version& b) {
  if (a.newest != b.newest) return a.newest > b.newest;
  return a.pack.digest < b.pack.digest;
}

bool better(const Candidate& a, const Candidate& b) {
  if (a.subjects.size() != b.subjects.size()) return a.subjects.size() > b.subjects.size();
  if (a.comparisons != b.comparisons) return a.comparisons > b.comparisons;
  return a.scorer > b.scorer;  // the later version
}

bool wanted(const Comparison& comparison, const RatingQuery& query) {
  return comparison.source != "probe" && (query.judge.empty() || query.judge == comparison.judge) &&
         (query.scorer.empty() || query.scorer == comparison.scorer ||
          query.scorer == name_of(comparison.scorer));
}

// The packs that can be asked for, with what was compared in them.
struct Compared {
  std::map<std::string, std::vector<Version>> packs;  // by id, the newest version first
  std::set<std::string> known;                        // ids of all packs with comparisons
};

Result<Compared> load_compared(Store& store, const RatingQuery& query) {
  auto packs = store.packs();
  if (!packs) return std::move(packs).error();
  auto runs = store.runs();
  if (!runs) return std::move(runs).error();
  std::map<RunId, UtcTime> started;
  for (const RunRecord& run : *runs) started.emplace(run.id, run.started);
  Compared compared;
  for (PackRecord& pack : *packs) {
    auto comparisons = store.comparisons_to_rate(pack.digest);
    if (!comparisons) return std::move(comparisons).error();
    if (comparisons->empty()) continue;
    compared.known.insert(pack.id.text);
    if (!query.pack.empty() && query.pack != pack.id.text) continue;
    Version version{.pack = std::move(pack), .comparisons = *std::move(comparisons)};
    std::erase_if(version.comparisons,
                  [&](const Comparison& each) { return !wanted(each, query); });
    if (version.comparisons.empty()) continue;
    std::string_view last;  // most are of one run
    for (const Comparison& each : version.comparisons) {
      if (each.run.text == last) continue;
      version.newest = std::max(version.newest, started[each.run]);
      last = each.run.text;
    }
    compared.packs[version.pack.id.text].push_back(std::move(version));
  }
  for (auto& [id, versions] : compared.packs) std::ranges::sort(versions, newer);
  return compared;
}

std::vector<Candidate> candidates_of(const Version& version) {
  std::vector<Candidate> candidates;
  for (const Comparison& each : version.comparisons) {
    auto candidate = std::ranges::find(candidates, each.scorer, &Candidate::scorer);
    if (candidate == candidates.end())
      candidate = candidates.insert(candidate, {.scorer = each.scorer});
    candidate->subjects.insert(each.first.text);
    candidate->subjects.insert(each.second.text);
    ++candidate->comparisons;
  }
  std::ranges::sort(candidates, better);
  return candidates;
}

// Which published figures are ratings, the first that a subject has of a source alone.
constexpr std::string_view kRatingFigures[] = {"rating", "elo_norm", "elo"};

std::vector<CitedRecord> ratings_among(const std::vector<CitedRecord>& cited) {
  std::vector<CitedRecord> ratings;
  for (const std::string_view figure : kRatingFigures) {
    for (const CitedRecord& each : cited) {
      const bool known = std::ranges::any_of(ratings, [&each](const CitedRecord& other) {
        return other.subject == each.subject && other.source == each.source &&
               other.date == each.date && other.figure != each.figure;
      });
      if (each.figure == figure && !known) ratings.push_back(each);
    }
  }
  return ratings;
}

Result<RatingBoard> load_board(Store& store, const PairScorerRegistry& scorers,
                               std::vector<Version>& versions, const RatingQuery& query) {
  Version& version = versions.front();
  const std::vector<Candidate> candidates = candidates_of(version);
  const std::string& scorer = candidates.front().scorer;
  auto entry = scorers.find(name_of(scorer));
  if (!entry) return std::move(entry).error();
  auto cited = store.cited_of_pack(version.pack.digest);
  if (!cited) return std::move(cited).error();
  auto board = make_rating_board({.pack = version.pack,
                                  .scorer = scorer,
                                  .judge = query.judge,
                                  .rule = (*entry)->rule,
                                  .comparisons = std::move(version.comparisons),
                                  .cited = ratings_among(*cited)},
                                 query.options);
  if (!board) return board;
  for (std::size_t other = 1; other < candidates.size(); ++other)
    board->notes.push_back(fmt::format("also compared by {}: --scorer {}", candidates[other].scorer,
                                       name_of(candidates[other].scorer)));
  if (versions.size() > 1)
    board->notes.emplace_back("an older version of this pack was compared too");
  return board;
}

Error nothing_found(const Compared& compared, const RatingQuery& query) {
  const std::vector<std::string> known(compared.known.begin(), compared.known.end());
  if (known.empty())
    return fix_input(
        "nothing is compared yet; 'attune duel' compares, 'attune import' brings "
        "comparisons that others made");
  if (!query.pack.empty() && !compared.known.contains(query.pack))
    return fix_input(no_such("pack with comparisons", query.pack, known));
  return fix_input("no comparisons by that scorer and judge");
}

// What a name that fits nothing was meant to be.
Result<Done> check_names(Store& store, const RatingQuery& query) {
  RatingQuery open;
  open.pack = query.pack;
  auto compared = load_compared(store, open);
  if (!compared) return std::move(compared).error();
  std::set<std::string> scorers;
  std::set<std::string> judges;
  for (const auto& [id, versions] : compared->packs) {
    for (const Version& version : versions) {
      for (const Comparison& each : version.comparisons) {
        scorers.insert(name_of(each.scorer));
        judges.insert(each.judge);
      }
    }
  }
  const std::vector<std::string> scorer_names(scorers.begin(), scorers.end());
  const std::vector<std::string> judge_names(judges.begin(), judges.end());
  if (!query.scorer.empty() && !scorers.empty() && !scorers.contains(name_of(query.scorer)))
    return fix_input(no_such("comparisons by scorer", query.scorer, scorer_names));
  if (!query.judge.empty() && !judges.empty() && !judges.contains(query.judge))
    return fix_input(no_such("comparisons by judge", query.judge, judge_names));
  return Done{};
}

}  // namespace

Result<std::vector<RatingBoard>> load_rating_boards(Store& store, const PairScorerRegistry& scorers,
                                                    const RatingQuery& query) {
  auto compared = load_compared(store, query);
  if (!compared) return std::move(compared).error();
  std::vector<RatingBoard> boards;
  for (auto& [id, versions] : compared->packs) {
    auto board = load_board(store, scorers, versions, query);
    if (!board) return std::move(board).error().within(id);
    boards.push_back(*std::move(board));
  }
  if (!boards.empty()) return boards;
  Result<Done> names = check_names(store, query);
  if (!names) return std::move(names).error();
  return nothing_found(*compared, query);
}

}  // namespace attune
