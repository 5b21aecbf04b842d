#include "results/drift/vitals.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

#include <boost/math/distributions/normal.hpp>

#include "results/stats/bootstrap.h"
#include "results/stats/figure.h"
#include "results/stats/paired.h"

namespace attune {
namespace {

// Without promotion to long double, whose size differs between machines.
using Portable = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

using ByScenario = std::map<ScenarioId, Cluster>;
using Reading = std::function<std::optional<double>(const Vital&)>;

std::optional<double> refusal_of(const Vital& vital) {
  return is_refusal(vital.outcome) ? 100.0 : 0.0;
}

std::optional<double> length_of(const Vital& vital) {
  return vital.length;
}

std::optional<double> latency_of(const Vital& vital) {
  if (!vital.latency) return std::nullopt;
  return static_cast<double>(vital.latency->count());
}

std::optional<double> cost_of(const Vital& vital) {
  if (!vital.cost_usd) return std::nullopt;
  return 1000 * *vital.cost_usd;
}

ByScenario read(const ReleaseFacts& release, const Reading& reading) {
  ByScenario values;
  for (const Vital& vital : release.vitals) {
    if (vital.outcome == Outcome::Failed) continue;
    if (const auto value = reading(vital)) values[vital.scenario].push_back(*value);
  }
  // Sums run in an order of their own, not in that of the records.
  for (auto& [scenario, cluster] : values) std::ranges::sort(cluster);
  return values;
}

double mean_of(const Cluster& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double median_of(Cluster values) {
  return quantile(values, 0.5);
}

struct Both {
  std::vector<Cluster> from, to;  // of the common scenarios, in one order
  std::size_t values = 0;
};

Both common(const ByScenario& from, const ByScenario& to) {
  Both both;
  for (const auto& [scenario, values] : from) {
    const auto found = to.find(scenario);
    if (found == to.end()) continue;
    both.from.push_back(values);
    both.to.push_back(found->second);
    both.values += found->second.size();
  }
  return both;
}

std::vector<Cluster> clusters(const ByScenario& values) {
  std::vector<Cluster> made;
  for (const auto& [scenario, cluster] : values) made.push_back(cluster);
  return made;
}

std::size_t count_of(const std::vector<Cluster>& scenarios) {
  std::size_t count = 0;
  for (const Cluster& each : scenarios) count += each.size();
  return count;
}

// Wilson's, of a share in per cent that need not be a count's.
Interval wilson(double percent, std::size_t trials, double level) {
  const boost::math::normal_distribution<double, Portable> normal;
  const double z = boost::math::quantile(boost::math::complement(normal, (1 - level) / 2));
  const auto n = static_cast<double>(trials);
  const double p = percent / 100;
  const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  // Of nothing and of all the ends are exact; rounding is not.
  return {p <= 0 ? 0 : 100 * (centre - half), p >= 1 ? 100 : 100 * (centre + half)};
}

double mean_over(const std::vector<Cluster>& scenarios) {
  Cluster means;
  for (const Cluster& each : scenarios) means.push_back(mean_of(each));
  return mean_of(means);
}

std::optional<Estimate> refusals(const std::vector<Cluster>& scenarios, double level) {
  if (scenarios.empty()) return std::nullopt;
  const double percent = mean_over(scenarios);
  const Interval interval = wilson(percent, scenarios.size(), level);
  return Estimate{.point = percent,
                  .low = interval.low,
                  .high = interval.high,
                  .level = level,
                  .samples = count_of(scenarios),
                  .clusters = scenarios.size()};
}

std::optional<Estimate> refusals_change(const Both& both, double level) {
  if (both.from.empty()) return std::nullopt;
  const Estimate from = *refusals(both.from, level);
  const Estimate to = *refusals(both.to, level);
  const double point = to.point - from.point;
  return Estimate{.point = point,
                  .low = point - std::hypot(to.point - *to.low, *from.high - from.point),
                  .high = point + std::hypot(*to.high - to.point, from.point - *from.low),
                  .level = level,
                  .samples = both.values,
                  .clusters = both.from.size()};
}

std::optional<Estimate> mean_change(const Both& both, const Bootstrap& bootstrap) {
  ScenarioMeans from, to;
  for (const Cluster& values : both.from) from.emplace_back(mean_of(values));
  for (const Cluster& values : both.to) to.emplace_back(mean_of(values));
  auto change = paired_difference(to, from, bootstrap);
  if (change) change->samples = both.values;
  return change;
}

Cluster medians_of(const std::vector<Cluster>& scenarios) {
  Cluster medians;
  for (const Cluster& values : scenarios) medians.push_back(median_of(values));
  return medians;
}

double median_at(const Cluster& values, std::span<const std::uint32_t> drawn) {
  Cluster some;
  some.reserve(drawn.size());
  for (const std::uint32_t at : drawn) some.push_back(values[at]);
  return median_of(std::move(some));
}

std::optional<Estimate> median(const std::vector<Cluster>& scenarios, const Bootstrap& bootstrap) {
  const Cluster medians = medians_of(scenarios);
  return estimate_figure(
      [&medians](auto drawn) { return std::optional(median_at(medians, drawn)); },
      {.samples = count_of(scenarios), .clusters = medians.size()}, bootstrap);
}

std::optional<Estimate> median_change(const Both& both, const Bootstrap& bootstrap) {
  const Cluster from = medians_of(both.from);
  const Cluster to = medians_of(both.to);
  return estimate_figure(
      [&from, &to](auto drawn) {
        return std::optional(median_at(to, drawn) - median_at(from, drawn));
      },
      {.samples = both.values, .clusters = from.size()}, bootstrap);
}

}  // namespace

bool is_refusal(Outcome outcome) {
  return outcome == Outcome::Refused || outcome == Outcome::Filtered;
}

Vitals vitals_of(const ReleaseFacts& release, const Bootstrap& bootstrap) {
  return {.refusals = refusals(clusters(read(release, refusal_of)), bootstrap.level),
          .length = estimate_mean(clusters(read(release, length_of)), bootstrap),
          .latency = median(clusters(read(release, latency_of)), bootstrap),
          .cost = estimate_mean(clusters(read(release, cost_of)), bootstrap)};
}

Vitals vitals_change(const ReleaseFacts& from, const ReleaseFacts& to, const Bootstrap& bootstrap) {
  const auto both = [&](const Reading& reading) {
    return common(read(from, reading), read(to, reading));
  };
  return {.refusals = refusals_change(both(refusal_of), bootstrap.level),
          .length = mean_change(both(length_of), bootstrap),
          .latency = median_change(both(latency_of), bootstrap),
          .cost = mean_change(both(cost_of), bootstrap)};
}

}  // namespace attune
