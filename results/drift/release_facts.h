#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "scenarios/base/ids.h"
#include "scenarios/base/time.h"
#include "scenarios/model/outcome.h"

namespace attune {

// What an endpoint called itself in its answers; empty where it said nothing. Several, where it
// changed its name in between.
struct ServedAs {
  std::set<std::string> ids;           // served model ids
  std::set<std::string> fingerprints;  // "fp_44709d6fcb"
  bool operator==(const ServedAs&) const = default;
};

// A frozen reply as the judge marked it at the time of one release. Anchors of two releases are the
// same reply where they are of one name; several marks of one name are averaged.
struct AnchorMark {
  std::string name;  // whatever names the stored reply: run, scenario, subject, repeat
  ScenarioId scenario;
  double points = 0;  // 100 at best
};

// How one sample went, beside its points.
struct Vital {
  ScenarioId scenario;
  Outcome outcome = Outcome::Ok;
  std::optional<double> length;    // characters of its replies together
  std::optional<Millis> latency;   // of its calls that were answered, together
  std::optional<double> cost_usd;  // of the subject's own calls
};

// One subject on one pack under one release label; or, for a watch, on one panel at one look.
// Verdicts are those of one scorer and one judge.
struct ReleaseFacts {
  std::string label;  // the release; may be empty
  UtcTime when;       // its first run's start
  std::vector<RunId> runs;
  std::string judge;  // "openai/gpt-4"; empty for rules
  ServedAs subject_as;
  ServedAs judge_as;
  std::map<ScenarioId, std::vector<double>> points;  // a value for every repeat scored
  std::vector<AnchorMark> anchors;                   // none for rules
  std::vector<Vital> vitals;                         // one for every sample, scored or not
};

}  // namespace attune
