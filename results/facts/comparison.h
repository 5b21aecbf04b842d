#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "scenarios/base/ids.h"
#include "scenarios/base/time.h"
#include "scenarios/model/reply_style.h"
#include "scorers/pair_verdict.h"

namespace attune {

// A judge's finding on two samples of one scenario, with the order in which they were shown.
struct Comparison {
  RunId run;
  PackId pack;
  std::string pack_digest;
  ScenarioId scenario;
  int repeat = 1;  // of both samples
  SubjectId first;
  SubjectId second;
  // The runs whose samples were compared; empty: they came with this comparison.
  RunId first_run;
  RunId second_run;
  std::string first_release;  // of those runs
  std::string second_release;
  // The pair is asked for twice, in both orders; this is the second of the two orders, in which
  // whoever the comparison was made for is shown second.
  bool turned = false;
  std::string scorer;  // "eqbench3-pair@1": prompt and reading
  std::string judge;   // provider/model; empty where the source does not say
  int asked = 1;       // which asking of this pair in this order, from 1
  std::string raw;     // what the judge answered, word for word; empty where nothing was kept
  std::variant<Margins, Unscored> finding;
  std::string rationale;
  // "judge", "vote", "import", or "probe": made to examine a judge, of no weight in any rating.
  std::string source;
  // Mean length of the replies that were compared, in characters.
  std::optional<double> first_length;
  std::optional<double> second_length;
  std::optional<ReplyStyle> first_style;
  std::optional<ReplyStyle> second_style;
  std::string session;             // in which a person gave it, or empty
  std::optional<double> chance;    // with which this pair was chosen; absent: not by attune
  std::optional<double> cost_usd;  // of the judge's calls for it
  UtcTime when;                    // of the answer, or of the file that it came with
  bool operator==(const Comparison&) const = default;
};

// A figure that others have published on a subject: shown beside measured ones, never mixed with
// them.
struct CitedRecord {
  std::string pack_digest;
  SubjectId subject;
  std::string figure;  // "elo_norm"
  double value = 0;
  std::optional<double> low, high;  // of its interval, where there is one
  std::string source;
  std::string date;  // as the source gives it
  std::string note;  // what to keep in mind when comparing, or empty
  bool operator==(const CitedRecord&) const = default;
};

}  // namespace attune
