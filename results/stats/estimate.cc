#include "results/stats/estimate.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace attune {
namespace {

double sum_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

double mean_of(std::span<const double> values) {
  return sum_of(values) / static_cast<double>(values.size());
}

std::vector<double> means_of(std::span<const Cluster> clusters) {
  std::vector<double> means;
  for (const Cluster& cluster : clusters) {
    if (!cluster.empty()) means.push_back(mean_of(cluster));
  }
  return means;
}

std::size_t values_in(std::span<const Cluster> clusters) {
  std::size_t count = 0;
  for (const Cluster& cluster : clusters) count += cluster.size();
  return count;
}

// Fills in low and high from `statistic` of `clusters` drawn indices.
template <class Statistic>
void add_interval(Estimate& estimate, const Bootstrap& bootstrap, Statistic statistic) {
  estimate.level = bootstrap.level;
  if (estimate.clusters < 2) return;
  Resampler resampler(estimate.clusters, bootstrap.seed);
  std::vector<double> draws(std::max<std::size_t>(bootstrap.resamples, 1));
  for (double& draw : draws) draw = statistic(resampler.draw());
  const Interval interval = interval_of(draws, expanded_tail(estimate.clusters, bootstrap.level));
  estimate.low = interval.low;
  estimate.high = interval.high;
}

double mean_at(std::span<const double> means, std::span<const std::uint32_t> drawn) {
  double sum = 0;
  for (const std::uint32_t index : drawn) sum += means[index];
  return sum / static_cast<double>(drawn.size());
}

// Scenarios for which any iteration has a value.
std::vector<std::uint32_t> scored_scenarios(std::span<const Iteration> iterations) {
  std::vector<std::uint32_t> scored;
  const std::size_t scenarios = iterations.empty() ? 0 : iterations.front().size();
  for (std::size_t at = 0; at < scenarios; ++at) {
    const auto has = [at](const Iteration& each) { return each[at].has_value(); };
    if (std::ranges::any_of(iterations, has)) scored.push_back(static_cast<std::uint32_t>(at));
  }
  return scored;
}

// The run score over the scenarios drawn, as `estimate_iterations` says. What the iterations have
// of one scenario stands together, so that a draw is one walk over the scenarios; every
// iteration's sum still runs in the order drawn.
class RunScore {
 public:
  // `counted`: the iterations with a value; `empty`: how many have none.
  RunScore(std::span<const Iteration* const> counted, std::size_t empty,
           std::span<const std::uint32_t> scored)
      : iterations_(counted.size()), empty_(empty), sums_(2 * iterations_) {
    for (const std::uint32_t scenario : scored) {
      for (const Iteration* each : counted) entries_.push_back((*each)[scenario].value_or(0));
      for (const Iteration* each : counted) entries_.push_back((*each)[scenario] ? 1 : 0);
    }
  }

  // Some iteration has a value for each scenario drawn, so that no divisor is 0.
  double operator()(std::span<const std::uint32_t> drawn) {
    std::ranges::fill(sums_, 0.0);
    for (const std::uint32_t index : drawn) {
      const double* const entry = entries_.data() + index * sums_.size();
      for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += entry[i];
    }
    double sum = 0;
    std::size_t finals = empty_;
    for (std::size_t i = 0; i < iterations_; ++i) {
      const double count = sums_[iterations_ + i];
      if (count == 0) continue;
      sum += sums_[i] / count;
      ++finals;
    }
    return sum / static_cast<double>(finals);
  }

  // The mean over all iterations for each scenario. REQUIRES: no value is absent.
  [[nodiscard]] std::vector<double> means() const {
    std::vector<double> means;
    for (std::size_t at = 0; at < entries_.size(); at += sums_.size())
      means.push_back(mean_of(std::span(entries_).subspan(at, iterations_)));
    return means;
  }

 private:
  std::size_t iterations_;
  std::size_t empty_;
  std::vector<double> entries_;  // by scenario: the values of all iterations, then 1 where one is
  std::vector<double> sums_;     // of what was drawn, in the same order
};

std::size_t values_in(const Iteration& iteration) {
  return static_cast<std::size_t>(
      std::ranges::count_if(iteration, [](const auto& value) { return value.has_value(); }));
}

}  // namespace

std::optional<Estimate> estimate_mean(std::span<const Cluster> clusters,
                                      const Bootstrap& bootstrap) {
  const std::vector<double> means = means_of(clusters);
  if (means.empty()) return std::nullopt;
  Estimate estimate{
      .point = mean_of(means), .samples = values_in(clusters), .clusters = means.size()};
  add_interval(estimate, bootstrap, [&means](auto drawn) { return mean_at(means, drawn); });
  return estimate;
}

std::optional<Estimate> estimate_iterations(std::span<const Iteration> iterations,
                                            const Bootstrap& bootstrap) {
  const std::vector<std::uint32_t> scored = scored_scenarios(iterations);
  if (scored.empty()) return std::nullopt;
  Estimate estimate{.clusters = scored.size()};
  std::vector<const Iteration*> counted;
  for (const Iteration& iteration : iterations) {
    assert(iteration.size() == iterations.front().size());
    const std::size_t values = values_in(iteration);
    estimate.samples += values;
    if (values > 0) counted.push_back(&iteration);
  }
  const std::size_t empty = iterations.size() - counted.size();
  RunScore score(counted, empty, scored);
  const bool complete = empty == 0 && estimate.samples == counted.size() * scored.size();
  std::vector<std::uint32_t> all(scored.size());
  std::iota(all.begin(), all.end(), 0U);
  estimate.point = score(std::span<const std::uint32_t>(all));
  if (complete) {  // then the order of the two means does not matter, and one of them is done once
    const std::vector<double> means = score.means();
    add_interval(estimate, bootstrap, [&means](auto drawn) { return mean_at(means, drawn); });
  } else {
    add_interval(estimate, bootstrap, std::move(score));
  }
  return estimate;
}

std::optional<double> standard_error(std::span<const double> values) {
  if (values.size() < 2) return std::nullopt;
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const auto n = static_cast<double>(values.size());
  return std::sqrt(squares / (n * (n - 1)));
}

std::optional<double> clustered_standard_error(std::span<const Cluster> clusters) {
  const auto filled = [](const Cluster& cluster) { return !cluster.empty(); };
  if (std::ranges::count_if(clusters, filled) < 2) return std::nullopt;
  const auto n = static_cast<double>(values_in(clusters));
  double sum = 0;
  for (const Cluster& cluster : clusters) sum += sum_of(cluster);
  double squares = 0;
  for (const Cluster& cluster : clusters) {
    double together = 0;
    for (const double value : cluster) together += value - sum / n;
    squares += together * together;
  }
  return std::sqrt(squares) / n;
}

}  // namespace attune
