#include "results/store/finding_columns.h"
#include "results/store/rows.h"
#include "results/store/store.h"

// The Store's part for verdicts, and for the anchors that every judged run has marked again.

namespace attune {
namespace {

VerdictRecord verdict_from(const Statement& row) {
  VerdictRecord record{.run = {row.text(0)},
                       .key = key_from(row, 1),
                       .pack_digest = row.text(5),
                       .release = row.text(6)};
  record.verdict.scorer = row.text(7);
  record.judge = row.text(8);
  record.verdict.finding = finding_from(row, 9);
  record.verdict.rationale = row.text(12);
  record.cost_usd = row.optional_real(13);
  return record;
}

// What stands between the key and the end of a row.
void bind_finding(Statement& statement, const VerdictRecord& record) {
  const auto* marks = std::get_if<Marks>(&record.verdict.finding);
  const auto* unscored = std::get_if<Unscored>(&record.verdict.finding);
  statement << record.pack_digest << record.verdict.scorer << record.judge
            << (marks == nullptr ? std::nullopt : std::optional(marks->points))
            << marks_to_json(record.verdict) << (unscored == nullptr ? "" : unscored->why)
            << record.verdict.rationale << record.cost_usd;
}

// An unscored verdict gives way to another; whatever has marks stays.
constexpr std::string_view kUnlessMarked =
    " ON CONFLICT DO UPDATE SET pack_digest = excluded.pack_digest, points = excluded.points, "
    "marks = excluded.marks, unscored = excluded.unscored, rationale = excluded.rationale, "
    "cost_usd = excluded.cost_usd WHERE ";

constexpr std::string_view kVerdictColumns =
    "SELECT v.run, v.pack, v.scenario, v.subject, v.repeat, v.pack_digest, r.release, v.scorer, "
    "v.judge, v.points, "
    "v.marks, v.unscored, v.rationale, v.cost_usd FROM verdicts v JOIN runs r ON r.id = v.run ";

}  // namespace

Result<Done> Store::save(const VerdictRecord& record) {
  Statement statement = db_.prepare("INSERT INTO verdicts VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)" +
                                    std::string(kUnlessMarked) + "verdicts.points IS NULL");
  statement << record.run.text;
  bind(statement, record.key);
  bind_finding(statement, record);
  return statement.done();
}

Result<Done> Store::save(const AnchorVerdictRecord& record) {
  Statement statement =
      db_.prepare("INSERT INTO anchor_verdicts VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)" +
                  std::string(kUnlessMarked) + "anchor_verdicts.points IS NULL");
  statement << record.run.text << record.verdict.run.text;
  bind(statement, record.verdict.key);
  bind_finding(statement, record.verdict);
  return statement.done();
}

Result<Done> Store::save(const AnchorRecord& anchor) {
  Statement statement = db_.prepare("INSERT OR IGNORE INTO anchors VALUES (?,?,?,?,?,?,?)");
  statement << anchor.pack_digest << anchor.run.text;
  bind(statement, anchor.key) << anchor.frozen.millis;
  return statement.done();
}

Result<std::vector<AnchorRecord>> Store::anchors_of_pack(const std::string& pack_digest) {
  Statement statement = db_.prepare(
      "SELECT run, pack, scenario, subject, repeat, frozen_ms FROM anchors WHERE pack_digest = ? "
      "ORDER BY run, subject, scenario, repeat");
  statement << pack_digest;
  return all_rows<AnchorRecord>(std::move(statement), [&](const Statement& row) {
    return AnchorRecord{.pack_digest = pack_digest,
                        .run = {row.text(0)},
                        .key = key_from(row, 1),
                        .frozen = {row.integer(5)}};
  });
}

Result<std::vector<AnchorVerdictRecord>> Store::anchor_verdicts_of_run(const RunId& run) {
  Statement statement = db_.prepare(
      "SELECT v.anchor_run, v.pack, v.scenario, v.subject, v.repeat, v.pack_digest, r.release, "
      "v.scorer, v.judge, v.points, v.marks, v.unscored, v.rationale, v.cost_usd "
      "FROM anchor_verdicts v JOIN runs r ON r.id = v.anchor_run WHERE v.run = ? "
      "ORDER BY v.anchor_run, v.pack, v.subject, v.scenario, v.repeat, v.scorer, v.judge");
  statement << run.text;
  return all_rows<AnchorVerdictRecord>(std::move(statement), [&](const Statement& row) {
    return AnchorVerdictRecord{.run = run, .verdict = verdict_from(row)};
  });
}

Result<std::vector<VerdictRecord>> Store::verdicts_of_pack(const BoardKey& board) {
  Statement statement = db_.prepare(std::string(kVerdictColumns) +
                                    "WHERE v.pack_digest = ? AND v.scorer = ? AND v.judge = ? AND "
                                    "r.command <> ? "
                                    "ORDER BY v.subject, v.scenario, v.repeat, v.run");
  statement << board.pack_digest << board.scorer << board.judge << kWatchCommand;
  return all_rows<VerdictRecord>(std::move(statement), verdict_from);
}

Result<std::vector<VerdictRecord>> Store::verdicts_of_run(const RunId& run) {
  Statement statement = db_.prepare(
      std::string(kVerdictColumns) +
      "WHERE v.run = ? ORDER BY v.pack, v.subject, v.scenario, v.repeat, v.scorer, v.judge");
  statement << run.text;
  return all_rows<VerdictRecord>(std::move(statement), verdict_from);
}

Result<std::vector<VerdictRecord>> Store::verdicts_of_sample(const RunId& run,
                                                             const SampleKey& key) {
  Statement statement =
      db_.prepare(std::string(kVerdictColumns) +
                  "WHERE v.run = ? AND v.pack = ? AND v.scenario = ? AND v.subject = ? AND "
                  "v.repeat = ? ORDER BY v.scorer, v.judge");
  statement << run.text;
  bind(statement, key);
  return all_rows<VerdictRecord>(std::move(statement), verdict_from);
}

Result<Done> Store::each_marked(
    const RunId& run,
    const std::function<void(SampleKey, std::string scorer, std::string judge)>& visit) {
  // As each_kept(): from the index of keys, without those that another index has.
  Statement statement = db_.prepare(
      "SELECT pack, scenario, subject, repeat, scorer, judge FROM verdicts WHERE run = ?1 "
      "AND rowid NOT IN (SELECT rowid FROM verdicts WHERE run = ?1 AND points IS NULL)");
  statement << run.text;
  while (statement.row()) visit(key_from(statement, 0), statement.text(4), statement.text(5));
  return statement.done();
}

}  // namespace attune
