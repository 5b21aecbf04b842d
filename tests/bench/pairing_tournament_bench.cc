// What a field of alike costs. ATTUNE_LADDERS says how many worlds are simulated, with seeds from 1
// on; two unless it is set, from which nothing can be told.
//
// tournament: 20 alike, adaptive against uniform in balanced blocks, after 400 to 2400 units: the
// mean absolute error of strengths after the best straight line (in the truth's unit, hundredths),
// Kendall's tau, and by how much the scale is too wide: the slope of strengths found on true ones
// (all in hundredths; of the slope, where truth is in skill points, only its constancy says
// something). `spread` 0 is pair_world.h's judge; else a unit is won or lost by the odds of
// strengths drawn with a standard deviation of spread / 10 logits, as in
// specs/emonet-arena-psychometrics-statistics §D.6.

#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "harness/pairing/adaptive_pairs.h"
#include "harness/pairing/uniform_pairs.h"
#include "results/ratings/bradley_terry.h"
#include "tests/bench/worlds.h"
#include "tests/harness/pairing/pair_world.h"

namespace attune {
namespace {

constexpr std::size_t kAlike = 20;
constexpr std::array<std::size_t, 5> kBudgets = {400, 800, 1200, 1600, 2400};

// A field of alike, and what a unit of it comes to.
struct Tournament {
  PairWorld world;
  double spread = 0;  // of strengths in logits; 0: the world's judge
  std::vector<double> truth;
};

Tournament a_tournament(double spread, std::uint64_t seed) {
  Tournament made;
  Rng rng = Rng::named(seed, "tournament");
  made.spread = spread;
  made.world.seed = seed;
  made.world.skills = drawn_skills(kAlike, rng);
  made.truth = made.world.skills;
  if (spread > 0)
    for (double& each : made.truth) each = spread * rng.normal();
  return made;
}

std::vector<JudgedUnit> judged_in(const Tournament& tournament,
                                  const std::vector<PairUnit>& units) {
  if (tournament.spread == 0) return judged_by(tournament.world, units, &WorldShares::pairwise);
  std::vector<JudgedUnit> judged;
  for (const PairUnit& unit : units) {
    Rng rng(world_seed(tournament.world.seed, unit.a, unit.b, unit.place));
    const double ahead = tournament.truth[unit.a] - tournament.truth[unit.b];
    judged.push_back({unit, rng.uniform() < 1 / (1 + std::exp(-ahead)) ? 1.0 : 0.0});
  }
  return judged;
}

double tau(const std::vector<double>& first, const std::vector<double>& second) {
  double agreed = 0;
  for (std::size_t a = 0; a < kAlike; ++a)
    for (std::size_t b = 0; b < a; ++b)
      agreed += (first[a] - first[b]) * (second[a] - second[b]) > 0 ? 1 : -1;
  return agreed / (kAlike * (kAlike - 1) / 2);
}

double error_after_line(const std::vector<double>& truth, const std::vector<double>& found) {
  double mean_truth = 0;
  double mean_found = 0;
  for (std::size_t at = 0; at < kAlike; ++at) {
    mean_truth += truth[at] / kAlike;
    mean_found += found[at] / kAlike;
  }
  double across = 0;
  double square = 0;
  for (std::size_t at = 0; at < kAlike; ++at) {
    across += (truth[at] - mean_truth) * (found[at] - mean_found);
    square += (found[at] - mean_found) * (found[at] - mean_found);
  }
  double sum = 0;
  for (std::size_t at = 0; at < kAlike; ++at)
    sum += std::abs(truth[at] - mean_truth - across / square * (found[at] - mean_found));
  return sum / kAlike;
}

// The slope of what was found on the truth.
double scale_of(const std::vector<double>& truth, const std::vector<double>& found) {
  double mean = 0;
  for (const double each : truth) mean += each / kAlike;
  double across = 0;
  double square = 0;
  for (std::size_t at = 0; at < kAlike; ++at) {
    across += (truth[at] - mean) * found[at];
    square += (truth[at] - mean) * (truth[at] - mean);
  }
  return across / square;
}

struct Placed {
  Mean error;
  Mean tau;
  Mean scale;
};

// Undefeated contestants are common among 400 lost or won units: a weak ridge holds both ways.
template <class Pairs>
void play_tournament(Pairs& pairs, const Tournament& tournament,
                     std::map<std::size_t, Placed>& placed) {
  const PairField field = world_field(tournament.world);
  std::vector<JudgedUnit> judged;
  std::size_t next = 0;
  for (auto round = pairs.next_round(); !round.empty(); round = pairs.next_round()) {
    const auto answers = judged_in(tournament, round);
    pairs.heard(answers);
    judged.insert(judged.end(), answers.begin(), answers.end());
    for (; next < kBudgets.size() && judged.size() >= kBudgets[next]; ++next) {
      const std::vector<JudgedUnit> first(
          judged.begin(), judged.begin() + static_cast<std::ptrdiff_t>(kBudgets[next]));
      const auto fit =
          fit_bradley_terry(kAlike, to_contests(field, first), {},
                            {.prior = {Prior::Kind::Ridge, 0.05}, .spread = Spread::Buckets});
      if (!fit) continue;
      placed[kBudgets[next]].error.add(error_after_line(tournament.truth, fit->theta));
      placed[kBudgets[next]].tau.add(tau(tournament.truth, fit->theta));
      placed[kBudgets[next]].scale.add(scale_of(tournament.truth, fit->theta));
    }
  }
}

void tournament(benchmark::State& state) {
  std::map<std::size_t, Placed> placed;
  for (auto _ : state)
    for (std::uint64_t seed = 1; seed <= worlds(2); ++seed) {
      const Tournament each = a_tournament(static_cast<double>(state.range(0)) / 10, seed);
      const PairField field = world_field(each.world);
      if (state.range(1) == 1) {
        AdaptivePairs pairs(
            field, {.seed = seed, .half_width = std::nullopt, .max_units = kBudgets.back()});
        play_tournament(pairs, each, placed);
      } else {
        UniformPairs pairs(field, {.seed = seed, .max_units = kBudgets.back()});
        play_tournament(pairs, each, placed);
      }
    }
  for (const auto& [units, found] : placed) {
    const std::string after = fmt::format("{:04}", units);
    state.counters[after + ":error_100"] = 100 * found.error.mean();
    state.counters[after + ":error_100_se"] = 100 * found.error.error();
    state.counters[after + ":tau_100"] = 100 * found.tau.mean();
    state.counters[after + ":tau_100_se"] = 100 * found.tau.error();
    state.counters[after + ":scale_100"] = 100 * found.scale.mean();
  }
}

BENCHMARK(tournament)
    ->ArgNames({"spread", "adaptive"})
    ->ArgsProduct({{0, 5, 10, 20}, {0, 1}})
    ->Iterations(1)
    ->Unit(benchmark::kSecond);

// One round of the largest field: its choice, and what was heard of it taken in.
void a_round_of_200(benchmark::State& state) {
  PairWorld world;
  Rng rng(1);
  world.skills = drawn_skills(200, rng);
  for (auto _ : state) {
    state.PauseTiming();
    AdaptivePairs pairs(world_field(world), {.half_width = std::nullopt});
    for (int round = 0; round < state.range(0); ++round)
      pairs.heard(judged_by(world, pairs.next_round(), &WorldShares::pairwise));
    state.ResumeTiming();
    const auto units = pairs.next_round();
    benchmark::DoNotOptimize(units.data());
    state.PauseTiming();
    const auto judged = judged_by(world, units, &WorldShares::pairwise);
    state.ResumeTiming();
    pairs.heard(judged);
  }
}

BENCHMARK(a_round_of_200)
    ->ArgName("rounds_before")
    ->Arg(1)
    ->Arg(30)
    ->Iterations(2)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace attune
