// The promise of results/stats/rank_range.h: all true places of a board lie inside their ranges at
// once in 95 of 100 boards (tests/support/true_fields.h), and what that costs in width.
#include <benchmark/benchmark.h>

#include "results/stats/figure.h"
#include "results/stats/paired.h"
#include "tests/support/true_fields.h"

namespace attune {
namespace {

// Boards that are also judged pair by pair, which takes longer.
constexpr double kByItself = 200;

void rank_ranges_cover(benchmark::State& state, const FieldSetting& setting) {
  Rng rng(1);
  const Bootstrap bootstrap{.resamples = 1000};
  double boards = 0;
  double held = 0;
  double held_by_itself = 0;
  double width = 0;
  double width_by_itself = 0;
  for (auto _ : state) {
    const TrueField made = a_true_field(setting, rng);
    const auto together = rank_ranges(made.field, bootstrap);
    held += all_inside(together, made.truth) ? 1 : 0;
    width += mean_width(together);
    if (++boards > kByItself) continue;
    const auto by_itself = pair_by_pair(made.field, {.resamples = 500});
    held_by_itself += all_inside(by_itself, made.truth) ? 1 : 0;
    width_by_itself += mean_width(by_itself);
  }
  state.counters["held"] = held / boards;
  state.counters["held_pair_by_pair"] = held_by_itself / kByItself;
  state.counters["places"] = width / boards;
  state.counters["places_pair_by_pair"] = width_by_itself / kByItself;
}

void settings(benchmark::internal::Benchmark* bench) {
  bench->Iterations(2000)->Unit(benchmark::kMillisecond);
}

// All equally good: every pair that counts as sure is one too many.
BENCHMARK_CAPTURE(rank_ranges_cover, equal_12, {.scenarios = 12})->Apply(settings);
BENCHMARK_CAPTURE(rank_ranges_cover, equal_45, {.scenarios = 45})->Apply(settings);
BENCHMARK_CAPTURE(rank_ranges_cover, equal_100, {.scenarios = 100})->Apply(settings);

// Two at a time equally good.
BENCHMARK_CAPTURE(rank_ranges_cover, twins_12, {.scenarios = 12, .step = 4, .tied = 2})
    ->Apply(settings);
BENCHMARK_CAPTURE(rank_ranges_cover, twins_45, {.scenarios = 45, .step = 4, .tied = 2})
    ->Apply(settings);
BENCHMARK_CAPTURE(rank_ranges_cover, twins_100, {.scenarios = 100, .step = 4, .tied = 2})
    ->Apply(settings);

BENCHMARK_CAPTURE(rank_ranges_cover, apart_12, {.scenarios = 12, .step = 2})->Apply(settings);
BENCHMARK_CAPTURE(rank_ranges_cover, apart_45, {.scenarios = 45, .step = 2})->Apply(settings);
BENCHMARK_CAPTURE(rank_ranges_cover, apart_100, {.scenarios = 100, .step = 2})->Apply(settings);

BENCHMARK_CAPTURE(rank_ranges_cover, skewed_12, {.scenarios = 12, .skewed = true})->Apply(settings);
BENCHMARK_CAPTURE(rank_ranges_cover, skewed_45, {.scenarios = 45, .skewed = true})->Apply(settings);
BENCHMARK_CAPTURE(rank_ranges_cover, skewed_100, {.scenarios = 100, .skewed = true})
    ->Apply(settings);

BENCHMARK_CAPTURE(rank_ranges_cover, missing_12, {.scenarios = 12, .absent = 0.2})->Apply(settings);
BENCHMARK_CAPTURE(rank_ranges_cover, missing_45, {.scenarios = 45, .absent = 0.2})->Apply(settings);

}  // namespace
}  // namespace attune
