#include <algorithm>
#include <string>

#include <benchmark/benchmark.h>

#include "results/audit/judge_audit.h"
#include "results/ratings/eqbench3_ratings.h"
#include "tests/support/biased_judge.h"

namespace attune {
namespace {

using testing::AWorld;
using testing::excludes_zero;
using testing::flag_of;
using testing::Judging;
using testing::Leanings;

constexpr const char* kJudge = "openai/gpt-4";
constexpr int kSimulations = 200;
constexpr Bootstrap kBootstrap = {.resamples = 400};

struct Found {
  double position = 0, length = 0, family = 0, any = 0;
  double position_interval = 0, length_interval = 0, family_interval = 0;
};

void count(Found& found, const JudgeAudit& audit) {
  const auto flagged = [&audit](const char* name) {
    return flag_of(audit, name).bias == Bias::Found ? 1.0 : 0.0;
  };
  const auto apart = [&audit](const char* name) {
    return excludes_zero(find_figure(audit, name)) ? 1.0 : 0.0;
  };
  found.position += flagged("position");
  found.length += flagged("length");
  found.family += flagged("self-preference");
  found.any += std::max({flagged("position"), flagged("length"), flagged("self-preference")});
  found.position_interval += apart("position.first_bias");
  found.length_interval += apart("length.effect");
  found.family_interval += apart("self_preference.effect");
}

// Of 200 audits: in how many percent each bias is found, and its interval lies off 0.
void report(benchmark::State& state, const Found& found) {
  const auto percent = [](double count) { return 100 * count / kSimulations; };
  state.counters["position"] = percent(found.position);
  state.counters["length"] = percent(found.length);
  state.counters["self"] = percent(found.family);
  state.counters["any"] = percent(found.any);
  state.counters["position_95"] = percent(found.position_interval);
  state.counters["length_95"] = percent(found.length_interval);
  state.counters["self_95"] = percent(found.family_interval);
}

// Seven subjects of five families, 24 scenarios, one other judge and a vote on each pair.
void audits(benchmark::State& state, const Leanings& leanings) {
  Found found;
  for (auto _ : state) {
    found = {};
    for (std::uint64_t seed = 0; seed < kSimulations; ++seed) {
      Judging judging(AWorld{}, 1000 + seed);
      judging.judge(kJudge, "openai", leanings);
      judging.judge("deepseek/deepseek-r1", "deepseek", {});
      judging.vote();
      count(found, make_judge_audit(judging.facts(kJudge), kBootstrap));
    }
  }
  report(state, found);
}

BENCHMARK_CAPTURE(audits, fair, Leanings{})->Unit(benchmark::kSecond)->Iterations(1);
BENCHMARK_CAPTURE(audits, prefers_first, Leanings{.first = 0.7})
    ->Unit(benchmark::kSecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(audits, prefers_length, Leanings{.length = 0.7})
    ->Unit(benchmark::kSecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(audits, prefers_own, Leanings{.own = 0.9})
    ->Unit(benchmark::kSecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(audits, fair_but_blunt, Leanings{.sharpness = 0.4})
    ->Unit(benchmark::kSecond)
    ->Iterations(1);
BENCHMARK_CAPTURE(audits, fair_but_sharp, Leanings{.sharpness = 2.5})
    ->Unit(benchmark::kSecond)
    ->Iterations(1);

// As large as EQ-Bench 3's file: 5,130 pairs of 40 models.
void eqbench3_solves(benchmark::State& state) {
  std::vector<std::string> names;
  std::vector<Eqbench3Contest> contests;
  Rng rng(1);
  for (int at = 0; at < 40; ++at) names.push_back("model-" + std::to_string(100 + at));
  for (int pair = 0; pair < 5130; ++pair) {
    const auto test = static_cast<std::uint32_t>(rng.below(40));
    const auto neighbor = static_cast<std::uint32_t>((test + 1 + rng.below(6)) % 40);
    for (int order = 0; order < 2; ++order) {
      contests.push_back({.test = test,
                          .neighbor = neighbor,
                          .scenario = std::to_string(pair % 45),
                          .iteration = pair,
                          .pluses = Eqbench3Pluses{static_cast<int>(rng.below(20)), 5}});
    }
  }
  for (auto _ : state)
    benchmark::DoNotOptimize(eqbench3_solve({.names = names, .contests = contests}, kEqbench3Wins));
}

BENCHMARK(eqbench3_solves)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace attune
