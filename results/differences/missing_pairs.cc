#include "results/differences/missing_pairs.h"

#include <algorithm>
#include <cmath>

namespace attune {
namespace {

std::optional<double> value_at(const SideValues& values, const Playing& playing) {
  const auto found = values.points.find(playing);
  if (found == values.points.end()) return std::nullopt;
  return found->second;
}

bool has(const SideValues& values, const Playing& playing) {
  return values.points.contains(playing) || values.marks.contains(playing);
}

std::size_t count_of(const SideValues& values) {
  return values.points.size() + values.marks.size();
}

Bounds bounds_of(const SideValues& first, const SideValues& second,
                 const std::vector<Playing>& common, std::size_t intended, const ScoreRule& rule) {
  Bounds sums;
  for (const Playing& playing : common) {
    const std::optional<double> one = value_at(first, playing);
    const std::optional<double> two = value_at(second, playing);
    sums.worst += one.value_or(rule.low) - two.value_or(rule.high);
    sums.best += one.value_or(rule.high) - two.value_or(rule.low);
  }
  const auto unplayed = static_cast<double>(intended - common.size());
  const auto all = static_cast<double>(intended);
  return {.worst = (sums.worst + unplayed * (rule.low - rule.high)) / all,
          .best = (sums.best + unplayed * (rule.high - rule.low)) / all};
}

}  // namespace

MissingPairs missing_pairs(const SideValues& first, const SideValues& second,
                           const DifferenceFacts& facts, std::size_t other) {
  std::vector<Playing> common;
  std::ranges::set_intersection(first.recorded, second.recorded, std::back_inserter(common));
  MissingPairs missing;
  for (const Playing& playing : common)
    missing.pairs += has(first, playing) && has(second, playing) ? 1 : 0;
  missing.first_alone = count_of(first) - missing.pairs;
  missing.second_alone = count_of(second) - missing.pairs;
  missing.intended =
      std::max(common.size(), std::min(facts.sides.front().planned, facts.sides[other].planned));
  const ScoreRule& rule = facts.rule;
  const bool bounded = rule.headline != ScoreRule::Headline::Whole && std::isfinite(rule.low) &&
                       std::isfinite(rule.high);
  if (bounded && missing.pairs < missing.intended)
    missing.bounds = bounds_of(first, second, common, missing.intended, rule);
  return missing;
}

}  // namespace attune
