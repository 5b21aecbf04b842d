#include "results/stats/variance_parts.h"

#include <algorithm>

namespace attune {
namespace {

// A node of the tree of values: how many are below it, and their sum.
struct Node {
  double count = 0;
  double sum = 0;

  void add(const Node& other) {
    count += other.count;
    sum += other.sum;
  }

  [[nodiscard]] double mean() const { return sum / count; }

  // What values at this node's mean would add to a sum of squares about 0.
  [[nodiscard]] double square() const { return sum * sum / count; }
};

// Sums over the tree, about the grand mean so that nothing is lost to rounding.
struct Sums {
  double values = 0, samples = 0, scenarios = 0;  // how many
  double of_values = 0;                           // Σ y²
  double of_samples = 0;                          // Σ n_ij ȳ_ij²
  double of_scenarios = 0;                        // Σ n_i ȳ_i²
  double sample_sizes = 0;                        // Σ n_ij²
  double sizes_within = 0;                        // Σ_i Σ_j n_ij² / n_i
  double scenario_sizes = 0;                      // Σ n_i²
  std::vector<double> means;                      // of scenarios: of their samples' means
};

double grand_mean(std::span<const JudgedScenario> scenarios) {
  Node all;
  for (const JudgedScenario& scenario : scenarios) {
    for (const Cluster& sample : scenario) {
      for (const double value : sample) all.add({1, value});
    }
  }
  return all.count > 0 ? all.mean() : 0;
}

void add_scenario(Sums& sums, const JudgedScenario& scenario, double middle) {
  Node whole;
  double sizes = 0;
  double samples = 0;
  double means = 0;
  for (const Cluster& sample : scenario) {
    Node node;
    for (const double value : sample) {
      node.add({1, value - middle});
      sums.of_values += (value - middle) * (value - middle);
    }
    if (node.count == 0) continue;
    whole.add(node);
    sums.of_samples += node.square();
    sizes += node.count * node.count;
    means += node.mean();
    ++samples;
  }
  if (samples == 0) return;
  ++sums.scenarios;
  sums.samples += samples;
  sums.values += whole.count;
  sums.of_scenarios += whole.square();
  sums.sample_sizes += sizes;
  sums.sizes_within += sizes / whole.count;
  sums.scenario_sizes += whole.count * whole.count;
  sums.means.push_back(means / samples);
}

VariancePart part_of(double variance) {
  return {.variance = std::max(variance, 0.0), .cut = variance < 0};
}

std::optional<double> variance_of(const std::vector<double>& values) {
  const std::optional<double> error = standard_error(values);
  if (!error) return std::nullopt;
  return *error * *error * static_cast<double>(values.size());
}

}  // namespace

VarianceParts variance_parts(std::span<const JudgedScenario> scenarios) {
  Sums sums;
  const double middle = grand_mean(scenarios);
  for (const JudgedScenario& scenario : scenarios) add_scenario(sums, scenario, middle);
  VarianceParts parts{.of_means = variance_of(sums.means),
                      .values = static_cast<std::size_t>(sums.values)};
  // Each estimate below enters the next as it came out, before anything is cut off at 0.
  double judges = 0;
  if (sums.values > sums.samples) {
    judges = (sums.of_values - sums.of_samples) / (sums.values - sums.samples);
    parts.judges = part_of(judges);
  }
  if (sums.samples == sums.scenarios) return parts;
  const double freedom = sums.samples - sums.scenarios;
  const double repeats = ((sums.of_samples - sums.of_scenarios) / freedom - judges) /
                         ((sums.values - sums.sizes_within) / freedom);
  parts.repeats = part_of(repeats);
  if (sums.scenarios < 2) return parts;
  // The sum of squares of the grand mean is 0, for values are taken about it.
  const double between = sums.scenarios - 1;
  const double k2 = (sums.sizes_within - sums.sample_sizes / sums.values) / between;
  const double k3 = (sums.values - sums.scenario_sizes / sums.values) / between;
  parts.scenarios = part_of((sums.of_scenarios / between - judges - k2 * repeats) / k3);
  return parts;
}

}  // namespace attune
