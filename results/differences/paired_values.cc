#include "results/differences/paired_values.h"

#include <numeric>

namespace attune {

std::vector<PairedScenario> paired(const PlayedValues& first, const PlayedValues& second) {
  std::vector<PairedScenario> pairs;
  for (const auto& [playing, value] : first) {
    const auto other = second.find(playing);
    if (other == second.end()) continue;
    if (pairs.empty() || pairs.back().scenario != playing.first)
      pairs.push_back({.scenario = playing.first});
    pairs.back().first.push_back(value);
    pairs.back().second.push_back(other->second);
    pairs.back().differences.push_back(value - other->second);
  }
  return pairs;
}

std::vector<Cluster> difference_clusters(const std::vector<PairedScenario>& pairs) {
  std::vector<Cluster> clusters;
  clusters.reserve(pairs.size());
  for (const PairedScenario& pair : pairs) clusters.push_back(pair.differences);
  return clusters;
}

std::vector<double> difference_means(const std::vector<PairedScenario>& pairs) {
  std::vector<double> means;
  means.reserve(pairs.size());
  for (const PairedScenario& pair : pairs) means.push_back(mean_of(pair.differences));
  return means;
}

std::size_t pairs_in(const std::vector<PairedScenario>& pairs) {
  std::size_t count = 0;
  for (const PairedScenario& pair : pairs) count += pair.differences.size();
  return count;
}

double mean_of(const Cluster& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace attune
