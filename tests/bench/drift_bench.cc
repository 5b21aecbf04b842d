// What drift and watch claim, against worlds of which the truth is known.
#include <cmath>
#include <map>

#include <benchmark/benchmark.h>

#include "results/drift/attribution.h"
#include "results/drift/ruling.h"
#include "results/drift/sentinel.h"
#include "results/stats/confidence_sequence.h"
#include "results/stats/cusum_threshold.h"
#include "results/stats/e_process.h"
#include "tests/results/drift/drift_worlds.h"
#include "tests/results/drift/watch_worlds.h"

namespace attune {
namespace {

using testing::DriftWorld;
using testing::looks_in;
using testing::two_releases;
using testing::WatchWorld;

constexpr std::uint64_t kWorlds = 1000;

bool holds(const std::optional<Estimate>& estimate, double truth) {
  return estimate && *estimate->low <= truth && truth <= *estimate->high;
}

// The parts the world really has: on the later judge's scale, over all that could be played.
struct Truth {
  double judge = 0;
  double model = 0;
};

Truth truth_of(const DriftWorld& world) {
  const double narrower = (world.judge_scale - 1) * (world.level - 50);
  return {.judge = world.judge_shift + narrower, .model = world.judge_scale * world.model_shift};
}

// Of 1,000 worlds: in how many percent which cause is found, and how often intervals (98.3 %) hold.
void drift_attribution(benchmark::State& state, const DriftWorld& world) {
  std::map<Cause, double> causes;
  double judge = 0, model = 0;
  const Truth truth = truth_of(world);
  for (auto _ : state) {
    for (std::uint64_t seed = 0; seed < kWorlds; ++seed) {
      const auto made = two_releases(world, 1000 + seed);
      const Parts parts = attribute(made.from, made.to, {.resamples = 1000});
      causes[rule_on(parts, made.from, made.to).cause] += 1;
      judge += holds(parts.judge, truth.judge) ? 1 : 0;
      model += holds(parts.model, truth.model) ? 1 : 0;
    }
  }
  const auto percent = [](double count) { return 100 * count / kWorlds; };
  state.counters["model"] = percent(causes[Cause::Model]);
  state.counters["judge"] = percent(causes[Cause::Judge]);
  state.counters["both"] = percent(causes[Cause::Both]);
  state.counters["none"] = percent(causes[Cause::None]);
  state.counters["unknown"] = percent(causes[Cause::Unknown]);
  state.counters["judge_held"] = percent(judge);
  state.counters["model_held"] = percent(model);
}

DriftWorld with_anchors(DriftWorld world, std::size_t anchors) {
  world.anchors = anchors;
  return world;
}

DriftWorld of_45(DriftWorld world) {
  world.scenarios = 45;
  return world;
}

#define ATTUNE_DRIFT(name, ...) \
  BENCHMARK_CAPTURE(drift_attribution, name, __VA_ARGS__)->Iterations(1)->Unit(benchmark::kSecond)

constexpr DriftWorld kNothing = {};
constexpr DriftWorld kJudge3 = {.judge_shift = -3};
constexpr DriftWorld kJudge6 = {.judge_shift = -6};
constexpr DriftWorld kUneven = {.judge_shift = -6, .judge_shift_sd = 4};
constexpr DriftWorld kNarrow = {.judge_scale = 0.65};
constexpr DriftWorld kModel3 = {.model_shift = -3};
constexpr DriftWorld kModel6 = {.model_shift = -6};
constexpr DriftWorld kUnevenModel = {.model_shift = -6, .model_shift_sd = 5};
constexpr DriftWorld kBoth = {.model_shift = -6, .judge_shift = -6};
constexpr DriftWorld kOpposite = {.model_shift = 6, .judge_shift = -6};
constexpr DriftWorld kOthers = {.judge_shift = -6, .own_anchors = false};
constexpr DriftWorld kLowAnchors = {
    .judge_shift = 6, .judge_scale = 0.65, .own_anchors = false, .anchor_level = 50};

ATTUNE_DRIFT(nothing_66x40, kNothing);
ATTUNE_DRIFT(nothing_66x20, with_anchors(kNothing, 20));
ATTUNE_DRIFT(nothing_66x10, with_anchors(kNothing, 10));
ATTUNE_DRIFT(nothing_45x40, of_45(kNothing));
ATTUNE_DRIFT(judge_3_66x40, kJudge3);
ATTUNE_DRIFT(judge_6_66x40, kJudge6);
ATTUNE_DRIFT(judge_6_66x20, with_anchors(kJudge6, 20));
ATTUNE_DRIFT(judge_6_66x10, with_anchors(kJudge6, 10));
ATTUNE_DRIFT(judge_6_45x40, of_45(kJudge6));
ATTUNE_DRIFT(judge_uneven_66x40, kUneven);
ATTUNE_DRIFT(judge_uneven_66x10, with_anchors(kUneven, 10));
ATTUNE_DRIFT(judge_narrow_66x40, kNarrow);
ATTUNE_DRIFT(judge_narrow_66x20, with_anchors(kNarrow, 20));
ATTUNE_DRIFT(judge_narrow_66x10, with_anchors(kNarrow, 10));
ATTUNE_DRIFT(judge_6_others_replies_66x40, kOthers);
ATTUNE_DRIFT(judge_narrow_low_anchors_66x40, kLowAnchors);
ATTUNE_DRIFT(model_3_66x40, kModel3);
ATTUNE_DRIFT(model_6_66x40, kModel6);
ATTUNE_DRIFT(model_6_66x20, with_anchors(kModel6, 20));
ATTUNE_DRIFT(model_6_66x10, with_anchors(kModel6, 10));
ATTUNE_DRIFT(model_6_45x40, of_45(kModel6));
ATTUNE_DRIFT(model_uneven_66x40, kUnevenModel);
ATTUNE_DRIFT(both_66x40, kBoth);
ATTUNE_DRIFT(opposite_66x40, kOpposite);

const DriftSubject kOf{{"intensity"}, "1.0", "sha256:0", "Intensity", "rubric@1", {"lab/model"}};

// 300 watches of 100 looks after the baseline: alarms in 100 looks by signal, where nothing
// changes.
void watch_in_control(benchmark::State& state) {
  constexpr std::uint64_t kRuns = 300;
  const CusumThreshold threshold = find_cusum_threshold({.in_control = 500});
  std::map<Signal, double> alarms;
  double all = 0;
  for (auto _ : state) {
    for (std::uint64_t run = 0; run < kRuns; ++run) {
      const Watch watch = make_watch(kOf, looks_in({.looks = 103}, run), {}, threshold);
      for (const Alarm& alarm : watch.alarms) alarms[alarm.signal] += 1;
      all += static_cast<double>(watch.alarms.size());
    }
  }
  for (const auto& [signal, count] : alarms)
    state.counters[std::string(to_text(signal))] = count / kRuns;
  state.counters["all"] = all / kRuns;
}

BENCHMARK(watch_in_control)->Iterations(1)->Unit(benchmark::kSecond);

// Looks to the alarm after a change at the argument's look, and how many of 200 never had one
// within 30 looks.
void watch_finds(benchmark::State& state, WatchWorld world, Signal signal) {
  constexpr std::uint64_t kRuns = 200;
  const CusumThreshold threshold = find_cusum_threshold({.in_control = 500});
  world.change = static_cast<std::size_t>(state.range(0));
  world.looks = world.change + 30;
  double looks = 0, found = 0;
  for (auto _ : state) {
    for (std::uint64_t run = 0; run < kRuns; ++run) {
      const Watch watch = make_watch(kOf, looks_in(world, run), {}, threshold);
      for (const Alarm& alarm : watch.alarms) {
        if (alarm.signal != signal || alarm.look < world.change) continue;
        looks += static_cast<double>(alarm.look - world.change + 1);
        found += 1;
        break;
      }
    }
  }
  state.counters["looks"] = looks / found;
  state.counters["missed"] = 100 * (1 - found / kRuns);
}

#define ATTUNE_FINDS(name, world, signal)             \
  BENCHMARK_CAPTURE(watch_finds, name, world, signal) \
      ->Arg(3)                                        \
      ->Arg(6)                                        \
      ->Arg(12)                                       \
      ->Iterations(1)                                 \
      ->Unit(benchmark::kSecond)

ATTUNE_FINDS(score_3, WatchWorld{.score = -3}, Signal::Score);
ATTUNE_FINDS(score_6, WatchWorld{.score = -6}, Signal::Score);
ATTUNE_FINDS(score_6_without_anchors, (WatchWorld{.anchors = 0, .score = -6}), Signal::Score);
ATTUNE_FINDS(judge_4, WatchWorld{.judge = -4}, Signal::Judge);
ATTUNE_FINDS(refusals_25_percent, WatchWorld{.refusals = 0.25}, Signal::Refusals);
ATTUNE_FINDS(length_15_percent, WatchWorld{.length = 0.15}, Signal::Length);
ATTUNE_FINDS(latency_twice, WatchWorld{.latency = 0.7}, Signal::Latency);

// Arguments: looks in control, baseline, scenarios.
void cusum_threshold(benchmark::State& state) {
  const CusumWish wish{.in_control = static_cast<double>(state.range(0)),
                       .baseline = static_cast<std::size_t>(state.range(1)),
                       .scenarios = static_cast<std::size_t>(state.range(2))};
  CusumThreshold found;
  for (auto _ : state) benchmark::DoNotOptimize(found = find_cusum_threshold(wish));
  state.counters["height"] = found.height;
  state.counters["measured"] = found.measured;
}

BENCHMARK(cusum_threshold)
    ->Args({100, 3, 20})
    ->Args({500, 3, 20})
    ->Args({500, 2, 5})
    ->Args({500, 10, 100})
    ->Args({100'000, 3, 20})
    ->Unit(benchmark::kMillisecond);

// Error under optional stopping, in per cent of 4,000 streams of 1,000 values.
template <class Leaves>
double percent_of_streams(Leaves leaves) {
  constexpr int kStreams = 4000;
  Rng rng(17);
  int left = 0;
  for (int stream = 0; stream < kStreams; ++stream) left += leaves(rng) ? 1 : 0;
  return 100.0 * left / kStreams;
}

void e_process_under_optional_stopping(benchmark::State& state) {
  for (auto _ : state) {
    state.counters["percent"] = percent_of_streams([](Rng& rng) {
      WinsLosses counts;
      for (int comparison = 0; comparison < 1000; ++comparison) {
        (rng.uniform() < 0.5 ? counts.wins : counts.losses) += 1;
        if (sign_e_value(counts) >= 20) return true;
      }
      return false;
    });
  }
}

BENCHMARK(e_process_under_optional_stopping)->Iterations(1)->Unit(benchmark::kSecond);

template <class Mixture>
bool ever_leaves(const Mixture& mixture, std::vector<double> values, double mean,
                 std::size_t first) {
  const auto intervals = confidence_sequence(values, mixture);
  for (std::size_t at = first; at < intervals.size(); ++at) {
    if (intervals[at].low > mean || intervals[at].high < mean) return true;
  }
  return false;
}

// Argument: what is drawn: 0 tosses (sub-Gaussian), 1 normals, 2 exponentials (asymptotic, read
// from the 30th value on).
void confidence_sequence_under_optional_stopping(benchmark::State& state) {
  const NormalMixture tosses{.rho = narrowest_rho(25, 0.05)};
  const AsymptoticMixture others{.rho = std::sqrt(1 / narrowest_rho(100, 0.05))};
  for (auto _ : state) {
    state.counters["percent"] = percent_of_streams([&](Rng& rng) {
      std::vector<double> values(1000);
      for (double& value : values) {
        if (state.range(0) == 0) value = rng.uniform() < 0.5 ? 0 : 1;
        if (state.range(0) == 1) value = rng.normal();
        if (state.range(0) == 2) value = -std::log(1 - rng.uniform());
      }
      if (state.range(0) == 0) return ever_leaves(tosses, values, 0.5, 0);
      return ever_leaves(others, values, state.range(0) == 1 ? 0 : 1, 30);
    });
  }
}

BENCHMARK(confidence_sequence_under_optional_stopping)
    ->DenseRange(0, 2)
    ->Iterations(1)
    ->Unit(benchmark::kSecond);

// The interval of the score's difference to the baseline, at any of 100 looks: 95 % should hold.
void watch_difference_under_optional_stopping(benchmark::State& state) {
  constexpr std::uint64_t kRuns = 400;
  double left = 0;
  for (auto _ : state) {
    for (std::uint64_t run = 0; run < kRuns; ++run) {
      WatchWorld world{.looks = 103};
      world.anchors = static_cast<std::size_t>(state.range(0));
      const Watch watch = make_watch(kOf, looks_in(world, run), {}, {.height = 100});
      bool out = false;
      for (const Look& look : watch.looks) {
        const auto& difference = look.signals.at(Signal::Score).difference;
        out = out || (difference && !holds(difference, 0));
      }
      left += out ? 1 : 0;
    }
  }
  state.counters["percent"] = 100 * left / kRuns;
}

BENCHMARK(watch_difference_under_optional_stopping)
    ->Arg(0)
    ->Arg(10)
    ->Iterations(1)
    ->Unit(benchmark::kSecond);

}  // namespace
}  // namespace attune
