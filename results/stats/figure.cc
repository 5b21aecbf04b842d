#include "results/stats/figure.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace attune {
namespace {

std::optional<double> finite(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? value : std::nullopt;
}

bool enough(std::size_t valid, std::size_t draws) {
  return valid > 0 && 2 * valid >= draws;
}

std::vector<double> present(std::span<const std::optional<double>> draws) {
  std::vector<double> values;
  for (const std::optional<double>& draw : draws) {
    if (draw) values.push_back(*draw);
  }
  return values;
}

std::size_t resamples_of(const Bootstrap& bootstrap) {
  return std::max<std::size_t>(bootstrap.resamples, 1);
}

std::size_t common_clusters(const DrawnFigure& first, const DrawnFigure& second) {
  assert(first.has.size() == second.has.size());
  std::size_t common = 0;
  for (std::size_t at = 0; at < first.has.size(); ++at) {
    common += first.has[at] && second.has[at] ? 1 : 0;
  }
  return common;
}

// Empty where they are too few for an interval.
std::vector<double> differences(const DrawnFigure& first, const DrawnFigure& second) {
  assert(first.draws.size() == second.draws.size());
  std::vector<double> both;
  if (common_clusters(first, second) < 2) return both;
  for (std::size_t draw = 0; draw < first.draws.size(); ++draw) {
    if (first.draws[draw] && second.draws[draw])
      both.push_back(*first.draws[draw] - *second.draws[draw]);
  }
  if (!enough(both.size(), first.draws.size())) both.clear();
  return both;
}

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// REQUIRES: two values or more.
double deviation_of(std::span<const double> values) {
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

}  // namespace

std::optional<Estimate> estimate_figure(const Figure& figure, const Extent& extent,
                                        const Bootstrap& bootstrap) {
  if (extent.clusters == 0) return std::nullopt;
  std::vector<std::uint32_t> all(extent.clusters);
  std::iota(all.begin(), all.end(), 0U);
  const std::optional<double> point = finite(figure(all));
  if (!point) return std::nullopt;
  Estimate estimate{.point = *point,
                    .level = bootstrap.level,
                    .samples = extent.samples,
                    .clusters = extent.clusters};
  if (extent.clusters < 2) return estimate;
  const DrawnFigure drawn =
      drawn_figure(figure, std::vector<bool>(extent.clusters, true), bootstrap);
  std::vector<double> values = present(drawn.draws);
  if (!enough(values.size(), drawn.draws.size())) return estimate;
  const Interval interval = interval_of(values, expanded_tail(extent.clusters, bootstrap.level));
  estimate.low = interval.low;
  estimate.high = interval.high;
  return estimate;
}

DrawnFigure drawn_figure(const Figure& figure, std::vector<bool> has, const Bootstrap& bootstrap) {
  DrawnFigure drawn{.has = std::move(has)};
  Resampler resampler(drawn.has.size(), bootstrap.seed);
  std::vector<std::uint32_t> mine;
  for (std::size_t draw = 0; draw < resamples_of(bootstrap); ++draw) {
    mine.clear();
    for (const std::uint32_t cluster : resampler.draw()) {
      if (drawn.has[cluster]) mine.push_back(cluster);
    }
    drawn.draws.push_back(mine.empty() ? std::nullopt : finite(figure(mine)));
  }
  return drawn;
}

std::optional<Interval> drawn_difference(const DrawnFigure& first, const DrawnFigure& second,
                                         double level) {
  std::vector<double> both = differences(first, second);
  if (both.empty()) return std::nullopt;
  return interval_of(both, expanded_tail(common_clusters(first, second), level));
}

std::optional<double> drawn_standard_error(const DrawnFigure& first, const DrawnFigure& second) {
  const std::vector<double> both = differences(first, second);
  if (both.size() < 2) return std::nullopt;
  return deviation_of(both);
}

bool drawn_gap(const DrawnFigure& first, const DrawnFigure& second, double point, DrawnGap& gap) {
  const std::vector<double> both = differences(first, second);
  if (both.size() < 2) return false;
  const auto clusters = static_cast<double>(common_clusters(first, second));
  const double deviation = deviation_of(both);
  const double mean = mean_of(both);
  gap.point = point;
  gap.error = deviation * std::sqrt(clusters / (clusters - 1));
  gap.freedom = clusters - 1;
  gap.off.clear();
  if (gap.freedom + 1 < kClustersDrawn || deviation == 0) return true;
  gap.off.assign(first.draws.size(), 0);
  const double most = std::sqrt(gap.freedom);
  for (std::size_t draw = 0; draw < first.draws.size(); ++draw) {
    if (!first.draws[draw] || !second.draws[draw]) continue;
    const double off = (*first.draws[draw] - *second.draws[draw] - mean) / deviation;
    gap.off[draw] = std::clamp(off, -most, most);
  }
  return true;
}

std::vector<RankRange> rank_ranges(std::span<const DrawnFigure> field,
                                   std::span<const double> points, double level) {
  assert(field.size() == points.size());
  return ranges_together(
      field.size(),
      [&](std::size_t first, std::size_t second, DrawnGap& gap) {
        return drawn_gap(field[first], field[second], points[first] - points[second], gap);
      },
      level);
}

}  // namespace attune
