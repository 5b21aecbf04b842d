#include <map>
#include <string_view>
#include <utility>

#include "results/store/finding_columns.h"
#include "results/store/rows.h"
#include "results/store/store.h"

// The Store's part for boards, which count and sum what may be millions of rows. All but marks and
// points comes out of indexes alone.

namespace attune {
namespace {

using Releases = std::map<std::string, std::string, std::less<>>;  // by run

// Sorts verdicts to the subjects and runs they belong to. They come in stretches of one part.
class PartFinder {
 public:
  PartFinder(const BoardKey& board, const Releases& releases, std::vector<MarkedPart>& parts)
      : board_(board), releases_(releases), parts_(parts) {}

  // Absent for runs that stand on no board.
  std::optional<std::uint32_t> find(std::string_view run, std::string_view subject) {
    if (run == run_ && subject == subject_) return part_;
    run_ = run;
    subject_ = subject;
    const auto release = releases_.find(run);
    if (release == releases_.end()) return part_ = std::nullopt;
    const auto [found, fresh] =
        known_.try_emplace({run_, subject_}, static_cast<std::uint32_t>(parts_.size()));
    if (fresh) {
      parts_.push_back({.run = {run_},
                        .subject = {subject_},
                        .release = release->second,
                        .pack_digest = board_.pack_digest,
                        .scorer = board_.scorer,
                        .judge = board_.judge});
    }
    return part_ = found->second;
  }

 private:
  const BoardKey& board_;
  const Releases& releases_;
  std::vector<MarkedPart>& parts_;
  std::map<std::pair<std::string, std::string>, std::uint32_t> known_;
  std::string run_;
  std::string subject_;
  std::optional<std::uint32_t> part_;
};

// Of every run but looks.
Result<Releases> releases_in(Database& db) {
  Statement statement = db.prepare("SELECT id, release FROM runs WHERE command <> ?");
  statement << kWatchCommand;
  Releases releases;
  while (statement.row()) releases.emplace(statement.text(0), statement.text(1));
  Result<Done> done = statement.done();
  if (!done) return std::move(done).error();
  return releases;
}

}  // namespace

Result<BoardVerdicts> Store::verdicts_of_board(const BoardKey& board) {
  const auto releases = releases_in(db_);
  if (!releases) return releases.error();
  Statement statement = db_.prepare(
      "SELECT run, subject, scenario, repeat, points, marks, unscored FROM verdicts "
      "WHERE pack_digest = ? AND scorer = ? AND judge = ?");
  statement << board.pack_digest << board.scorer << board.judge;
  BoardVerdicts found;
  PartFinder parts(board, *releases, found.parts);
  while (statement.row()) {
    const auto part = parts.find(statement.view(0), statement.view(1));
    if (!part) continue;
    found.verdicts.push_back({.part = *part,
                              .repeat = static_cast<int>(statement.integer(3)),
                              .scenario = {statement.text(2)},
                              .finding = finding_from(statement, 4)});
  }
  Result<Done> done = statement.done();
  if (!done) return std::move(done).error();
  return found;
}

Result<std::vector<SampleCount>> Store::sample_counts(const std::string& pack_digest) {
  const auto releases = releases_in(db_);
  if (!releases) return releases.error();
  Statement statement = db_.prepare(
      "SELECT run, subject, repeat, outcome, count(*), count(cost_usd), coalesce(sum(cost_usd), 0) "
      "FROM samples WHERE pack_digest = ? GROUP BY subject, run, repeat, outcome");
  statement << pack_digest;
  std::vector<SampleCount> counts;
  while (statement.row()) {
    const auto release = releases->find(statement.view(0));
    if (release == releases->end()) continue;
    counts.push_back({.run = {statement.text(0)},
                      .subject = {statement.text(1)},
                      .pack_digest = pack_digest,
                      .release = release->second,
                      .repeat = static_cast<int>(statement.integer(2)),
                      .outcome = parse_outcome(statement.view(3)).value_or(Outcome::Failed),
                      .count = static_cast<std::size_t>(statement.integer(4)),
                      .priced = static_cast<std::size_t>(statement.integer(5)),
                      .cost_usd = statement.optional_real(6).value_or(0)});
  }
  Result<Done> done = statement.done();
  if (!done) return std::move(done).error();
  return counts;
}

// From one stretch of equal keys in the index to the next: a board of a million verdicts has
// perhaps a hundred.
Result<std::vector<BoardKey>> Store::boards() {
  const auto releases = releases_in(db_);
  if (!releases) return releases.error();
  std::vector<BoardKey> boards;
  std::string subject;
  BoardKey at;
  std::string run;
  std::string counted;  // the subject that was counted last
  // No id lies between one and the same with this at its end: none has a NUL. To what is greater
  // than a list of values SQLite would walk over all that equals it.
  constexpr char kNext = '\1';
  while (true) {
    Statement next = db_.prepare(
        "SELECT pack_digest, scorer, judge, subject, run FROM verdicts "
        "WHERE (pack_digest, scorer, judge, subject, run) >= (?, ?, ?, ?, ?) "
        "ORDER BY pack_digest, scorer, judge, subject, run LIMIT 1");
    next << at.pack_digest << at.scorer << at.judge << subject << run + kNext;
    if (!next.row()) {
      Result<Done> done = next.done();
      if (!done) return std::move(done).error();
      return boards;
    }
    at = {.pack_digest = next.text(0), .scorer = next.text(1), .judge = next.text(2)};
    subject = next.text(3);
    run = next.text(4);
    if (!releases->contains(run)) continue;
    const bool same_board = !boards.empty() && boards.back().pack_digest == at.pack_digest &&
                            boards.back().scorer == at.scorer && boards.back().judge == at.judge;
    if (!same_board) boards.push_back(at);
    if (!same_board || subject != counted) ++boards.back().subjects;
    counted = subject;
  }
}

Result<std::vector<PlayLatencies>> Store::play_latencies(const std::string& pack_digest) {
  Statement plan = db_.prepare(
      "SELECT p.run, k.id, p.subject FROM plans AS p JOIN runs AS r ON r.id = p.run "
      "JOIN packs AS k ON k.digest = p.pack_digest WHERE p.pack_digest = ? AND r.command <> ?");
  plan << pack_digest << kWatchCommand;
  std::vector<PlayLatencies> found;
  while (plan.row()) {
    PlayLatencies each{.run = {plan.text(0)}, .subject = {plan.text(2)}, .latencies = {}};
    Statement call = db_.prepare(
        "SELECT latency_ms FROM calls WHERE run = ?1 AND pack = ?2 AND subject = ?3 "
        "AND purpose = 'play' AND model = ?3 AND outcome <> 'failed'");
    call << each.run.text << plan.view(1) << each.subject.text;
    while (call.row()) each.latencies.emplace_back(call.integer(0));
    Result<Done> done = call.done();
    if (!done) return std::move(done).error();
    if (!each.latencies.empty()) found.push_back(std::move(each));
  }
  Result<Done> done = plan.done();
  if (!done) return std::move(done).error();
  return found;
}

}  // namespace attune
