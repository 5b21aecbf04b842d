#include "harness/pairing/pair_standing.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>

#include <boost/math/distributions/students_t.hpp>

#include "harness/pairing/pair_stock.h"
#include "results/stats/rank_range.h"

namespace attune {
namespace {

// Without promotion to long double, whose size differs between machines.
using Portable = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

constexpr double kTail = 0.025;
// Of the variance, which further units would not take away; below it, what would is an open
// question.
constexpr double kShareThatStays = 0.5;

double variance_of(const Strengths& strengths, std::size_t at) {
  return std::max(0.0, strengths.covariance[at * strengths.theta.size() + at]);
}

double widening(std::size_t scenarios) {
  const auto n = static_cast<double>(scenarios);
  const boost::math::students_t_distribution<double, Portable> student(n - 1);
  return boost::math::quantile(boost::math::complement(student, kTail)) * std::sqrt(n / (n - 1));
}

std::vector<std::size_t> scenarios_each(std::size_t contestants,
                                        std::span<const Contest> contests) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> played;
  for (const Contest& contest : contests) {
    played.emplace_back(contest.first, contest.cluster);
    played.emplace_back(contest.second, contest.cluster);
  }
  std::sort(played.begin(), played.end());
  played.erase(std::unique(played.begin(), played.end()), played.end());
  std::vector<std::size_t> counts(contestants);
  for (const auto& each : played) ++counts[each.first];
  return counts;
}

}  // namespace

std::vector<Contest> to_contests(const PairField& field, std::span<const JudgedUnit> judged) {
  const std::vector<std::uint32_t> scenario = scenarios_of(field);
  std::vector<JudgedUnit> all(field.known);
  all.insert(all.end(), judged.begin(), judged.end());
  std::sort(all.begin(), all.end(), [](const JudgedUnit& first, const JudgedUnit& second) {
    return std::tie(first.unit.a, first.unit.b, first.unit.place, first.share) <
           std::tie(second.unit.a, second.unit.b, second.unit.place, second.share);
  });
  std::vector<Contest> contests;
  for (const JudgedUnit& each : all) {
    if (!each.share) continue;
    contests.push_back({.first = each.unit.a,
                        .second = each.unit.b,
                        .share = *each.share,
                        .cluster = scenario[each.unit.place]});
  }
  return contests;
}

std::optional<PairStanding> standing_of(const PairField& field, std::span<const Contest> contests) {
  auto fit = fit_bradley_terry(field.contestants, contests);
  const auto apart =
      fit_bradley_terry(field.contestants, contests, {}, {.spread = Spread::Buckets});
  if (!fit || !apart) return std::nullopt;
  PairStanding standing{.strengths = *std::move(fit),
                        .half_widths = std::vector<std::optional<double>>(field.contestants),
                        .floors = std::vector<std::optional<double>>(field.contestants),
                        .scenarios = scenarios_each(field.contestants, contests)};
  for (std::size_t at = 0; at < field.contestants; ++at) {
    if (standing.scenarios[at] < 2) continue;
    const double variance = variance_of(standing.strengths, at);
    const double half =
        RatingScale{}.per_logit * std::sqrt(variance) * widening(standing.scenarios[at]);
    standing.half_widths[at] = half;
    const double left = variance - variance_of(*apart, at);
    if (left >= kShareThatStays * variance) standing.floors[at] = half * std::sqrt(left / variance);
  }
  return standing;
}

std::vector<bool> ranked(const PairStanding& standing, std::uint64_t seed) {
  std::vector<bool> alone;
  for (const RankRange& range : rating_ranges(standing.strengths, {.seed = seed}))
    alone.push_back(range.low == range.high);
  return alone;
}

}  // namespace attune
