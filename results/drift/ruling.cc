#include "results/drift/ruling.h"

#include <cmath>
#include <numeric>
#include <vector>

#include <boost/math/distributions/students_t.hpp>
#include <fmt/format.h>

#include "results/stats/estimate.h"

namespace attune {
namespace {

// Without promotion to long double, whose size differs between machines.
using Portable = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double student(double freedom, double level) {
  const boost::math::students_t_distribution<double, Portable> t(freedom);
  return boost::math::quantile(boost::math::complement(t, (1 - level) / 2));
}

// How far values of one scenario lie apart.
struct Within {
  double squares = 0;
  double freedom = 0;
};

void add_within(Within& within, const std::vector<double>& values) {
  const double mean = mean_of(values);
  for (const double value : values) within.squares += (value - mean) * (value - mean);
  within.freedom += static_cast<double>(values.size() - 1);
}

bool same_side(const Estimate& first, const Estimate& second) {
  return (*first.low > 0) == (*second.low > 0);
}

std::string no_anchors(const ReleaseFacts& from, const ReleaseFacts& to) {
  if (from.judge != to.judge)
    return fmt::format(
        "the judge is another ({} before, {} now) and no frozen replies were marked "
        "by both",
        from.judge.empty() ? "none" : from.judge, to.judge.empty() ? "none" : to.judge);
  return "no frozen replies were marked by the judge at both releases";
}

std::optional<Ruling> too_little(const Parts& parts, const ReleaseFacts& from,
                                 const ReleaseFacts& to) {
  if (!parts.total) return Ruling{Cause::Unknown, "no scenario was scored at both releases"};
  if (parts.total->clusters < kLeastScenarios)
    return Ruling{Cause::Unknown, fmt::format("{} scenarios in common are too few: {} are needed",
                                              parts.total->clusters, kLeastScenarios)};
  if (is_marked_by_rules(from, to)) return std::nullopt;
  if (parts.anchors == 0) return Ruling{Cause::Unknown, no_anchors(from, to)};
  if (parts.anchor_scenarios < kLeastScenarios)
    return Ruling{Cause::Unknown,
                  fmt::format("frozen replies of {} scenarios are too few: {} are needed",
                              parts.anchor_scenarios, kLeastScenarios)};
  return std::nullopt;
}

}  // namespace

std::optional<Noise> noise_of(const ReleaseFacts& from, const ReleaseFacts& to, double level) {
  Within within;
  std::vector<double> gained;
  double shares = 0;  // Σ (1 / k_from + 1 / k_to)
  for (const auto& [scenario, values] : from.points) {
    const auto found = to.points.find(scenario);
    if (found == to.points.end() || values.empty() || found->second.empty()) continue;
    add_within(within, values);
    add_within(within, found->second);
    gained.push_back(mean_of(found->second) - mean_of(values));
    shares +=
        1 / static_cast<double>(values.size()) + 1 / static_cast<double>(found->second.size());
  }
  if (gained.size() < 2) return std::nullopt;
  const auto n = static_cast<double>(gained.size());
  if (within.freedom >= static_cast<double>(kLeastScenarios)) {
    const double error = std::sqrt(within.squares / within.freedom * shares) / n;
    return Noise{student(within.freedom, level) * error, Noise::From::Repeats};
  }
  return Noise{student(n - 1, level) * *standard_error(gained), Noise::From::Spread};
}

bool off_zero(const std::optional<Estimate>& estimate) {
  return estimate && estimate->low && estimate->high && (*estimate->low > 0 || *estimate->high < 0);
}

Ruling rule_on(const Parts& parts, const ReleaseFacts& from, const ReleaseFacts& to) {
  if (const auto ruling = too_little(parts, from, to)) return *ruling;
  if (is_marked_by_rules(from, to)) return {off_zero(parts.total) ? Cause::Model : Cause::None, ""};
  const bool judge = off_zero(parts.judge);
  const bool apart = off_zero(parts.model);
  const bool model =
      apart &&
      (!parts.levelled || (off_zero(parts.levelled) && same_side(*parts.levelled, *parts.model)));
  if (judge) return {model ? Cause::Both : Cause::Judge, ""};
  if (model) return {Cause::Model, ""};
  if (apart)
    return {Cause::Unknown,
            "the judge's scale changed, and the frozen replies stood at another level"};
  if (off_zero(parts.total))
    return {Cause::Unknown, "there is a change, but too little is known to say whose"};
  return {Cause::None, ""};
}

}  // namespace attune
