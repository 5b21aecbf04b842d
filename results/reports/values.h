#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "results/facts/records.h"
#include "results/stats/estimate.h"
#include "scorers/registry.h"

namespace attune {

// The figures of one subject that enter its score, drawn from its verdicts.
struct Values {
  std::map<ScenarioId, Cluster> scenarios;  // in points; by scenario, in order of run and repeat
  std::vector<Iteration> iterations;        // FirstOrRevised only: the same, by run and repeat
  std::map<std::string, std::map<ScenarioId, Cluster>> criteria;  // Mean only: the marks by name
  std::map<std::string, std::size_t> unscored;                    // reason -> samples
};

// `samples` are asked only which iterations there were. A figure that is not finite is no figure
// and counts as unscored. REQUIRES: records of one subject, release and scorer, in order of run,
// scenario and repeat.
Values values_of(std::span<const SampleRecord* const> samples,
                 std::span<const VerdictRecord* const> verdicts, ScoreRule::Headline headline);

// The clusters alone, in order of scenario.
std::vector<Cluster> clusters_of(const std::map<ScenarioId, Cluster>& scenarios);

// What `values` come to under that headline.
std::optional<Estimate> score_of(const Values& values, ScoreRule::Headline headline,
                                 const Bootstrap& bootstrap);

}  // namespace attune
