#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/base/ids.h"
#include "scenarios/base/time.h"
#include "scenarios/model/outcome.h"
#include "scorers/verdict.h"

namespace attune {

// What the store keeps, as structs. Facts only: whatever can be computed is not here.

// A pack as it was when a run used it.
struct PackRecord {
  std::string digest;
  PackId id;
  std::string version;
  std::string title;
  std::vector<std::string> scorers;   // names, the default one first
  std::vector<ScenarioId> scenarios;  // in order
  std::vector<std::string> notes;     // said under every board of this pack: baselines, repairs
  std::string body;                   // the whole pack as JSON (scenarios/load/pack_json)
};

// One execution. Its id is a digest of everything that decides its results.
struct RunRecord {
  RunId id;
  UtcTime started;
  std::string command;  // "run", "import eqbench-v2"
  std::string release;  // the user's label, or empty
  std::uint64_t seed = 0;
  std::string settings;    // JSON: what decides the results, keys and addresses left out
  std::string provenance;  // JSON: versions of attune, compiler and libraries
};

// The command of a look: a small panel, played by `attune watch` again and again. Looks are no
// releases of their subject and stand on no board.
inline constexpr std::string_view kWatchCommand = "watch";

// One finished sample. A sample that was not finished has no record.
struct SampleRecord {
  RunId run;
  SampleKey key;
  std::string pack_digest;
  std::string release;  // of its run
  Outcome outcome = Outcome::Ok;
  std::string why;
  std::string transcript;          // JSON: [{"cue", "reply", "reasoning"}]
  std::optional<double> cost_usd;  // absent where a price or a usage is unknown
};

// One attempt of one call that has ended, whatever came of it.
struct CallRecord {
  RunId run;
  SampleKey key;
  // Of a call on two samples, of which `key` names the first of the two as they were paired: the
  // runs of both and the second's subject, "run run provider/model". Of a call on an anchor: the
  // run of the stored sample. Empty otherwise.
  std::string pair = {};
  std::string purpose;  // "play" or the scorer's id
  SubjectId model;      // who was asked: the subject or a judge
  int position = 0;     // turn or question, from 0
  int asked = 1;        // which asking of that turn or question, from 1
  int attempt = 1;      // which attempt of that asking, from 1
  std::string request;  // JSON: messages and parameters, free of keys
  std::string request_digest;
  Outcome outcome = Outcome::Ok;
  std::string trouble;  // where no reply was had: "rate-limit", …
  std::string why;
  int status = 0;  // HTTP
  std::string text;
  std::string reasoning;
  std::string finish_reason;
  std::string served_id;
  std::string fingerprint;
  std::string request_id;
  std::string dropped;  // parameters left out because the endpoint refused them
  std::optional<std::int64_t> prompt_tokens, completion_tokens, reasoning_tokens, cached_tokens;
  std::optional<double> cost_usd;
  Millis latency{0};
  UtcTime ended;
};

// One answer as it came over the wire: what a cassette is made of.
struct ExchangeRecord {
  std::string request_digest;  // as in CallRecord
  std::string asking;          // which of equal requests: of which run, sample, turn and asking
  int status = 0;              // HTTP
  std::vector<std::pair<std::string, std::string>> headers;  // those that are read
  std::string body;                                          // bytes, free of keys
  Millis latency{0};
  bool operator==(const ExchangeRecord&) const = default;
};

// One verdict on one sample.
struct VerdictRecord {
  RunId run;
  SampleKey key;
  std::string pack_digest;
  std::string release;  // of the sample's run
  std::string judge;    // "stub/judge"; empty for rules
  Verdict verdict;
  std::optional<double> cost_usd;  // of the judge's calls for it
};

// A stored sample of a frozen set: every later judged run has its own judge mark it again, so that
// what the judge changed can be told from what the subject did.
struct AnchorRecord {
  std::string pack_digest;
  RunId run;  // of the sample
  SampleKey key;
  UtcTime frozen;
  bool operator==(const AnchorRecord&) const = default;
};

// What a later run's judge said of an anchor.
struct AnchorVerdictRecord {
  RunId run;              // that had it marked
  VerdictRecord verdict;  // of the anchor: run and key are the stored sample's
};

}  // namespace attune
