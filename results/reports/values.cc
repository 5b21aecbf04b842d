#include "results/reports/values.h"

#include <cmath>
#include <string_view>
#include <utility>
#include <variant>

#include "results/reports/whole.h"
#include "scorers/rules/first_or_revised.h"

namespace attune {
namespace {

using Repeat = std::pair<RunId, int>;

// The marks scorers of two passes give (scorers/rules/intensity_scorer.h).
constexpr std::string_view kFirstPass = "first_pass";
constexpr std::string_view kRevised = "revised";

// Why a sample was not scored, without what it quotes: “…” differs from reply to reply, and
// reasons are there to be counted.
std::string reason_of(std::string_view why) {
  constexpr std::string_view kOpen = "“";
  constexpr std::string_view kClose = "”";
  const auto open = why.find(kOpen);
  const auto close = why.rfind(kClose);
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
    return std::string(why);
  }
  return std::string(why.substr(0, open + kOpen.size())) + "…" + std::string(why.substr(close));
}

std::optional<double> mark_of(const Marks& marks, std::string_view name) {
  for (const Mark& mark : marks.marks) {
    if (mark.name == name && std::isfinite(mark.value)) return mark.value;
  }
  return std::nullopt;
}

void add_mean(Values& values, const ScenarioId& scenario, const Marks& marks) {
  if (!std::isfinite(marks.points)) {
    ++values.unscored["points that are not a number"];
    return;
  }
  values.scenarios[scenario].push_back(marks.points);
  for (const Mark& mark : marks.marks) {
    if (std::isfinite(mark.value)) values.criteria[mark.name][scenario].push_back(mark.value);
  }
}

Values mean_values(std::span<const VerdictRecord* const> verdicts) {
  Values values;
  for (const VerdictRecord* each : verdicts) {
    if (const auto* marks = std::get_if<Marks>(&each->verdict.finding)) {
      add_mean(values, each->key.scenario, *marks);
    } else {
      ++values.unscored[reason_of(std::get<Unscored>(each->verdict.finding).why)];
    }
  }
  return values;
}

// Every playing of the pack has a number of its own: several runs add repeats.
std::map<Repeat, int> numbered_repeats(std::span<const VerdictRecord* const> verdicts) {
  std::map<Repeat, int> numbers;
  for (const VerdictRecord* each : verdicts) numbers[{each->run, each->key.repeat}];
  int number = 0;
  for (auto& [repeat, its] : numbers) its = ++number;
  return numbers;
}

Values whole_values(std::span<const VerdictRecord* const> verdicts) {
  Values values = mean_values(verdicts);
  const std::map<Repeat, int> numbers = numbered_repeats(verdicts);
  for (const VerdictRecord* each : verdicts) {
    const auto* marks = std::get_if<Marks>(&each->verdict.finding);
    if (marks == nullptr || !std::isfinite(marks->points)) continue;
    values.scored.push_back(
        {each->key.scenario.text, numbers.at({each->run, each->key.repeat}), marks});
  }
  return values;
}

// What was read in one playing of the pack.
struct Passes {
  std::vector<const ScenarioId*> scenarios;
  std::vector<PassMarks> marks;  // beside `scenarios`
};

std::map<Repeat, Passes> passes_of(std::span<const SampleRecord* const> samples,
                                   std::span<const VerdictRecord* const> verdicts, Values& values) {
  std::map<Repeat, Passes> passes;
  for (const SampleRecord* sample : samples) passes[{sample->run, sample->key.repeat}];
  for (const VerdictRecord* each : verdicts) {
    Passes& mine = passes[{each->run, each->key.repeat}];
    if (const auto* marks = std::get_if<Marks>(&each->verdict.finding)) {
      mine.scenarios.push_back(&each->key.scenario);
      mine.marks.push_back({mark_of(*marks, kFirstPass), mark_of(*marks, kRevised)});
    } else {
      ++values.unscored[reason_of(std::get<Unscored>(each->verdict.finding).why)];
    }
  }
  return passes;
}

// The marks of the side chosen for this iteration, by scenario.
std::map<ScenarioId, double> chosen_of(const Passes& passes, Values& values) {
  const bool revised = first_or_revised(passes.marks).side == ChosenPass::Side::Revised;
  std::map<ScenarioId, double> chosen;
  for (std::size_t at = 0; at < passes.marks.size(); ++at) {
    const std::optional<double>& mark =
        revised ? passes.marks[at].revised : passes.marks[at].first_pass;
    if (mark) {
      chosen.emplace(*passes.scenarios[at], *mark);
    } else {
      ++values.unscored[revised ? "no revised answer" : "no first-pass answer"];
    }
  }
  return chosen;
}

Values first_or_revised_values(std::span<const SampleRecord* const> samples,
                               std::span<const VerdictRecord* const> verdicts) {
  Values values;
  std::vector<std::map<ScenarioId, double>> finals;
  for (const auto& [repeat, passes] : passes_of(samples, verdicts, values)) {
    finals.push_back(chosen_of(passes, values));
    for (const auto& [scenario, mark] : finals.back()) values.scenarios[scenario].push_back(mark);
  }
  for (const auto& final : finals) {
    Iteration& iteration = values.iterations.emplace_back();
    for (const auto& [scenario, cluster] : values.scenarios) {
      const auto found = final.find(scenario);
      iteration.push_back(found == final.end() ? std::nullopt : std::optional(found->second));
    }
  }
  return values;
}

}  // namespace

std::vector<Cluster> clusters_of(const std::map<ScenarioId, Cluster>& scenarios) {
  std::vector<Cluster> clusters;
  clusters.reserve(scenarios.size());
  for (const auto& [scenario, cluster] : scenarios) clusters.push_back(cluster);
  return clusters;
}

Values values_of(std::span<const SampleRecord* const> samples,
                 std::span<const VerdictRecord* const> verdicts, ScoreRule::Headline headline) {
  switch (headline) {
    case ScoreRule::Headline::Mean:
      return mean_values(verdicts);
    case ScoreRule::Headline::Whole:
      return whole_values(verdicts);
    case ScoreRule::Headline::FirstOrRevised:
      return first_or_revised_values(samples, verdicts);
  }
  return {};
}

std::size_t count_of(const Values& values) {
  std::size_t count = 0;
  for (const auto& [scenario, cluster] : values.scenarios) count += cluster.size();
  return count;
}

std::optional<std::variant<Estimate, Unscored>> score_of(const Values& values,
                                                         const ScoreRule& rule,
                                                         const Bootstrap& bootstrap) {
  switch (rule.headline) {
    case ScoreRule::Headline::Mean:
      return estimate_mean(clusters_of(values.scenarios), bootstrap);
    case ScoreRule::Headline::FirstOrRevised:
      return estimate_iterations(values.iterations, bootstrap);
    case ScoreRule::Headline::Whole:
      if (values.scored.empty()) return std::nullopt;
      return whole_score(values.scored, rule, bootstrap);
  }
  return std::nullopt;
}

std::map<std::string, Estimate> groups_of(const Values& values, const Grouping& grouping,
                                          const ScoreRule& rule, const Bootstrap& bootstrap) {
  ScoreRule within = rule;
  if (rule.headline == ScoreRule::Headline::FirstOrRevised) {
    within.headline = ScoreRule::Headline::Mean;
  }
  std::map<std::string, Values> parts;
  for (const auto& [scenario, cluster] : values.scenarios) {
    const auto value = grouping.values.find(scenario);
    if (value != grouping.values.end()) parts[value->second].scenarios.emplace(scenario, cluster);
  }
  for (const Scored& sample : values.scored) {
    const auto value = grouping.values.find(ScenarioId{std::string(sample.scenario)});
    if (value != grouping.values.end()) parts[value->second].scored.push_back(sample);
  }
  std::map<std::string, Estimate> groups;
  for (const auto& [value, part] : parts) {
    const auto found = score_of(part, within, bootstrap);
    const auto* estimate = found ? std::get_if<Estimate>(&*found) : nullptr;
    if (estimate != nullptr) groups.emplace(value, *estimate);
  }
  return groups;
}

}  // namespace attune
