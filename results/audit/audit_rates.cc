#include "results/audit/audit_rates.h"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "results/stats/figure.h"

namespace attune {
namespace {

// Without promotion to long double, whose size differs between machines.
using Portable = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Student = boost::math::students_t_distribution<double, Portable>;

// Wilson's interval of a share of `clusters`.
Interval wilson(double share, std::size_t clusters, double level) {
  const boost::math::normal_distribution<double, Portable> normal;
  const double z = boost::math::quantile(boost::math::complement(normal, (1 - level) / 2));
  const auto n = static_cast<double>(clusters);
  const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half =
      z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

void widen(Estimate& estimate, const Range& range) {
  const double width = range.most - range.least;
  const double share = std::clamp((estimate.point - range.least) / width, 0.0, 1.0);
  const Interval interval = wilson(share, estimate.clusters, estimate.level);
  estimate.low = std::min(estimate.point, range.least + width * interval.low);
  estimate.high = std::max(estimate.point, range.least + width * interval.high);
}

double floor_of(std::size_t clusters) {
  return std::pow(2.0, 1 - static_cast<double>(clusters));
}

double sum_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

}  // namespace

std::optional<Estimate> estimate_rate(std::span<const ClusterSum> clusters, const Range& range,
                                      const Bootstrap& bootstrap) {
  std::vector<ClusterSum> counted;
  double samples = 0;
  for (const ClusterSum& cluster : clusters) {
    if (cluster.count > 0) counted.push_back(cluster);
    samples += cluster.count;
  }
  const auto rate = [&counted](std::span<const std::uint32_t> drawn) -> std::optional<double> {
    double sum = 0;
    double count = 0;
    for (const std::uint32_t at : drawn) {
      sum += counted[at].sum;
      count += counted[at].count;
    }
    return sum / count;
  };
  auto estimate = estimate_figure(
      rate, {.samples = static_cast<std::size_t>(samples), .clusters = counted.size()}, bootstrap);
  if (estimate && estimate->low && *estimate->high - *estimate->low < 1e-9) widen(*estimate, range);
  return estimate;
}

std::optional<double> p_of_zero(std::span<const std::vector<double>> clusters) {
  double sum = 0;
  double count = 0;
  std::size_t filled = 0;
  for (const std::vector<double>& cluster : clusters) {
    sum += sum_of(cluster);
    count += static_cast<double>(cluster.size());
    filled += cluster.empty() ? 0 : 1;
  }
  if (filled < 2) return std::nullopt;
  const double mean = sum / count;
  double squares = 0;
  for (const std::vector<double>& cluster : clusters) {
    const double off = sum_of(cluster) - mean * static_cast<double>(cluster.size());
    squares += off * off;
  }
  const auto g = static_cast<double>(filled);
  return p_of_effect(
      mean,
      {.error = std::sqrt(squares * g / (g - 1)) / count, .freedom = g - 1, .clusters = filled});
}

double p_of_effect(double effect, const KnownError& known) {
  if (effect == 0) return 1;
  const double least = floor_of(known.clusters);
  if (!(known.error > 0)) return least;
  const Student student(known.freedom);
  const double t = std::abs(effect) / known.error;
  return std::max(least, 2 * boost::math::cdf(boost::math::complement(student, t)));
}

double t_factor(double freedom, double level) {
  const Student student(freedom);
  return boost::math::quantile(boost::math::complement(student, (1 - level) / 2));
}

AuditFigure figure_or(FigureName name, std::optional<Estimate> estimate, std::string why) {
  if (!estimate) return absent(std::move(name), std::move(why));
  return {.name = std::move(name.name),
          .title = std::move(name.title),
          .unit = std::move(name.unit),
          .estimate = estimate};
}

AuditFigure absent(FigureName name, std::string why) {
  return {.name = std::move(name.name),
          .title = std::move(name.title),
          .unit = std::move(name.unit),
          .why = std::move(why)};
}

}  // namespace attune
