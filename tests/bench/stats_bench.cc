#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "results/reports/leaderboard.h"
#include "results/stats/estimate.h"
#include "results/stats/paired.h"
#include "scenarios/base/rng.h"

namespace attune {
namespace {

constexpr std::size_t kScenarios = 171;  // EQ-Bench v2

// `absent` is the share of scenarios each subject has no figure for.
std::vector<ScenarioMeans> a_field(std::size_t subjects, double absent) {
  Rng rng(7);
  std::vector<ScenarioMeans> field(subjects, ScenarioMeans(kScenarios));
  for (std::size_t subject = 0; subject < subjects; ++subject) {
    for (auto& mean : field[subject]) {
      const double points = static_cast<double>(subject) / 4 + 20 * rng.normal();
      if (rng.uniform() >= absent) mean = points;
    }
  }
  return field;
}

BoardFacts a_board(std::size_t subjects) {
  BoardFacts facts;
  facts.pack.digest = "sha256:0";
  facts.scorer = "eqbench-v2@1";
  std::size_t number = 0;
  for (const ScenarioMeans& means : a_field(subjects, 0.03)) {
    const SubjectId subject{fmt::format("lab/model-{}", number++)};
    const auto part = static_cast<std::uint32_t>(facts.marked.parts.size());
    facts.marked.parts.push_back(
        {.subject = subject, .pack_digest = facts.pack.digest, .scorer = facts.scorer});
    facts.samples.push_back(
        {.subject = subject, .pack_digest = facts.pack.digest, .count = means.size()});
    for (std::size_t at = 0; at < means.size(); ++at) {
      BoardVerdict verdict{.part = part, .scenario = {std::to_string(at)}};
      verdict.finding = Unscored{"unreadable"};
      if (means[at]) verdict.finding = Marks{*means[at], {}};
      facts.marked.verdicts.push_back(std::move(verdict));
    }
  }
  return facts;
}

void estimate_of_one_subject(benchmark::State& state) {
  const auto field = a_field(1, 0);
  std::vector<Cluster> clusters;
  for (const auto& mean : field.front()) clusters.push_back({*mean});
  for (auto _ : state) benchmark::DoNotOptimize(estimate_mean(clusters, {}));
}

BENCHMARK(estimate_of_one_subject)->Unit(benchmark::kMillisecond);

// Argument: share of figures absent, in thousandths.
void rank_ranges_of_200_subjects(benchmark::State& state) {
  const auto field = a_field(200, static_cast<double>(state.range(0)) / 1000);
  for (auto _ : state) benchmark::DoNotOptimize(rank_ranges(field, {}));
}

BENCHMARK(rank_ranges_of_200_subjects)->Arg(0)->Arg(30)->Arg(500)->Unit(benchmark::kMillisecond);

void leaderboard_of_200_subjects(benchmark::State& state) {
  const BoardFacts facts = a_board(200);
  for (auto _ : state) benchmark::DoNotOptimize(make_leaderboard(facts, {}));
}

BENCHMARK(leaderboard_of_200_subjects)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace attune
