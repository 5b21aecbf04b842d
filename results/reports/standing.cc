#include "results/reports/standing.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "results/reports/values.h"

namespace attune {
namespace {

constexpr std::size_t kReasons = 3;

std::size_t count_of(std::span<const SampleCount> samples) {
  std::size_t count = 0;
  for (const SampleCount& each : samples) count += each.count;
  return count;
}

std::map<std::string, std::size_t> outcomes_of(const Played& played) {
  std::map<std::string, std::size_t> outcomes;
  for (const SampleCount& each : played.samples)
    outcomes[std::string(to_text(each.outcome))] += each.count;
  const std::size_t samples = count_of(played.samples);
  if (played.planned > samples) outcomes["unplayed"] = played.planned - samples;
  return outcomes;
}

// In one order, so that sums are the same however the records came.
void add_cost(Standing& standing, const Played& played) {
  std::vector<double> costs;
  standing.cost_known = !played.samples.empty();
  for (const SampleCount& each : played.samples) {
    if (each.priced > 0) costs.push_back(each.cost_usd);
    if (each.priced < each.count) standing.cost_known = false;
  }
  std::ranges::sort(costs);
  if (!costs.empty()) standing.cost_usd = std::accumulate(costs.begin(), costs.end(), 0.0);
}

void add_reasons(Standing& standing, const std::map<std::string, std::size_t>& unscored) {
  standing.reasons.assign(unscored.begin(), unscored.end());
  for (const auto& [why, count] : standing.reasons) standing.unscored += count;
  std::ranges::stable_sort(standing.reasons, std::ranges::greater(),
                           &std::pair<std::string, std::size_t>::second);
  if (standing.reasons.size() > kReasons) standing.reasons.resize(kReasons);
}

// Fills every missing sample with the same points. With a balanced plan (each scenario as often as
// any other) this is what the mean over scenarios would be.
double filled(const Values& values, const Standing& standing, double points) {
  double sum = static_cast<double>(standing.missing) * points;
  for (const auto& [scenario, cluster] : values.scenarios) {
    sum = std::accumulate(cluster.begin(), cluster.end(), sum);
  }
  return sum / static_cast<double>(standing.planned);
}

void add_score(Standing& standing, const Values& values, const ScoreRule& rule,
               const Bootstrap& bootstrap) {
  const auto found = score_of(values, rule, bootstrap);
  if (!found) return;
  if (const auto* why = std::get_if<Unscored>(&*found)) {
    standing.failed = why->why;
  } else {
    standing.score = std::get<Estimate>(*found);
  }
}

void add_missing(Standing& standing, const Values& values, const ScoreRule& rule) {
  const std::size_t scored = count_of(values);
  standing.missing = standing.planned - scored;
  if (standing.missing == 0) return;
  // Of a whole nobody knows what other samples would have made of it.
  if (rule.headline != ScoreRule::Headline::Whole) {
    standing.bounds = Bounds{.worst = filled(values, standing, rule.low),
                             .best = filled(values, standing, rule.high)};
  }
  const double share = static_cast<double>(scored) / static_cast<double>(standing.planned);
  if (share >= rule.answered_share) return;
  standing.failed =
      fmt::format("scored {} of {} planned samples, under the share of {:.4g} asked for", scored,
                  standing.planned, rule.answered_share);
  standing.score.reset();
}

std::map<std::string, Estimate> criteria_of(const Values& values, const Bootstrap& bootstrap) {
  std::map<std::string, Estimate> criteria;
  for (const auto& [name, scenarios] : values.criteria) {
    criteria.emplace(name, *estimate_mean(clusters_of(scenarios), bootstrap));
  }
  return criteria;
}

void add_groups(Standing& standing, const Values& values, const ScoreRule& rule,
                std::span<const Grouping> groupings, const Bootstrap& bootstrap) {
  for (const Grouping& grouping : groupings) {
    auto groups = groups_of(values, grouping, rule, bootstrap);
    if (!groups.empty()) standing.groups.emplace(grouping.tag, std::move(groups));
  }
}

std::map<ScenarioId, double> means_of(const Values& values) {
  std::map<ScenarioId, double> means;
  for (const auto& [scenario, cluster] : values.scenarios) {
    const double sum = std::accumulate(cluster.begin(), cluster.end(), 0.0);
    means.emplace(scenario, sum / static_cast<double>(cluster.size()));
  }
  return means;
}

std::size_t blank_iterations_of(const Values& values) {
  const auto blank = [](const Iteration& iteration) {
    return std::ranges::none_of(iteration, [](const auto& value) { return value.has_value(); });
  };
  return static_cast<std::size_t>(std::ranges::count_if(values.iterations, blank));
}

}  // namespace

std::set<RunRepeat> repeats_of(std::span<const SampleCount> samples) {
  std::set<RunRepeat> repeats;
  for (const SampleCount& each : samples) repeats.emplace(each.run, each.repeat);
  return repeats;
}

Unplaced make_standing(Played played, const ScoreRule& rule, std::span<const Grouping> groupings,
                       const Bootstrap& bootstrap) {
  sort_marked(played.verdicts);
  played.planned = std::max({played.planned, count_of(played.samples), played.verdicts.size()});
  Values values = values_of(repeats_of(played.samples), played.verdicts, rule.headline);

  Unplaced made;
  Standing& standing = made.standing;
  standing.subject = played.subject;
  standing.release = played.release;
  standing.planned = played.planned;
  standing.stub = played.subject.provider() == "stub";
  standing.outcomes = outcomes_of(played);
  standing.leanings = leanings_of(played.verdicts);
  add_score(standing, values, rule, bootstrap);
  add_cost(standing, played);
  add_reasons(standing, values.unscored);
  add_missing(standing, values, rule);
  if (!standing.failed) {
    standing.criteria = criteria_of(values, bootstrap);
    add_groups(standing, values, rule, groupings, bootstrap);
  }
  made.means = means_of(values);
  made.scored = std::move(values.scored);
  made.blank_iterations = blank_iterations_of(values);
  return made;
}

std::vector<ScenarioMeans> means_by_scenario(std::span<const Unplaced* const> rows) {
  std::set<ScenarioId> scenarios;
  for (const Unplaced* row : rows) {
    for (const auto& [scenario, mean] : row->means) scenarios.insert(scenario);
  }
  std::vector<ScenarioMeans> field;
  for (const Unplaced* row : rows) {
    ScenarioMeans& means = field.emplace_back();
    for (const ScenarioId& scenario : scenarios) {
      const auto found = row->means.find(scenario);
      means.push_back(found == row->means.end() ? std::nullopt : std::optional(found->second));
    }
  }
  return field;
}

}  // namespace attune
