#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "results/facts/comparison.h"
#include "results/facts/records.h"
#include "results/stats/estimate.h"
#include "scorers/pair_registry.h"

namespace attune {

// What stored comparisons and verdicts say of a judge, without another call: whom it favours beside
// the better one (specs/emonet-arena-psychometrics-statistics §B.5, §D.2), how far it agrees with
// itself, with other judges and with people, how strictly it marks.

// The ends of a scorer's marks.
struct MarkScale {
  double least = 0;
  double most = 100;
  bool operator==(const MarkScale&) const = default;
};

// Ownership: whatever is spanned outlives the struct.
struct JudgeAuditFacts {
  SubjectId judge;
  PackId pack;
  std::string pack_digest;
  // Of the judge's comparisons that are audited; empty: none are.
  std::string scorer;
  std::span<const Comparison> comparisons;  // of this pack, everybody's, people's votes included
  // By scorer of pairs. Comparisons of other scorers are left out, and counted in a note.
  std::map<std::string, PairRule> rules;
  std::span<const VerdictRecord> verdicts;  // of this pack, everybody's
  std::map<std::string, MarkScale> scales;  // by point scorer, of the marks beside its points
};

// A figure, or why there is none.
struct AuditFigure {
  std::string name;   // "position.first_bias": for machines
  std::string title;  // for people
  std::string unit;   // of the estimate: "%", "points", "log-odds"; empty for a coefficient
  std::optional<Estimate> estimate;
  std::string why;  // one sentence where there is no estimate
  bool operator==(const AuditFigure&) const = default;
};

struct AuditPart {
  std::string title;
  std::vector<AuditFigure> figures;
  bool operator==(const AuditPart&) const = default;
};

// Whether a judge leans some way.
enum class Bias { Found, NotFound, Unknown };

constexpr std::string_view to_text(Bias bias) {
  switch (bias) {
    case Bias::Found:
      return "found";
    case Bias::NotFound:
      return "not found";
    case Bias::Unknown:
      return "unknown";
  }
  return {};
}

// The answer to one of the three questions asked of every judge: does position, length or its own
// family move it? The three are corrected for together (Holm 1979): of a judge without any of them,
// about 5 % (1 - level) of audits or fewer find one or more. Intervals beside figures are plain 95
// %.
struct AuditFlag {
  std::string name;  // "position", "length", "self-preference"
  Bias bias = Bias::Unknown;
  std::optional<double> p;  // adjusted; absent where unknown
  std::string sentence;
  bool operator==(const AuditFlag&) const = default;
};

struct JudgeAudit {
  SubjectId judge;
  std::string family;  // of the judge
  PackId pack;
  std::string pack_digest;
  std::string scorer;
  std::size_t comparisons = 0;  // of the judge, with this scorer
  std::size_t pairs = 0;        // put together of them
  std::size_t unscored = 0;     // comparisons without a finding
  std::size_t lone = 0;         // comparisons whose other order has none
  std::size_t other_judges = 0;
  std::size_t votes = 0;     // people's
  std::size_t marked = 0;    // the judge's verdicts with marks
  std::size_t unmarked = 0;  // … without
  std::vector<AuditFlag> flags;
  std::vector<AuditPart> parts;
  std::vector<std::string> notes;
  Bootstrap bootstrap;
};

// Every interval is clustered by scenario: rates are drawn, effects have cluster-robust errors. A
// comparison counts by who won it, a tie as half, so that judges with different scales compare.
// Takes the judge's facts in any order: equal facts give equal bytes.
JudgeAudit make_judge_audit(const JudgeAuditFacts& facts, const Bootstrap& bootstrap = {});

// The figure of this name, or nothing.
const AuditFigure* find_figure(const JudgeAudit& audit, std::string_view name);

}  // namespace attune
