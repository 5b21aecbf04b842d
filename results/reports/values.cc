#include "results/reports/values.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

#include "results/reports/whole.h"
#include "scorers/rules/first_or_revised.h"

namespace attune {
namespace {

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

// Finds the clusters of scenarios that are asked for in order without a search for each.
class Clusters {
 public:
  explicit Clusters(std::map<ScenarioId, Cluster>& clusters)
      : clusters_(&clusters), at_(clusters.end()) {}

  Cluster& of(const ScenarioId& scenario) {
    const auto here = [&] { return at_ != clusters_->end() && at_->first == scenario; };
    if (here()) return at_->second;
    if (at_ != clusters_->end()) ++at_;
    if (here()) return at_->second;
    at_ = clusters_->try_emplace(scenario).first;
    return at_->second;
  }

 private:
  std::map<ScenarioId, Cluster>* clusters_;
  std::map<ScenarioId, Cluster>::iterator at_;
};

Values mean_values(std::span<const MarkedSample> verdicts) {
  Values values;
  Clusters points(values.scenarios);
  std::map<std::string, Clusters> criteria;
  for (const MarkedSample& each : verdicts) {
    const auto* marks = std::get_if<Marks>(each.finding);
    if (marks == nullptr) {
      ++values.unscored[reason_of(std::get<Unscored>(*each.finding).why)];
    } else if (!std::isfinite(marks->points)) {
      ++values.unscored["points that are not a number"];
    } else {
      points.of(*each.scenario).push_back(marks->points);
      for (const Mark& mark : marks->marks) {
        if (!std::isfinite(mark.value)) continue;
        const auto known = criteria.try_emplace(mark.name, values.criteria[mark.name]).first;
        known->second.of(*each.scenario).push_back(mark.value);
      }
    }
  }
  return values;
}

// Every playing of the pack has a number of its own: several runs add repeats.
std::map<RunRepeat, int> numbered_repeats(std::span<const MarkedSample> verdicts) {
  std::map<RunRepeat, int> numbers;
  for (const MarkedSample& each : verdicts) numbers[{*each.run, each.repeat}];
  int number = 0;
  for (auto& [repeat, its] : numbers) its = ++number;
  return numbers;
}

Values whole_values(std::span<const MarkedSample> verdicts) {
  Values values = mean_values(verdicts);
  const std::map<RunRepeat, int> numbers = numbered_repeats(verdicts);
  for (const MarkedSample& each : verdicts) {
    const auto* marks = std::get_if<Marks>(each.finding);
    if (marks == nullptr || !std::isfinite(marks->points)) continue;
    values.scored.push_back({each.scenario->text, numbers.at({*each.run, each.repeat}), marks});
  }
  return values;
}

// What was read in one playing of the pack.
struct Passes {
  std::vector<const ScenarioId*> scenarios;
  std::vector<PassMarks> marks;  // beside `scenarios`
};

std::map<RunRepeat, Passes> passes_of(const std::set<RunRepeat>& played,
                                      std::span<const MarkedSample> verdicts, Values& values) {
  std::map<RunRepeat, Passes> passes;
  for (const RunRepeat& repeat : played) passes[repeat];
  const RunId* run = nullptr;
  std::map<int, Passes*> of_run;  // by repeat
  for (const MarkedSample& each : verdicts) {
    if (run != each.run) of_run.clear();
    run = each.run;
    Passes*& mine = of_run[each.repeat];
    if (mine == nullptr) mine = &passes[{*each.run, each.repeat}];
    if (const auto* marks = std::get_if<Marks>(each.finding)) {
      mine->scenarios.push_back(each.scenario);
      mine->marks.push_back({mark_of(*marks, kFirstPass), mark_of(*marks, kRevised)});
    } else {
      ++values.unscored[reason_of(std::get<Unscored>(*each.finding).why)];
    }
  }
  return passes;
}

struct ChosenMark {
  const ScenarioId* scenario;
  double mark;
};

// The marks of the side chosen for this iteration, in order of scenario.
std::vector<ChosenMark> chosen_of(const Passes& passes, Values& values) {
  const bool revised = first_or_revised(passes.marks).side == ChosenPass::Side::Revised;
  std::vector<ChosenMark> chosen;
  for (std::size_t at = 0; at < passes.marks.size(); ++at) {
    const std::optional<double>& mark =
        revised ? passes.marks[at].revised : passes.marks[at].first_pass;
    if (mark) {
      chosen.push_back({passes.scenarios[at], *mark});
    } else {
      ++values.unscored[revised ? "no revised answer" : "no first-pass answer"];
    }
  }
  return chosen;
}

Values first_or_revised_values(const std::set<RunRepeat>& played,
                               std::span<const MarkedSample> verdicts) {
  Values values;
  std::vector<std::vector<ChosenMark>> finals;
  for (const auto& [repeat, passes] : passes_of(played, verdicts, values)) {
    finals.push_back(chosen_of(passes, values));
    Clusters clusters(values.scenarios);
    for (const auto& [scenario, mark] : finals.back()) clusters.of(*scenario).push_back(mark);
  }
  for (const auto& final : finals) {
    Iteration& iteration = values.iterations.emplace_back();
    auto next = final.begin();
    for (const auto& [scenario, cluster] : values.scenarios) {
      const bool has = next != final.end() && *next->scenario == scenario;
      iteration.push_back(has ? std::optional(next->mark) : std::nullopt);
      if (has) ++next;
    }
  }
  return values;
}

}  // namespace

void sort_marked(std::vector<MarkedSample>& marked) {
  std::ranges::sort(marked, [](const MarkedSample& a, const MarkedSample& b) {
    if (a.run != b.run && *a.run != *b.run) return *a.run < *b.run;
    return std::tie(*a.scenario, a.repeat) < std::tie(*b.scenario, b.repeat);
  });
}

std::vector<Cluster> clusters_of(const std::map<ScenarioId, Cluster>& scenarios) {
  std::vector<Cluster> clusters;
  clusters.reserve(scenarios.size());
  for (const auto& [scenario, cluster] : scenarios) clusters.push_back(cluster);
  return clusters;
}

Values values_of(const std::set<RunRepeat>& played, std::span<const MarkedSample> verdicts,
                 ScoreRule::Headline headline) {
  switch (headline) {
    case ScoreRule::Headline::Mean:
      return mean_values(verdicts);
    case ScoreRule::Headline::Whole:
      return whole_values(verdicts);
    case ScoreRule::Headline::FirstOrRevised:
      return first_or_revised_values(played, verdicts);
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
