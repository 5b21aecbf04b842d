// The promises of results/stats/sign_flip.h and power.h, and of the intervals of
// results/differences: p is uniform where there is no difference, a true difference is found as
// often as predicted, and intervals hold the truth as often as they claim.
#include <algorithm>
#include <cmath>
#include <vector>

#include <benchmark/benchmark.h>

#include "results/stats/effect_size.h"
#include "results/stats/estimate.h"
#include "results/stats/power.h"
#include "results/stats/sign_flip.h"
#include "scenarios/base/rng.h"

namespace attune {
namespace {

// How scenarios' differences vary, and how they are shaped.
struct Setting {
  std::size_t scenarios = 45;
  int repeats = 1;      // of each side
  double delta = 0;     // true difference, points
  double between = 6;   // standard deviation over scenarios of the true difference
  double within = 8;    // of one side's values within a scenario
  bool skewed = false;  // exponential over scenarios instead of normal
};

Setting setting_of(const benchmark::State& state) {
  return {.scenarios = static_cast<std::size_t>(state.range(0)),
          .repeats = static_cast<int>(state.range(1)),
          .skewed = state.range(2) != 0};
}

double scenario_effect(const Setting& setting, Rng& rng) {
  if (!setting.skewed) return setting.between * rng.normal();
  return setting.between * (-std::log(1 - rng.uniform()) - 1);
}

// One difference for each repeat of each scenario.
std::vector<Cluster> simulated(const Setting& setting, Rng& rng) {
  std::vector<Cluster> clusters;
  for (std::size_t at = 0; at < setting.scenarios; ++at) {
    const double true_difference = setting.delta + scenario_effect(setting, rng);
    Cluster& cluster = clusters.emplace_back();
    for (int repeat = 0; repeat < setting.repeats; ++repeat)
      cluster.push_back(true_difference + setting.within * (rng.normal() - rng.normal()));
  }
  return clusters;
}

std::vector<double> means_of(const std::vector<Cluster>& clusters) {
  std::vector<double> means;
  for (const Cluster& cluster : clusters) {
    double sum = 0;
    for (const double value : cluster) sum += value;
    means.push_back(sum / static_cast<double>(cluster.size()));
  }
  return means;
}

double variance_of(const Setting& setting) {
  const double within = setting.within * setting.within;
  return scenario_variance({.between = setting.between * setting.between,
                            .first = within,
                            .second = within,
                            .first_repeats = static_cast<double>(setting.repeats),
                            .second_repeats = static_cast<double>(setting.repeats)});
}

double farthest_from_uniform(std::vector<double> p) {
  std::sort(p.begin(), p.end());
  double most = 0;
  const auto n = static_cast<double>(p.size());
  for (std::size_t at = 0; at < p.size(); ++at) {
    most = std::max(most, std::abs(static_cast<double>(at + 1) / n - p[at]));
    most = std::max(most, std::abs(p[at] - static_cast<double>(at) / n));
  }
  return most;
}

// ks_sqrt_n: 1.36 is the 5 % point, 1.63 the 1 % point; below_5: the share of p at most 0.05.
void compare_p_uniform(benchmark::State& state) {
  const Setting setting = setting_of(state);
  Rng rng(1);
  std::vector<double> p;
  for (auto _ : state) {
    const std::vector<double> means = means_of(simulated(setting, rng));
    p.push_back(sign_flip_test(means, {.seed = p.size(), .draws = 1999})->p);
  }
  const auto n = static_cast<double>(p.size());
  const auto low = std::count_if(p.begin(), p.end(), [](double each) { return each <= 0.05; });
  state.counters["ks_sqrt_n"] = farthest_from_uniform(p) * std::sqrt(n);
  state.counters["below_5"] = static_cast<double>(low) / n;
}

// predicted and found: the share of simulations in which the difference is found at 5 %.
void compare_power(benchmark::State& state) {
  Setting setting = setting_of(state);
  const double share = static_cast<double>(state.range(3)) / 100;
  const double variance = variance_of(setting);
  setting.delta = share * *detectable_difference(variance, setting.scenarios, {});
  Rng rng(2);
  std::size_t simulations = 0;
  std::size_t found = 0;
  std::size_t excluded = 0;
  for (auto _ : state) {
    const std::vector<Cluster> clusters = simulated(setting, rng);
    const bool low_p =
        sign_flip_test(means_of(clusters), {.seed = simulations, .draws = 999})->p <= 0.05;
    const auto estimate = estimate_mean(clusters, {.seed = simulations, .resamples = 500});
    const bool outside = *estimate->low > 0 || *estimate->high < 0;
    found += low_p ? 1 : 0;
    excluded += low_p && outside ? 1 : 0;
    ++simulations;
  }
  const auto n = static_cast<double>(simulations);
  state.counters["predicted"] = *power_of(setting.delta, variance, setting.scenarios, {});
  state.counters["found"] = static_cast<double>(found) / n;
  state.counters["shown"] = static_cast<double>(excluded) / n;  // and 0 outside the interval
}

// The share of 95 % intervals that hold the true difference, and the true d_z.
void compare_coverage(benchmark::State& state) {
  Setting setting = setting_of(state);
  setting.delta = 2;
  const double effect = setting.delta / std::sqrt(variance_of(setting));
  Rng rng(3);
  std::size_t simulations = 0;
  std::size_t held = 0;
  std::size_t held_effects = 0;
  double half_width = 0;
  for (auto _ : state) {
    const std::vector<Cluster> clusters = simulated(setting, rng);
    const auto estimate = estimate_mean(clusters, {.seed = simulations, .resamples = 1000});
    held += *estimate->low <= setting.delta && setting.delta <= *estimate->high ? 1 : 0;
    half_width += (*estimate->high - *estimate->low) / 2;
    const auto d_z = paired_effect_size(means_of(clusters), 0.95);
    held_effects += *d_z->low <= effect && effect <= *d_z->high ? 1 : 0;
    ++simulations;
  }
  const auto n = static_cast<double>(simulations);
  state.counters["coverage"] = static_cast<double>(held) / n;
  state.counters["coverage_d_z"] = static_cast<double>(held_effects) / n;
  state.counters["half_width"] = half_width / n;
}

// Scenarios, repeats, whether skewed.
BENCHMARK(compare_p_uniform)
    ->ArgsProduct({{8, 12, 24, 45, 171}, {1, 3}, {0, 1}})
    ->Iterations(2000)
    ->Unit(benchmark::kMicrosecond);
// … and per cent of the difference that would be found in 80 % of cases.
BENCHMARK(compare_power)
    ->ArgsProduct({{8, 12, 24, 45, 171}, {1, 3}, {0, 1}, {50, 100}})
    ->Iterations(1000)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(compare_coverage)
    ->ArgsProduct({{8, 12, 24, 45, 171}, {1, 3}, {0, 1}})
    ->Iterations(1000)
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace attune
