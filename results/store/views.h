#pragma once

namespace attune {

// Views for people who read the database with plain SQL (results/README.md names every column).
// They hold nothing; a migration that rebuilds a table they read drops them first and makes them
// again. What is not known is NULL, whatever stands in its place in the tables.
inline constexpr const char* kViews = R"sql(
DROP VIEW IF EXISTS scores;
CREATE VIEW scores AS               -- a verdict
SELECT v.run, strftime('%Y-%m-%dT%H:%M:%SZ', r.started_ms / 1000, 'unixepoch') AS started,
  r.release, v.subject, v.pack, p.version AS pack_version, v.pack_digest, v.scenario, v.repeat,
  v.scorer, nullif(v.judge, '') AS judge, v.points,
  CASE WHEN v.points IS NULL THEN v.unscored END AS unscored, s.outcome,
  nullif(v.rationale, '') AS rationale, v.cost_usd
FROM verdicts v JOIN runs r ON r.id = v.run JOIN packs p ON p.digest = v.pack_digest
LEFT JOIN samples s ON s.run = v.run AND s.pack = v.pack AND s.subject = v.subject
  AND s.scenario = v.scenario AND s.repeat = v.repeat;
DROP VIEW IF EXISTS marks;
CREATE VIEW marks AS                -- one named figure of a verdict
SELECT v.run, strftime('%Y-%m-%dT%H:%M:%SZ', r.started_ms / 1000, 'unixepoch') AS started,
  r.release, v.subject, v.pack, p.version AS pack_version, v.pack_digest, v.scenario, v.repeat,
  v.scorer, nullif(v.judge, '') AS judge, m.key AS mark, m.value AS value
FROM verdicts v JOIN runs r ON r.id = v.run JOIN packs p ON p.digest = v.pack_digest,
  json_each(v.marks) m;
DROP VIEW IF EXISTS turns;
CREATE VIEW turns AS                -- one exchange of a sample
SELECT s.run, strftime('%Y-%m-%dT%H:%M:%SZ', r.started_ms / 1000, 'unixepoch') AS started,
  r.release, s.subject, s.pack, p.version AS pack_version, s.pack_digest, s.scenario, s.repeat,
  t.key + 1 AS turn, json_extract(t.value, '$.cue') AS cue, json_extract(t.value, '$.reply') AS reply,
  nullif(json_extract(t.value, '$.reasoning'), '') AS reasoning,
  json_extract(t.value, '$.aside') AS aside
FROM samples s JOIN runs r ON r.id = s.run JOIN packs p ON p.digest = s.pack_digest,
  json_each(s.transcript) t;
DROP VIEW IF EXISTS outcomes;
CREATE VIEW outcomes AS             -- how the samples of a run x pack x subject ended
SELECT l.run, strftime('%Y-%m-%dT%H:%M:%SZ', r.started_ms / 1000, 'unixepoch') AS started,
  r.release, l.subject, p.id AS pack, p.version AS pack_version, l.pack_digest,
  max(l.scenarios * l.repeats, count(s.outcome)) AS planned,
  count(s.outcome) AS played,
  max(l.scenarios * l.repeats, count(s.outcome)) - count(s.outcome) AS unplayed,
  count(*) FILTER (WHERE s.outcome = 'ok') AS ok,
  count(*) FILTER (WHERE s.outcome = 'refused') AS refused,
  count(*) FILTER (WHERE s.outcome = 'filtered') AS filtered,
  count(*) FILTER (WHERE s.outcome = 'truncated') AS truncated,
  count(*) FILTER (WHERE s.outcome = 'empty') AS "empty",
  count(*) FILTER (WHERE s.outcome = 'over-context') AS over_context,
  count(*) FILTER (WHERE s.outcome = 'failed') AS failed
FROM plans l JOIN runs r ON r.id = l.run JOIN packs p ON p.digest = l.pack_digest
LEFT JOIN samples s ON s.run = l.run AND s.pack = p.id AND s.subject = l.subject
  AND s.pack_digest = l.pack_digest
GROUP BY l.run, l.pack_digest, l.subject;
DROP VIEW IF EXISTS costs;
CREATE VIEW costs AS                -- what a run asked of one model for one purpose
SELECT c.run, strftime('%Y-%m-%dT%H:%M:%SZ', r.started_ms / 1000, 'unixepoch') AS started,
  r.release, c.purpose, c.model, count(*) AS calls,
  count(*) FILTER (WHERE c.outcome <> 'failed') AS answered,
  sum(c.prompt_tokens) AS prompt_tokens, sum(c.completion_tokens) AS completion_tokens,
  sum(c.reasoning_tokens) AS reasoning_tokens, sum(c.cached_tokens) AS cached_tokens,
  sum(c.cost_usd) AS cost_usd,
  count(*) FILTER (WHERE c.outcome <> 'failed' AND c.cost_usd IS NULL) AS unpriced,
  avg(c.latency_ms) FILTER (WHERE c.outcome <> 'failed') AS latency_mean_ms,
  max(c.latency_ms) FILTER (WHERE c.outcome <> 'failed') AS latency_max_ms
FROM calls c JOIN runs r ON r.id = c.run
GROUP BY c.run, c.purpose, c.model;
)sql";

}  // namespace attune
