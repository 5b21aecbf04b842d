#include "results/store/schema.h"

#include <array>

#include <fmt/format.h>

#include "results/store/views.h"

namespace attune {
namespace {

// Facts only, append-only, enumerators as text. Keys are the glossary's: a sample is
// run × pack × scenario × subject × repeat. An unsigned 64-bit seed is text: SQLite has no such
// integer.
constexpr std::array<const char*, kSchemaVersion> kMigrations = {
    R"sql(
CREATE TABLE packs (
  digest    TEXT PRIMARY KEY,
  id        TEXT NOT NULL,
  version   TEXT NOT NULL,
  title     TEXT NOT NULL,
  scorers   TEXT NOT NULL,   -- JSON list of names
  scenarios TEXT NOT NULL,   -- JSON list of ids
  notes     TEXT NOT NULL,   -- JSON list
  body      TEXT NOT NULL    -- JSON, attune.pack/1
) STRICT;
CREATE TABLE runs (
  id         TEXT PRIMARY KEY,
  started_ms INTEGER NOT NULL,
  command    TEXT NOT NULL,
  release    TEXT NOT NULL,
  seed       TEXT NOT NULL,
  settings   TEXT NOT NULL,  -- JSON
  provenance TEXT NOT NULL   -- JSON
) STRICT;
CREATE TABLE plans (         -- what a run intends: repeats of the first scenarios of a pack
  run         TEXT NOT NULL REFERENCES runs(id),
  pack_digest TEXT NOT NULL REFERENCES packs(digest),
  subject     TEXT NOT NULL,
  scenarios   INTEGER NOT NULL,
  repeats     INTEGER NOT NULL,
  PRIMARY KEY (run, pack_digest, subject)
) STRICT, WITHOUT ROWID;
CREATE TABLE texts (         -- what was sent, once however often
  digest TEXT PRIMARY KEY,
  body   TEXT NOT NULL
) STRICT;
CREATE TABLE calls (
  id                INTEGER PRIMARY KEY,
  run               TEXT NOT NULL REFERENCES runs(id),
  pack              TEXT NOT NULL,
  scenario          TEXT NOT NULL,
  subject           TEXT NOT NULL,
  repeat            INTEGER NOT NULL,
  purpose           TEXT NOT NULL,
  model             TEXT NOT NULL,
  position          INTEGER NOT NULL,
  asked             INTEGER NOT NULL,
  attempt           INTEGER NOT NULL,
  request_digest    TEXT NOT NULL REFERENCES texts(digest),
  outcome           TEXT NOT NULL,
  trouble           TEXT NOT NULL,
  why               TEXT NOT NULL,
  status            INTEGER NOT NULL,
  text              TEXT NOT NULL,
  reasoning         TEXT NOT NULL,
  finish_reason     TEXT NOT NULL,
  served_id         TEXT NOT NULL,
  fingerprint       TEXT NOT NULL,
  request_id        TEXT NOT NULL,
  dropped           TEXT NOT NULL,
  prompt_tokens     INTEGER,
  completion_tokens INTEGER,
  reasoning_tokens  INTEGER,
  cached_tokens     INTEGER,
  cost_usd          REAL,
  latency_ms        INTEGER NOT NULL,
  ended_ms          INTEGER NOT NULL
) STRICT;
CREATE INDEX calls_of_sample ON calls (run, pack, subject, scenario, repeat);
CREATE TABLE samples (
  run         TEXT NOT NULL REFERENCES runs(id),
  pack        TEXT NOT NULL,
  scenario    TEXT NOT NULL,
  subject     TEXT NOT NULL,
  repeat      INTEGER NOT NULL,
  pack_digest TEXT NOT NULL REFERENCES packs(digest),
  outcome     TEXT NOT NULL,
  why         TEXT NOT NULL,
  transcript  TEXT NOT NULL,  -- JSON
  cost_usd    REAL,
  PRIMARY KEY (run, pack, subject, scenario, repeat)
) STRICT;
CREATE INDEX samples_of_pack ON samples (pack_digest);
CREATE TABLE verdicts (
  run         TEXT NOT NULL REFERENCES runs(id),
  pack        TEXT NOT NULL,
  scenario    TEXT NOT NULL,
  subject     TEXT NOT NULL,
  repeat      INTEGER NOT NULL,
  pack_digest TEXT NOT NULL REFERENCES packs(digest),
  scorer      TEXT NOT NULL,
  judge       TEXT NOT NULL,  -- empty for rules
  points      REAL,           -- NULL: unscored
  marks       TEXT NOT NULL,  -- JSON object
  unscored    TEXT NOT NULL,
  rationale   TEXT NOT NULL,
  cost_usd    REAL,
  PRIMARY KEY (run, pack, subject, scenario, repeat, scorer, judge)
) STRICT;
CREATE INDEX verdicts_of_pack ON verdicts (pack_digest, scorer, judge);
)sql",
    R"sql(
CREATE TABLE comparisons (
  id            INTEGER PRIMARY KEY,  -- in the order in which they came
  run           TEXT NOT NULL REFERENCES runs(id),
  pack          TEXT NOT NULL,
  pack_digest   TEXT NOT NULL REFERENCES packs(digest),
  scenario      TEXT NOT NULL,
  repeat        INTEGER NOT NULL,
  first         TEXT NOT NULL,        -- subjects in the order shown: both orders have a row
  second        TEXT NOT NULL,
  turned        INTEGER NOT NULL,     -- 1: the second of the two orders
  scorer        TEXT NOT NULL,
  judge         TEXT NOT NULL,        -- empty where the source does not say
  asked         INTEGER NOT NULL,
  raw           TEXT NOT NULL,        -- the answer, word for word
  margins       TEXT,                 -- JSON list of [criterion, first minus second]; NULL: unscored
  unscored      TEXT NOT NULL,
  rationale     TEXT NOT NULL,
  source        TEXT NOT NULL,
  first_length  REAL,
  second_length REAL,
  when_ms       INTEGER NOT NULL,
  UNIQUE (run, pack_digest, scenario, repeat, first, second, scorer, judge, asked)
) STRICT;
CREATE INDEX comparisons_of_pack ON comparisons (pack_digest);
CREATE TABLE cited (                  -- what others have published
  pack_digest TEXT NOT NULL REFERENCES packs(digest),
  subject     TEXT NOT NULL,
  figure      TEXT NOT NULL,
  value       REAL NOT NULL,
  low         REAL,
  high        REAL,
  source      TEXT NOT NULL,
  date        TEXT NOT NULL,
  note        TEXT NOT NULL,
  PRIMARY KEY (pack_digest, subject, figure, source, date)
) STRICT, WITHOUT ROWID;
)sql",
    R"sql(
CREATE TABLE passports (              -- what an endpoint did when it was examined
  id          INTEGER PRIMARY KEY,    -- in the order in which they came
  subject     TEXT NOT NULL,
  address     TEXT NOT NULL,
  wire        TEXT NOT NULL,
  served_id   TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  made_ms     INTEGER NOT NULL,
  version     TEXT NOT NULL,          -- of attune
  findings    TEXT NOT NULL           -- JSON list
) STRICT;
CREATE INDEX passports_of_subject ON passports (subject);
)sql",
    R"sql(
CREATE TABLE comparisons_4 (
  id             INTEGER PRIMARY KEY,  -- in the order in which they came
  run            TEXT NOT NULL REFERENCES runs(id),
  pack           TEXT NOT NULL,
  pack_digest    TEXT NOT NULL REFERENCES packs(digest),
  scenario       TEXT NOT NULL,
  repeat         INTEGER NOT NULL,
  first          TEXT NOT NULL,        -- subjects in the order shown: both orders have a row
  second         TEXT NOT NULL,
  first_run      TEXT NOT NULL,        -- of the samples; empty: they came with the comparison
  second_run     TEXT NOT NULL,
  turned         INTEGER NOT NULL,     -- 1: the second of the two orders
  scorer         TEXT NOT NULL,
  judge          TEXT NOT NULL,        -- empty where the source does not say
  asked          INTEGER NOT NULL,
  raw            TEXT NOT NULL,        -- the answer, word for word
  margins        TEXT,                 -- JSON list of [criterion, first minus second]; NULL: unscored
  unscored       TEXT NOT NULL,
  rationale      TEXT NOT NULL,
  source         TEXT NOT NULL,        -- judge, vote or import
  first_length   REAL,
  second_length  REAL,
  first_style    TEXT,                 -- JSON list: headers, list items, bold
  second_style   TEXT,
  session        TEXT NOT NULL,
  chance         REAL,                 -- with which the pair was chosen
  cost_usd       REAL,
  when_ms        INTEGER NOT NULL,
  UNIQUE (run, pack_digest, scenario, repeat, first, second, first_run, second_run, scorer, judge,
          asked)
) STRICT;
INSERT INTO comparisons_4 SELECT id, run, pack, pack_digest, scenario, repeat, first, second, '', '',
  turned, scorer, judge, asked, raw, margins, unscored, rationale, source, first_length,
  second_length, NULL, NULL, '', NULL, NULL, when_ms FROM comparisons;
DROP TABLE comparisons;
ALTER TABLE comparisons_4 RENAME TO comparisons;
CREATE INDEX comparisons_of_pack ON comparisons (pack_digest);
ALTER TABLE calls ADD COLUMN pair TEXT NOT NULL DEFAULT '';  -- "run second run" of a duel's call
CREATE TABLE exchanges (                -- the cassette: answers as bytes, by what was asked
  id             INTEGER PRIMARY KEY,
  request_digest TEXT NOT NULL REFERENCES texts(digest),
  asking         TEXT NOT NULL,         -- which of equal requests
  status         INTEGER NOT NULL,      -- HTTP
  headers        TEXT NOT NULL,         -- JSON list of [name, value]: those that are read
  body           BLOB NOT NULL,
  latency_ms     INTEGER NOT NULL,
  UNIQUE (request_digest, asking)
) STRICT;
)sql",
    R"sql(
CREATE TABLE anchors (                  -- stored samples that every judged run has marked again
  pack_digest TEXT NOT NULL REFERENCES packs(digest),
  run         TEXT NOT NULL REFERENCES runs(id),
  pack        TEXT NOT NULL,
  scenario    TEXT NOT NULL,
  subject     TEXT NOT NULL,
  repeat      INTEGER NOT NULL,
  frozen_ms   INTEGER NOT NULL,
  PRIMARY KEY (pack_digest, run, scenario, subject, repeat)
) STRICT, WITHOUT ROWID;
CREATE TABLE anchor_verdicts (
  run         TEXT NOT NULL REFERENCES runs(id),  -- that had the anchor marked
  anchor_run  TEXT NOT NULL REFERENCES runs(id),  -- of the stored sample
  pack        TEXT NOT NULL,
  scenario    TEXT NOT NULL,
  subject     TEXT NOT NULL,
  repeat      INTEGER NOT NULL,
  pack_digest TEXT NOT NULL REFERENCES packs(digest),
  scorer      TEXT NOT NULL,
  judge       TEXT NOT NULL,
  points      REAL,           -- NULL: unscored
  marks       TEXT NOT NULL,  -- JSON object
  unscored    TEXT NOT NULL,
  rationale   TEXT NOT NULL,
  cost_usd    REAL,
  PRIMARY KEY (run, anchor_run, pack, subject, scenario, repeat, scorer, judge)
) STRICT;
)sql", kViews,
    R"sql(
CREATE TABLE set_aside (                -- what calls whose answer never came may have cost
  run TEXT PRIMARY KEY REFERENCES runs(id),
  usd REAL NOT NULL                     -- at most
) STRICT, WITHOUT ROWID;
)sql",
    R"sql(
-- What boards count and sum, to be read without the rows and their texts.
DROP INDEX calls_of_sample;
CREATE INDEX calls_of_sample ON calls (run, pack, subject, scenario, repeat, purpose, model, outcome,
  latency_ms, cost_usd);
DROP INDEX samples_of_pack;
CREATE INDEX samples_of_pack ON samples (pack_digest, subject, run, repeat, outcome, cost_usd);
DROP INDEX verdicts_of_pack;
CREATE INDEX verdicts_of_pack ON verdicts (pack_digest, scorer, judge, subject, run);
-- What going on with a run asks for beside its keys: the few that differ.
CREATE INDEX IF NOT EXISTS samples_not_ok ON samples (run) WHERE outcome <> 'ok';
CREATE INDEX IF NOT EXISTS verdicts_unscored ON verdicts (run) WHERE points IS NULL;
)sql"};

Result<int> version_of(Database& db) {
  Statement statement = db.prepare("PRAGMA user_version");
  const bool row = statement.row();
  const int version = row ? static_cast<int>(statement.integer(0)) : 0;
  Result<Done> done = statement.done();
  if (!done) return std::move(done).error();
  return version;
}

}  // namespace

Result<Done> migrate(Database& db) {
  Result<int> version = version_of(db);
  if (!version) return std::move(version).error();
  if (*version == kSchemaVersion) return Done{};
  if (*version > kSchemaVersion) {
    return fix_input(
        fmt::format("the database is of schema {}, made by a newer attune; this one reads up to {}",
                    *version, kSchemaVersion));
  }
  Transaction transaction(db);
  version = version_of(db);  // another process may have been faster
  if (!version) return std::move(version).error();
  for (int next = *version; next < kSchemaVersion; ++next) {
    Result<Done> step = db.run(kMigrations[static_cast<std::size_t>(next)]);
    if (!step) return step;
  }
  Result<Done> marked = db.run(fmt::format("PRAGMA user_version={}", kSchemaVersion));
  if (!marked) return marked;
  return transaction.commit();
}

}  // namespace attune
