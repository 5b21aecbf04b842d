#pragma once

#include <vector>

#include "results/differences/side_values.h"
#include "results/stats/estimate.h"

namespace attune {

// One scenario's values of both sides, repeat by repeat.
struct PairedScenario {
  ScenarioId scenario;
  Cluster first;        // by number of the playing
  Cluster second;       // beside `first`
  Cluster differences;  // first - second
};

// What both have a value for, in order of the scenarios' ids; scenarios without a pair are not in
// it.
std::vector<PairedScenario> paired(const PlayedValues& first, const PlayedValues& second);

// The pieces figures are made of.
std::vector<Cluster> difference_clusters(const std::vector<PairedScenario>& pairs);
std::vector<double> difference_means(const std::vector<PairedScenario>& pairs);
std::size_t pairs_in(const std::vector<PairedScenario>& pairs);
double mean_of(const Cluster& values);  // REQUIRES: not empty

}  // namespace attune
