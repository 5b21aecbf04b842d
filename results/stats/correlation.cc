#include "results/stats/correlation.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include <boost/math/distributions/normal.hpp>

#include "scorers/rules/rank_statistics.h"

namespace attune {
namespace {

// Without promotion to long double, whose size differs between machines.
using Portable = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

}  // namespace

std::optional<double> pearson(std::span<const double> first, std::span<const double> second) {
  assert(first.size() == second.size());
  if (first.size() < 2) return std::nullopt;
  const double mean_first = mean_of(first);
  const double mean_second = mean_of(second);
  double both = 0;
  double one = 0;
  double two = 0;
  for (std::size_t at = 0; at < first.size(); ++at) {
    both += (first[at] - mean_first) * (second[at] - mean_second);
    one += (first[at] - mean_first) * (first[at] - mean_first);
    two += (second[at] - mean_second) * (second[at] - mean_second);
  }
  if (!(one > 0) || !(two > 0)) return std::nullopt;
  return std::clamp(both / std::sqrt(one * two), -1.0, 1.0);
}

std::optional<double> spearman(std::span<const double> first, std::span<const double> second) {
  const std::vector<double> one = mean_ranks(first);
  const std::vector<double> two = mean_ranks(second);
  return pearson(one, two);
}

std::optional<Interval> fisher_interval(double r, std::size_t pairs, double level) {
  assert(level > 0 && level < 1);
  if (pairs < 4 || !(std::abs(r) < 1)) return std::nullopt;
  const boost::math::normal_distribution<double, Portable> normal;
  const double z = boost::math::quantile(boost::math::complement(normal, (1 - level) / 2));
  const double half = z / std::sqrt(static_cast<double>(pairs) - 3);
  return Interval{.low = std::tanh(std::atanh(r) - half), .high = std::tanh(std::atanh(r) + half)};
}

std::optional<Estimate> estimate_correlation(std::span<const double> first,
                                             std::span<const double> second, double level) {
  const std::optional<double> r = pearson(first, second);
  if (!r) return std::nullopt;
  Estimate estimate{.point = *r, .level = level, .samples = first.size(), .clusters = first.size()};
  if (const auto interval = fisher_interval(*r, first.size(), level)) {
    estimate.low = interval->low;
    estimate.high = interval->high;
  }
  return estimate;
}

}  // namespace attune
