#include "harness/run/report_content.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "harness/run/boards.h"
#include "harness/run/drifts.h"
#include "harness/run/judge_audits.h"
#include "harness/run/rating_boards.h"
#include "harness/run/report_transcripts.h"
#include "results/audit/family.h"
#include "scenarios/base/words.h"
#include "scenarios/load/pack_json.h"

namespace attune {
namespace {

Contestant contestant(const SubjectId& subject, const std::string& release) {
  return {subject, release};
}

// Boards and ratings of one pack id, or of all for an empty one.
struct Found {
  std::vector<Leaderboard> boards;
  std::vector<RatingBoard> ratings;
};

Result<Found> find_results(const ReportSources& sources, const ReportQuery& query,
                           const std::string& pack) {
  Found found;
  auto boards = load_boards(sources.store, sources.scorers, {.pack = pack, .seed = query.seed});
  if (boards) found.boards = *std::move(boards);
  if (!boards && boards.error().remedy != Remedy::FixInput) return std::move(boards).error();
  RatingQuery of;
  of.pack = pack;
  of.options.bootstrap.seed = query.seed;
  of.options.contests.covariates.family = [](const SubjectId& model) { return family_of(model); };
  auto ratings = load_rating_boards(sources.store, sources.pair_scorers, of);
  if (ratings) found.ratings = *std::move(ratings);
  if (!ratings && ratings.error().remedy != Remedy::FixInput) return std::move(ratings).error();
  if (!boards && !ratings) return std::move(boards).error();
  return found;
}

void add_found(Found found, std::map<std::string, PackReport>& packs) {
  for (Leaderboard& board : found.boards) {
    PackReport& pack = packs[board.pack.text];
    pack.id = board.pack;
    pack.version = board.version;
    pack.title = board.title;
    pack.digest = board.digest;
    pack.board = std::move(board);
  }
  for (RatingBoard& board : found.ratings) {
    PackReport& pack = packs[board.pack.text];
    if (!pack.board) {
      pack.id = board.pack;
      pack.version = board.version;
      pack.title = board.title;
      pack.digest = board.digest;
    } else if (pack.digest != board.digest) {
      pack.notes.push_back(fmt::format("ratings are of another version of this pack, {} ({})",
                                       board.version, board.digest));
    }
    pack.ratings = std::move(board);
  }
}

Result<std::map<std::string, PackReport>> find_packs(const ReportSources& sources,
                                                     const ReportQuery& query) {
  std::map<std::string, PackReport> packs;
  std::vector<std::string> wanted = query.packs;
  if (wanted.empty()) wanted.emplace_back();
  for (const std::string& id : wanted) {
    auto found = find_results(sources, query, id);
    if (!found) return std::move(found).error();
    add_found(*std::move(found), packs);
  }
  return packs;
}

Result<Done> add_words(Store& store, PackReport& pack) {
  auto record = store.pack(pack.digest);
  if (!record) return std::move(record).error();
  if (!*record) return Done{};
  const auto body = pack_from_json((*record)->body);
  if (!body) return Done{};
  pack.words = {body->licence, body->references, body->limits};
  return Done{};
}

WinMatrix wins_of(const RatingBoard& board, const std::vector<Comparison>& comparisons,
                  const PairRule& rule) {
  WinMatrix wins;
  std::map<Contestant, std::size_t> rows;
  for (const RatingRow& row : board.rows) {
    rows.emplace(contestant(row.subject, row.release), wins.contestants.size());
    wins.contestants.push_back(contestant(row.subject, row.release));
  }
  wins.meetings.assign(rows.size(), std::vector<std::optional<Meeting>>(rows.size()));
  const JudgedPairs judged = judged_pairs(comparisons);
  const auto add = [&wins](std::size_t row, std::size_t column, double share) {
    std::optional<Meeting>& meeting = wins.meetings[row][column];
    if (!meeting) meeting.emplace();
    ++meeting->pairs;
    meeting->share += share;
  };
  for (const JudgedPair& pair : judged.pairs) {
    const auto a = rows.find(judged.contestants[pair.a]);
    const auto b = rows.find(judged.contestants[pair.b]);
    const auto share = share_of_a(pair, rule, board.ability);
    if (a == rows.end() || b == rows.end() || !share) continue;
    add(a->second, b->second, *share);
    add(b->second, a->second, 1 - *share);
  }
  for (auto& row : wins.meetings) {
    for (auto& meeting : row) {
      if (meeting) meeting->share /= static_cast<double>(meeting->pairs);
    }
  }
  return wins;
}

Result<Done> add_wins(const ReportSources& sources, PackReport& pack) {
  if (!pack.ratings) return Done{};
  auto comparisons = sources.store.comparisons_to_rate(pack.ratings->digest);
  if (!comparisons) return std::move(comparisons).error();
  const std::string& scorer = pack.ratings->scorer;
  std::erase_if(*comparisons, [&](const Comparison& each) {
    return each.scorer != scorer || each.source == "probe";
  });
  auto entry = sources.pair_scorers.find(scorer);
  if (!entry) return std::move(entry).error();
  pack.wins = wins_of(*pack.ratings, *comparisons, (*entry)->rule);
  return Done{};
}

// Judges of every pack of the report, by verdicts or comparisons.
Result<std::set<std::string>> find_judges(Store& store,
                                          const std::map<std::string, PackReport>& packs) {
  std::set<std::string> judges;
  auto boards = store.boards();
  if (!boards) return std::move(boards).error();
  for (const auto& [id, pack] : packs) {
    for (const BoardKey& board : *boards) {
      if (board.pack_digest == pack.digest && !board.judge.empty()) judges.insert(board.judge);
    }
    if (!pack.ratings) continue;
    auto comparisons = store.comparisons_to_rate(pack.ratings->digest);
    if (!comparisons) return std::move(comparisons).error();
    for (const Comparison& each : *comparisons) {
      if (each.source != "vote" && !each.judge.empty()) judges.insert(each.judge);
    }
  }
  return judges;
}

Result<Done> add_audits(const ReportSources& sources, const ReportQuery& query,
                        std::map<std::string, PackReport>& packs) {
  auto judges = find_judges(sources.store, packs);
  if (!judges) return std::move(judges).error();
  const Bootstrap bootstrap{.seed = query.seed};
  for (const std::string& judge : *judges) {
    auto stocks = load_audit_stocks(sources.store, {.judge = {judge}, .bootstrap = bootstrap});
    if (!stocks && stocks.error().remedy == Remedy::FixInput) continue;
    if (!stocks) return std::move(stocks).error();
    for (const AuditStock& stock : *stocks) {
      const auto pack = packs.find(stock.pack.id.text);
      if (pack == packs.end()) continue;
      JudgeAudit audit =
          make_judge_audit(facts_of(stock, {judge}, sources.pair_scorers), bootstrap);
      audit.notes.insert(audit.notes.end(), stock.notes.begin(), stock.notes.end());
      pack->second.audits.push_back(std::move(audit));
    }
  }
  return Done{};
}

// Subjects that stand on a board under more than one release.
std::set<SubjectId> changing_subjects(const std::map<std::string, PackReport>& packs) {
  std::set<SubjectId> changing;
  for (const auto& [id, pack] : packs) {
    std::set<SubjectId> seen;
    if (!pack.board) continue;
    for (const auto* rows : {&pack.board->rows, &pack.board->stub_rows}) {
      for (const Standing& row : *rows) {
        if (!seen.insert(row.subject).second) changing.insert(row.subject);
      }
    }
  }
  return changing;
}

Result<Done> add_drifts(const ReportSources& sources, const ReportQuery& query,
                        std::map<std::string, PackReport>& packs) {
  for (const SubjectId& subject : changing_subjects(packs)) {
    auto histories = load_histories(sources.store, sources.scorers, {.subject = subject});
    if (!histories && histories.error().remedy == Remedy::FixInput) continue;
    if (!histories) return std::move(histories).error();
    for (SubjectHistory& history : *histories) {
      const auto pack = packs.find(history.of.pack.text);
      if (pack == packs.end() || history.releases.size() < 2) continue;
      auto drift =
          make_drift(history.of, std::move(history.releases), {.bootstrap = {.seed = query.seed}});
      if (!drift) continue;
      drift->notes.insert(drift->notes.end(), history.notes.begin(), history.notes.end());
      pack->second.drifts.push_back(*std::move(drift));
    }
  }
  return Done{};
}

std::string title_of(const Report& report, const ReportQuery& query) {
  if (!query.title.empty()) return query.title;
  if (report.packs.size() != 1) return "How models handle human feeling";
  const PackReport& pack = report.packs.front();
  return pack.title.empty() ? pack.id.text : pack.title;
}

}  // namespace

Result<Report> load_report(const ReportSources& sources, const ReportQuery& query,
                           const std::function<Result<Done>(const TranscriptSheet&)>& keep) {
  auto packs = find_packs(sources, query);
  if (!packs) return std::move(packs).error();
  for (auto& [id, pack] : *packs) {
    if (auto added = add_words(sources.store, pack); !added) return std::move(added).error();
    if (auto added = add_wins(sources, pack); !added) return std::move(added).error();
  }
  if (auto added = add_audits(sources, query, *packs); !added) return std::move(added).error();
  if (auto added = add_drifts(sources, query, *packs); !added) return std::move(added).error();
  Report report{.seed = query.seed, .attune = query.attune};
  for (auto& [id, pack] : *packs) report.packs.push_back(std::move(pack));
  report.title = title_of(report, query);
  if (auto added = add_runs(sources.store, report); !added) return std::move(added).error();
  if (auto added = add_transcripts(sources, query, report, keep); !added)
    return std::move(added).error();
  return report;
}

}  // namespace attune
