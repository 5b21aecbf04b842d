#include <cmath>
#include <vector>

#include <benchmark/benchmark.h>

#include "results/ratings/bradley_terry.h"
#include "scenarios/base/rng.h"

namespace attune {
namespace {

constexpr std::size_t kSubjects = 200;

// A million votes on random pairs in both orders; `scenarios` clusters.
std::vector<Contest> a_million_contests(std::uint64_t scenarios) {
  Rng rng(3);
  std::vector<double> truth;
  for (std::size_t at = 0; at < kSubjects; ++at) truth.push_back(rng.normal());
  std::vector<Contest> contests;
  while (contests.size() < 1'000'000) {
    const std::size_t first = rng.below(kSubjects);
    const std::size_t second = rng.below(kSubjects);
    if (first == second) continue;
    const bool won = rng.uniform() < 1 / (1 + std::exp(truth[second] - truth[first]));
    contests.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(second),
                        won ? 1.0 : 0.0, 1, static_cast<std::uint32_t>(rng.below(scenarios))});
  }
  return contests;
}

// Argument: clusters.
void fit_of_a_million_contests(benchmark::State& state) {
  const auto contests = a_million_contests(static_cast<std::uint64_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(fit_bradley_terry(kSubjects, contests));
}

BENCHMARK(fit_of_a_million_contests)
    ->Arg(45)
    ->Arg(1000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond);

// Two covariates, so that hardly any two contests are alike.
void fit_with_covariates(benchmark::State& state) {
  const auto contests = a_million_contests(1000);
  Rng rng(5);
  Covariates covariates{{"position", "length"}, {}};
  for (std::size_t at = 0; at < contests.size(); ++at) {
    covariates.values.push_back(1);
    covariates.values.push_back(rng.normal());
  }
  for (auto _ : state) benchmark::DoNotOptimize(fit_bradley_terry(kSubjects, contests, covariates));
}

BENCHMARK(fit_with_covariates)->Unit(benchmark::kMillisecond);

// Argument: clusters.
void a_thousand_draws_of_a_million_contests(benchmark::State& state) {
  const auto contests = a_million_contests(static_cast<std::uint64_t>(state.range(0)));
  for (auto _ : state)
    benchmark::DoNotOptimize(drawn_strengths(kSubjects, contests, {}, {.resamples = 1000}));
}

BENCHMARK(a_thousand_draws_of_a_million_contests)
    ->Arg(45)
    ->Arg(1000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

void ranges_of_a_field_of_200(benchmark::State& state) {
  const auto fit = fit_bradley_terry(kSubjects, a_million_contests(1000));
  if (!fit) return state.SkipWithError(fit.error().what.c_str());
  for (auto _ : state) benchmark::DoNotOptimize(rating_ranges(*fit, {}));
}

BENCHMARK(ranges_of_a_field_of_200)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace attune
