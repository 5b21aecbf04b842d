#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "scenarios/base/ids.h"
#include "scenarios/base/time.h"
#include "scorers/verdict.h"

namespace attune {

// What one criterion says of two samples: above 0 where the first shown is better.
struct Margin {
  std::string criterion;
  double value = 0;
  bool operator==(const Margin&) const = default;
};

// A finding on two samples. Criteria that could not be read are not in it; without any, and where
// the values cancel out, neither is better.
struct Margins {
  std::vector<Margin> margins;
  bool operator==(const Margins&) const = default;
};

// A judge's finding on two samples of one scenario, with the order in which they were shown.
struct Comparison {
  RunId run;
  PackId pack;
  std::string pack_digest;
  ScenarioId scenario;
  int repeat = 1;  // of both samples
  SubjectId first;
  SubjectId second;
  // The pair is asked for twice, in both orders; this is the second of the two orders, in which
  // whoever the comparison was made for is shown second.
  bool turned = false;
  std::string scorer;  // "eqbench3-pair@1": prompt and reading
  std::string judge;   // provider/model; empty where the source does not say
  int asked = 1;       // which asking of this pair in this order, from 1
  std::string raw;     // what the judge answered, word for word; empty where nothing was kept
  std::variant<Margins, Unscored> finding;
  std::string rationale;
  std::string source;  // "import", "judge" or "vote"
  // Mean length of the replies that were compared, in characters.
  std::optional<double> first_length;
  std::optional<double> second_length;
  UtcTime when;  // of the answer, or of the file that it came with
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
