#include "results/differences/mean_difference.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "results/stats/correlation.h"
#include "results/stats/effect_size.h"
#include "results/stats/multiplicity.h"
#include "results/stats/power.h"
#include "results/stats/proportion.h"

namespace attune {
namespace {

// Means closer than this are equal but for rounding, in points.
constexpr double kTie = 1e-9;
constexpr double kFull = 100;  // points of what is right
// Marks that say which letter was picked: neither more nor less of them is better.
constexpr std::string_view kPicked = "picked_";

bool is_binary(double value) {
  return value == 0 || value == kFull;
}

bool is_binary(const std::vector<PairedScenario>& pairs) {
  return std::ranges::all_of(pairs, [](const PairedScenario& pair) {
    return std::ranges::all_of(pair.first, [](double value) { return is_binary(value); }) &&
           std::ranges::all_of(pair.second, [](double value) { return is_binary(value); });
  });
}

bool single(const std::vector<PairedScenario>& pairs) {
  return std::ranges::all_of(
      pairs, [](const PairedScenario& pair) { return pair.differences.size() == 1; });
}

Interval in_points(const Share& share, double level) {
  const std::optional<Interval> interval = wilson_interval(share, level);
  return interval ? Interval{kFull * interval->low, kFull * interval->high} : Interval{};
}

// REQUIRES: is_binary() and single().
BinaryPairs binary_pairs(const std::vector<PairedScenario>& pairs, double level) {
  BinaryPairs binary;
  for (const PairedScenario& pair : pairs) {
    const bool first = pair.first.front() == kFull;
    const bool second = pair.second.front() == kFull;
    ++(first ? (second ? binary.both : binary.first_only)
             : (second ? binary.second_only : binary.neither));
  }
  const Discordant discordant{binary.first_only, binary.second_only};
  binary.mcnemar = mcnemar_exact(discordant);
  binary.mid_p = mcnemar_mid_p(discordant);
  binary.first = in_points({binary.both + binary.first_only, pairs.size()}, level);
  binary.second = in_points({binary.both + binary.second_only, pairs.size()}, level);
  return binary;
}

void add_points(Difference& difference, const std::vector<PairedScenario>& pairs,
                const DifferenceFacts& facts) {
  for (const PairedScenario& pair : pairs) {
    const auto title = facts.titles.find(pair.scenario);
    DifferencePoint point{.scenario = pair.scenario,
                          .title = title == facts.titles.end() ? "" : title->second,
                          .first = mean_of(pair.first),
                          .second = mean_of(pair.second),
                          .difference = mean_of(pair.differences),
                          .pairs = pair.differences.size()};
    ++(point.difference > kTie    ? difference.wins.won
       : point.difference < -kTie ? difference.wins.lost
                                  : difference.wins.tied);
    difference.points.push_back(std::move(point));
  }
}

void add_test(Difference& difference, const std::vector<PairedScenario>& pairs,
              const Bootstrap& bootstrap) {
  const std::vector<double> means = difference_means(pairs);
  if (is_binary(pairs)) {
    if (single(pairs)) {
      difference.binary = binary_pairs(pairs, bootstrap.level);
      difference.p = difference.binary->mcnemar;
      difference.test = "McNemar's exact test";
      return;
    }
    difference.notes.emplace_back(
        "right or wrong, and several repeats: tested over scenarios, not by McNemar's test, which "
        "would take repeats for scenarios");
  }
  const auto test = sign_flip_test(means, {.seed = bootstrap.seed});
  if (!test) return;
  difference.p = test->p;
  difference.test = test_text(*test, "choices of signs");
}

void add_means(Difference& difference, const std::vector<PairedScenario>& pairs, double level) {
  std::vector<double> first;
  std::vector<double> second;
  for (const PairedScenario& pair : pairs) {
    first.push_back(mean_of(pair.first));
    second.push_back(mean_of(pair.second));
  }
  difference.first_mean = mean_of(first);
  difference.second_mean = mean_of(second);
  difference.correlation = estimate_correlation(first, second, level);
}

// Variance of scenarios' mean differences as they are; absent with fewer than two.
std::optional<double> variance_of(const std::vector<PairedScenario>& pairs) {
  const std::optional<double> error = standard_error(difference_means(pairs));
  if (!error) return std::nullopt;
  return *error * *error * static_cast<double>(pairs.size());
}

void add_detectable(Detectable& detectable, const std::vector<PairedScenario>& pairs,
                    const DifferenceOptions& options) {
  const TestPlan plan{.alpha = 1 - options.bootstrap.level};
  detectable.declared_sd = options.supposed_spread;
  detectable.before =
      detectable_difference(options.supposed_spread * options.supposed_spread, pairs.size(), plan);
  const std::optional<double> variance = variance_of(pairs);
  if (!variance) return;
  detectable.after = detectable_difference(*variance, pairs.size(), plan);
  if (options.margin)
    detectable.scenarios_for_margin = scenarios_needed(*options.margin, *variance, plan);
}

VarianceParts parts_of(const std::vector<PairedScenario>& pairs) {
  std::vector<JudgedScenario> scenarios;
  for (const PairedScenario& pair : pairs) {
    JudgedScenario& scenario = scenarios.emplace_back();
    for (const double difference : pair.differences) scenario.push_back({difference});
  }
  return variance_parts(scenarios);
}

std::optional<CriterionDifference> criterion_difference(const std::string& name,
                                                        const std::vector<PairedScenario>& pairs,
                                                        const Bootstrap& bootstrap) {
  const auto estimate = estimate_mean(difference_clusters(pairs), bootstrap);
  if (!estimate) return std::nullopt;
  CriterionDifference made{.name = name, .difference = *estimate};
  const auto test = sign_flip_test(difference_means(pairs), {.seed = bootstrap.seed});
  if (test) made.p = test->p;
  return made;
}

}  // namespace

std::string test_text(const PermutationTest& test, std::string_view of_what) {
  return fmt::format("{}{} {}", test.exact ? "all " : "", test.arrangements, of_what);
}

std::optional<Interval> equivalence_interval(const std::vector<PairedScenario>& pairs,
                                             const Bootstrap& bootstrap) {
  Bootstrap narrower = bootstrap;
  narrower.level = equivalence_level(bootstrap.level);
  const auto estimate = estimate_mean(difference_clusters(pairs), narrower);
  if (!estimate || !estimate->low) return std::nullopt;
  return Interval{*estimate->low, *estimate->high};
}

void add_mean_difference(Difference& difference, const std::vector<PairedScenario>& pairs,
                         const DifferenceFacts& facts, const DifferenceOptions& options) {
  const Bootstrap& bootstrap = options.bootstrap;
  difference.difference = estimate_mean(difference_clusters(pairs), bootstrap);
  add_means(difference, pairs, bootstrap.level);
  add_points(difference, pairs, facts);
  add_test(difference, pairs, bootstrap);
  difference.effect = paired_effect_size(difference_means(pairs), bootstrap.level);
  add_detectable(difference.detectable, pairs, options);
  if (options.margin) {
    difference.equivalence = Equivalence{.margin = *options.margin,
                                         .level = equivalence_level(bootstrap.level),
                                         .interval = equivalence_interval(pairs, bootstrap)};
  }
  difference.spreads.emplace().difference = parts_of(pairs);
}

std::vector<CriterionDifference> criterion_differences(const SideValues& first,
                                                       const SideValues& second,
                                                       const DifferenceOptions& options) {
  std::vector<CriterionDifference> criteria;
  for (const auto& [name, values] : first.criteria) {
    const auto other = second.criteria.find(name);
    if (other == second.criteria.end() || name.starts_with(kPicked)) continue;
    auto made = criterion_difference(name, paired(values, other->second), options.bootstrap);
    if (made) criteria.push_back(*std::move(made));
  }
  std::vector<double> p;
  for (const CriterionDifference& each : criteria) p.push_back(each.p.value_or(1));
  const std::vector<double> adjusted = holm(p);
  for (std::size_t at = 0; at < criteria.size(); ++at) {
    if (criteria[at].p) criteria[at].adjusted = adjusted[at];
  }
  return criteria;
}

}  // namespace attune
