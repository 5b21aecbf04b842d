#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "results/drift/release_facts.h"
#include "results/stats/estimate.h"
#include "scenarios/base/result.h"

namespace attune {

// Whose the change of a score is.
enum class Cause {
  None,     // neither part lies off 0: nothing beyond chance is shown
  Model,    // the model's part alone lies off 0
  Judge,    // the judge's part alone
  Both,     // each of them
  Unknown,  // cannot be told; Change::why says why
};

// Figures of how a subject went, beside its score; as changes: later less earlier, over scenarios
// both have. Absent where nothing is known.
struct Vitals {
  std::optional<Estimate> refusals;  // % of samples refused or filtered (Wilson; Newcombe)
  std::optional<Estimate> length;    // characters of a sample's replies, mean
  std::optional<Estimate> latency;   // ms of a sample's calls, median over scenarios
  std::optional<Estimate> cost;      // USD of 1,000 samples, mean
  bool operator==(const Vitals&) const = default;
};

// What else is called otherwise than before.
struct IdChange {
  std::string what;  // "judge", "served id", "fingerprint", "judge's served id", …
  std::string before;
  std::string after;
  bool operator==(const IdChange&) const = default;
};

// What an unchanged subject marked by an unchanged judge would show: ± points around 0.
struct Noise {
  enum class From {
    Repeats,  // from how repeats of one scenario differ
    Spread,   // from how differences vary over scenarios: too much where scenarios really changed
  };

  double half_width = 0;  // points, at the level of the total
  From from = From::Spread;
  bool operator==(const Noise&) const = default;
};

// One release against an earlier one. total = model + judge, in points of the score.
struct Change {
  std::size_t from = 0, to = 0;    // indices of Drift::releases
  std::optional<Estimate> total;   // mean over common scenarios of later less earlier
  std::optional<Estimate> judge;   // mean over scenarios of what anchors got more; rules: exactly 0
  std::optional<Estimate> model;   // total - judge
  std::optional<Estimate> spread;  // of the anchors' marks, later / earlier: below 1 is compressed
  std::optional<Noise> noise;
  Cause cause = Cause::Unknown;
  std::string why;       // of Cause::Unknown
  std::string sentence;  // all of it in one sentence
  Vitals vitals;
  std::vector<IdChange> ids;
  std::vector<std::string> notes;  // what to keep in mind with it
  bool operator==(const Change&) const = default;
};

// A point of the time line.
struct ReleasePoint {
  std::string name;  // the label, or the date where there is none
  UtcTime when;
  std::vector<RunId> runs;
  std::string judge;  // empty for rules
  ServedAs subject_as;
  ServedAs judge_as;
  std::optional<Estimate> score;  // points
  Vitals vitals;
  std::size_t anchors = 0;  // frozen replies the judge marked at that time
  bool operator==(const ReleasePoint&) const = default;
};

// What was compared.
struct DriftSubject {
  PackId pack;
  std::string version;
  std::string digest;
  std::string title;
  std::string scorer;  // "rubric@1"
  SubjectId subject;
  bool operator==(const DriftSubject&) const = default;
};

// Change of one subject between its releases on one pack and scorer.
struct Drift {
  DriftSubject of;
  Bootstrap bootstrap;
  std::vector<ReleasePoint> releases;  // by time
  std::vector<Change> steps;           // each release against the one before
  std::optional<Change> whole;         // `to` against `from`; absent with one release
  std::vector<std::string> notes;
  bool operator==(const Drift&) const = default;
};

struct DriftWish {
  Bootstrap bootstrap = {};
  std::string from = {};  // label or name of a release; empty: the first
  std::string to = {};    // empty: the last
};

// A pure function of its arguments; the order of the releases does not matter. FixInput, with the
// nearest name, where `from` or `to` names no release or `to` is not after `from`.
// REQUIRES: at least one release, labels that differ.
Result<Drift> make_drift(DriftSubject of, std::vector<ReleaseFacts> releases,
                         const DriftWish& wish);

// Figures of the whole by name, for gates: "total", "total_lower", "total_upper", the same of model
// and judge, and of refusals (percentage points), length, latency and cost as changes. Always the
// same names in the same order; absent where unknown.
std::vector<std::pair<std::string, std::optional<double>>> drift_figures(const Drift& drift);

// "2026-06", or where there is no label the date.
std::string release_name(const ReleaseFacts& release);

std::string_view to_text(Cause cause);  // "none", "model", "judge", "both", "unknown"

}  // namespace attune
