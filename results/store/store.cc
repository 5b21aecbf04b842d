#include "results/store/store.h"

#include <charconv>

#include <nlohmann/json.hpp>

#include "results/store/rows.h"
#include "results/store/schema.h"
#include "scenarios/base/compact_json.h"
#include "scenarios/load/json_members.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> texts_from(const std::string& json) {
  std::vector<std::string> texts;
  const Json list = stored_json(json);
  for (const Json& item : list) {
    if (item.is_string()) texts.push_back(item.get<std::string>());
  }
  return texts;
}

std::uint64_t seed_from(const std::string& text) {
  std::uint64_t seed = 0;
  std::from_chars(text.data(), text.data() + text.size(), seed);
  return seed;
}

// The one number a statement gives for a run.
Result<double> total(Statement statement, const RunId& run) {
  statement << run.text;
  const double total = statement.row() ? statement.optional_real(0).value_or(0) : 0;
  Result<Done> done = statement.done();
  if (!done) return std::move(done).error();
  return total;
}

PackRecord pack_from(const Statement& row) {
  PackRecord pack{
      .digest = row.text(0), .id = {row.text(1)}, .version = row.text(2), .title = row.text(3)};
  pack.scorers = texts_from(row.text(4));
  for (std::string& id : texts_from(row.text(5))) pack.scenarios.push_back({std::move(id)});
  pack.notes = texts_from(row.text(6));
  pack.body = row.text(7);
  return pack;
}

// By run, scenario, subject and repeat as it is written, key by key in each pack of the run.
constexpr std::string_view kSamplesNamed =
    "WITH RECURSIVE played(pack) AS (SELECT min(pack) FROM samples WHERE run = ?1 UNION ALL "
    "SELECT (SELECT min(pack) FROM samples WHERE run = ?1 AND pack > played.pack) FROM played "
    "WHERE pack IS NOT NULL) "
    "SELECT s.pack, s.scenario, s.subject, s.repeat FROM played CROSS JOIN samples s "
    "WHERE s.run = ?1 AND s.pack = played.pack AND s.scenario = ?2 AND s.subject = ?3 "
    "AND s.repeat = CAST(?4 AS INTEGER) AND CAST(s.repeat AS TEXT) = ?4 ORDER BY s.pack";

SampleRecord sample_from(const Statement& row) {
  return {.run = {row.text(0)},
          .key = key_from(row, 1),
          .pack_digest = row.text(5),
          .release = row.text(6),
          .outcome = parse_outcome(row.text(7)).value_or(Outcome::Failed),
          .why = row.text(8),
          .transcript = row.text(9),
          .cost_usd = row.optional_real(10)};
}

CallRecord call_from(const Statement& row) {
  return {.run = {row.text(0)},
          .key = key_from(row, 1),
          .pair = row.text(30),
          .purpose = row.text(5),
          .model = {row.text(6)},
          .position = static_cast<int>(row.integer(7)),
          .asked = static_cast<int>(row.integer(8)),
          .attempt = static_cast<int>(row.integer(9)),
          .request = row.text(28),
          .request_digest = row.text(10),
          .outcome = parse_outcome(row.text(11)).value_or(Outcome::Failed),
          .trouble = row.text(12),
          .why = row.text(13),
          .status = static_cast<int>(row.integer(14)),
          .text = row.text(15),
          .reasoning = row.text(16),
          .finish_reason = row.text(17),
          .served_id = row.text(18),
          .fingerprint = row.text(19),
          .request_id = row.text(20),
          .dropped = row.text(21),
          .prompt_tokens = row.optional_integer(22),
          .completion_tokens = row.optional_integer(23),
          .reasoning_tokens = row.optional_integer(24),
          .cached_tokens = row.optional_integer(25),
          .cost_usd = row.optional_real(26),
          .latency = Millis(row.integer(27)),
          .ended = {row.integer(29)}};
}

constexpr std::string_view kSampleColumns =
    "SELECT s.run, s.pack, s.scenario, s.subject, s.repeat, s.pack_digest, r.release, s.outcome, "
    "s.why, "
    "CASE WHEN ?1 THEN s.transcript ELSE '' END, s.cost_usd FROM samples s JOIN runs r ON r.id = "
    "s.run ";
constexpr std::string_view kCallColumns =
    "SELECT c.run, c.pack, c.scenario, c.subject, c.repeat, c.purpose, c.model, c.position, "
    "c.asked, c.attempt, "
    "c.request_digest, c.outcome, c.trouble, c.why, c.status, c.text, c.reasoning, "
    "c.finish_reason, c.served_id, "
    "c.fingerprint, c.request_id, c.dropped, c.prompt_tokens, c.completion_tokens, "
    "c.reasoning_tokens, "
    "c.cached_tokens, c.cost_usd, c.latency_ms, "
    "CASE WHEN ?1 THEN (SELECT body FROM texts WHERE digest = c.request_digest) ELSE '' END, "
    "c.ended_ms, c.pair FROM calls c ";

}  // namespace

Result<Store> Store::open(const std::string& path) {
  Result<Database> db = Database::open(path);
  if (!db) return std::move(db).error();
  Result<Done> ready = migrate(*db);
  if (!ready) return std::move(ready).error().within(path);
  return Store(*std::move(db));
}

Result<Done> Store::save(const PackRecord& pack) {
  Json scenarios = Json::array();
  for (const ScenarioId& id : pack.scenarios) scenarios.push_back(id.text);
  Statement statement = db_.prepare("INSERT OR IGNORE INTO packs VALUES (?,?,?,?,?,?,?,?)");
  statement << pack.digest << pack.id.text << pack.version << pack.title
            << compact_json(Json(pack.scorers)) << compact_json(scenarios)
            << compact_json(Json(pack.notes)) << pack.body;
  return statement.done();
}

Result<Done> Store::save(const RunRecord& run) {
  Statement statement = db_.prepare("INSERT OR IGNORE INTO runs VALUES (?,?,?,?,?,?,?)");
  statement << run.id.text << run.started.millis << run.command << run.release
            << std::to_string(run.seed) << run.settings << run.provenance;
  return statement.done();
}

Result<Done> Store::save(const PlanRecord& plan) {
  Statement statement = db_.prepare(
      "INSERT INTO plans VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET scenarios = max(scenarios, "
      "excluded.scenarios), "
      "repeats = max(repeats, excluded.repeats)");
  statement << plan.run.text << plan.pack_digest << plan.subject.text << plan.scenarios
            << plan.repeats;
  return statement.done();
}

Result<Done> Store::save(const CallRecord& call) {
  Statement text = db_.prepare("INSERT OR IGNORE INTO texts VALUES (?,?)");
  text << call.request_digest << call.request;
  Result<Done> kept = text.done();
  if (!kept) return kept;
  Statement statement = db_.prepare(
      "INSERT INTO calls VALUES "
      "(NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  statement << call.run.text;
  bind(statement, call.key) << call.purpose << call.model.text << call.position << call.asked
                            << call.attempt << call.request_digest << to_text(call.outcome)
                            << call.trouble << call.why << call.status << call.text
                            << call.reasoning << call.finish_reason << call.served_id
                            << call.fingerprint << call.request_id << call.dropped
                            << call.prompt_tokens << call.completion_tokens << call.reasoning_tokens
                            << call.cached_tokens << call.cost_usd << call.latency.count()
                            << call.ended.millis << call.pair;
  return statement.done();
}

Result<Done> Store::save(const SampleRecord& sample) {
  Statement statement = db_.prepare(
      "INSERT INTO samples VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET pack_digest = "
      "excluded.pack_digest, "
      "outcome = excluded.outcome, why = excluded.why, transcript = excluded.transcript, cost_usd "
      "= excluded.cost_usd "
      "WHERE samples.outcome = 'failed'");
  statement << sample.run.text;
  bind(statement, sample.key) << sample.pack_digest << to_text(sample.outcome) << sample.why
                              << sample.transcript << sample.cost_usd;
  return statement.done();
}

Result<std::vector<RunRecord>> Store::runs() {
  return all_rows<RunRecord>(db_.prepare("SELECT * FROM runs ORDER BY started_ms, id"),
                             [](const Statement& row) {
                               return RunRecord{.id = {row.text(0)},
                                                .started = {row.integer(1)},
                                                .command = row.text(2),
                                                .release = row.text(3),
                                                .seed = seed_from(row.text(4)),
                                                .settings = row.text(5),
                                                .provenance = row.text(6)};
                             });
}

Result<std::vector<PackRecord>> Store::packs() {
  return all_rows<PackRecord>(db_.prepare("SELECT * FROM packs ORDER BY id, version, digest"),
                              pack_from);
}

Result<std::optional<PackRecord>> Store::pack(const std::string& digest) {
  Statement statement = db_.prepare("SELECT * FROM packs WHERE digest = ?");
  statement << digest;
  std::optional<PackRecord> pack;
  if (statement.row()) pack = pack_from(statement);
  Result<Done> done = statement.done();
  if (!done) return std::move(done).error();
  return pack;
}

Result<std::vector<PlanRecord>> Store::plans() {
  return all_rows<PlanRecord>(db_.prepare("SELECT * FROM plans ORDER BY run, pack_digest, subject"),
                              [](const Statement& row) {
                                return PlanRecord{.run = {row.text(0)},
                                                  .pack_digest = row.text(1),
                                                  .subject = {row.text(2)},
                                                  .scenarios = row.integer(3),
                                                  .repeats = row.integer(4)};
                              });
}

Result<std::vector<SampleRecord>> Store::samples_of_pack(const std::string& pack_digest) {
  Statement statement = db_.prepare(std::string(kSampleColumns) +
                                    "WHERE s.pack_digest = ?2 AND r.command <> ?3 "
                                    "ORDER BY s.subject, s.scenario, s.repeat, s.run");
  statement << 0 << pack_digest << kWatchCommand;
  return all_rows<SampleRecord>(std::move(statement), sample_from);
}

Result<std::optional<SampleRecord>> Store::sample(const RunId& run, const SampleKey& key) {
  Statement statement = db_.prepare(
      std::string(kSampleColumns) +
      "WHERE s.run = ?2 AND s.pack = ?3 AND s.scenario = ?4 AND s.subject = ?5 AND s.repeat = ?6");
  statement << 1 << run.text;
  bind(statement, key);
  std::optional<SampleRecord> sample;
  if (statement.row()) sample = sample_from(statement);
  Result<Done> done = statement.done();
  if (!done) return std::move(done).error();
  return sample;
}

Result<std::vector<SampleKey>> Store::samples_named(const RunId& run, const std::string& name) {
  const auto hash = name.rfind('#');
  std::vector<SampleKey> found;
  if (hash == std::string::npos) return found;
  // Ids may have an '@' of their own: each is tried as the one between scenario and subject.
  for (auto at = name.find('@'); at < hash; at = name.find('@', at + 1)) {
    Statement statement = db_.prepare(kSamplesNamed);
    statement << run.text << name.substr(0, at) << name.substr(at + 1, hash - at - 1)
              << name.substr(hash + 1);
    auto keys = all_rows<SampleKey>(std::move(statement),
                                    [](const Statement& row) { return key_from(row, 0); });
    if (!keys) return keys;
    found.insert(found.end(), keys->begin(), keys->end());
  }
  return found;
}

Result<std::vector<SampleRecord>> Store::samples_of_run(const RunId& run, bool with_transcripts) {
  Statement statement =
      db_.prepare(std::string(kSampleColumns) +
                  "WHERE s.run = ?2 ORDER BY s.pack, s.subject, s.scenario, s.repeat");
  statement << (with_transcripts ? 1 : 0) << run.text;
  return all_rows<SampleRecord>(std::move(statement), sample_from);
}

Result<std::vector<CallRecord>> Store::calls_of_run(const RunId& run) {
  Statement statement = db_.prepare(std::string(kCallColumns) + "WHERE c.run = ?2 ORDER BY c.id");
  statement << 1 << run.text;
  return all_rows<CallRecord>(std::move(statement), call_from);
}

Result<std::vector<CallRecord>> Store::calls_of_sample(const RunId& run, const SampleKey& key) {
  Statement statement = db_.prepare(std::string(kCallColumns) +
                                    "WHERE c.run = ?2 AND c.pack = ?3 AND c.scenario = ?4 AND "
                                    "c.subject = ?5 AND c.repeat = ?6 ORDER BY c.id");
  statement << 1 << run.text;
  bind(statement, key);
  return all_rows<CallRecord>(std::move(statement), call_from);
}

Result<Done> Store::each_answered_call(const RunId& run,
                                       const std::function<void(CallRecord)>& visit) {
  Statement statement = db_.prepare(std::string(kCallColumns) +
                                    "WHERE c.run = ?2 AND c.outcome <> 'failed' ORDER BY c.id");
  statement << 0 << run.text;
  while (statement.row()) visit(call_from(statement));
  return statement.done();
}

Result<Done> Store::each_answered_call(const RunId& run, const SampleKey& key, std::int64_t last,
                                       const std::function<void(CallRecord)>& visit) {
  Statement statement =
      db_.prepare(std::string(kCallColumns) +
                  "WHERE c.run = ?2 AND c.pack = ?3 AND c.scenario = ?4 AND c.subject = ?5 AND "
                  "c.repeat = ?6 AND c.id <= ?7 AND c.outcome <> 'failed' ORDER BY c.id");
  statement << 0 << run.text;
  bind(statement, key) << last;
  while (statement.row()) visit(call_from(statement));
  return statement.done();
}

Result<std::int64_t> Store::last_call(const RunId& run) {
  Statement statement = db_.prepare("SELECT max(id) FROM calls WHERE run = ?1");
  statement << run.text;
  const std::int64_t last = statement.row() ? statement.optional_integer(0).value_or(0) : 0;
  Result<Done> done = statement.done();
  if (!done) return std::move(done).error();
  return last;
}

Result<Done> Store::each_kept(const RunId& run,
                              const std::function<void(SampleKey, Outcome)>& visit) {
  // Keys alone are read from their index, and what is not ok from another: rows are far apart.
  Statement statement = db_.prepare(
      "SELECT pack, scenario, subject, repeat, 'ok' FROM samples WHERE run = ?1 AND rowid NOT IN "
      "(SELECT rowid FROM samples WHERE run = ?1 AND outcome <> 'ok') "
      "UNION ALL SELECT pack, scenario, subject, repeat, outcome FROM samples WHERE run = ?1 "
      "AND outcome <> 'ok' AND outcome <> 'failed'");
  statement << run.text;
  while (statement.row()) {
    visit(key_from(statement, 0), parse_outcome(statement.text(4)).value_or(Outcome::Failed));
  }
  return statement.done();
}

Result<double> Store::spent(const RunId& run) {
  return total(db_.prepare("SELECT total(cost_usd) FROM calls WHERE run = ?1"), run);
}

Result<Claim> Store::claim(const RunId& run) const {
  const std::string file = db_.file();
  return file.empty() ? Claim() : Claim::take(file, run);
}

Result<Done> Store::set_aside(const RunId& run, double usd) {
  Statement statement = db_.prepare(
      "INSERT INTO set_aside VALUES (?1, ?2) ON CONFLICT DO UPDATE SET usd = excluded.usd");
  statement << run.text << std::optional(usd);
  return statement.done();
}

Result<double> Store::set_aside(const RunId& run) {
  return total(db_.prepare("SELECT total(usd) FROM set_aside WHERE run = ?1"), run);
}

}  // namespace attune
