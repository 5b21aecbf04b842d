#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "results/facts/board_verdicts.h"
#include "results/reports/grouping.h"
#include "results/stats/estimate.h"
#include "scorers/registry.h"

namespace attune {

// One playing of a pack: a repeat in a run.
using RunRepeat = std::pair<RunId, int>;

// A verdict as far as figures are made of it.
//
// Ownership: points into a record that outlives it.
struct MarkedSample {
  const RunId* run;
  const ScenarioId* scenario;
  int repeat;
  const std::variant<Marks, Unscored>* finding;
};

inline MarkedSample marked_sample(const VerdictRecord& record) {
  return {&record.run, &record.key.scenario, record.key.repeat, &record.verdict.finding};
}

// By run, scenario and repeat.
void sort_marked(std::vector<MarkedSample>& marked);

// The figures of one subject that enter its score, drawn from its verdicts.
struct Values {
  std::map<ScenarioId, Cluster> scenarios;  // in points; by scenario, in order of run and repeat
  std::vector<Iteration> iterations;        // FirstOrRevised only: the same, by run and repeat
  std::map<std::string, std::map<ScenarioId, Cluster>>
      criteria;                                 // the marks by name; not for FirstOrRevised
  std::vector<Scored> scored;                   // Whole only; repeats of later runs count on
  std::map<std::string, std::size_t> unscored;  // reason -> samples
};

// `played`: which iterations there were. A figure that is not finite is no figure
// and counts as unscored. Ownership: `scored` points into the verdicts. REQUIRES: records of one
// subject, release and scorer, in order of run, scenario and repeat.
Values values_of(const std::set<RunRepeat>& played, std::span<const MarkedSample> verdicts,
                 ScoreRule::Headline headline);

// The clusters alone, in order of scenario.
std::vector<Cluster> clusters_of(const std::map<ScenarioId, Cluster>& scenarios);

// Samples that have a part in the score.
std::size_t count_of(const Values& values);

// What `values` come to under that rule; absent where nothing was scored, Unscored where something
// was and its figure cannot be made of it (Whole only).
std::optional<std::variant<Estimate, Unscored>> score_of(const Values& values,
                                                         const ScoreRule& rule,
                                                         const Bootstrap& bootstrap);

// The same of those scenarios alone that `grouping` gives each value, by value; without those that
// have no figure. For FirstOrRevised the mean of the passes that were chosen over all scenarios.
std::map<std::string, Estimate> groups_of(const Values& values, const Grouping& grouping,
                                          const ScoreRule& rule, const Bootstrap& bootstrap);

}  // namespace attune
