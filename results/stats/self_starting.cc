#include "results/stats/self_starting.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace attune {
namespace {

// Without promotion to long double, whose size differs between machines.
using Portable = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

constexpr double kMost = 8;  // beyond it a normal says no more

double square(double x) {
  return x * x;
}

// Of an upper tail in (0, 1/2].
double normal_beyond(double tail) {
  const boost::math::normal_distribution<double, Portable> normal;
  if (tail < 1e-15) return kMost;
  return std::min(kMost, boost::math::quantile(boost::math::complement(normal, tail)));
}

double log_choose(double n, double k) {
  const auto gamma = [](double x) { return boost::math::lgamma(x, Portable()); };
  return gamma(n + 1) - gamma(k + 1) - gamma(n - k + 1);
}

// P(fewer than `times`) + half P(as many), of `all` drawn `of` at once.
double middle_probability(const ShareChart::Count& all, const ShareChart::Count& drawn) {
  const auto n = static_cast<double>(all.of);
  const auto marked = static_cast<double>(all.times);
  const auto size = static_cast<double>(drawn.of);
  const std::size_t rest = all.of - all.times;
  const std::size_t least = drawn.of > rest ? drawn.of - rest : 0;
  double sum = 0;
  for (std::size_t k = least; k <= drawn.times; ++k) {
    const auto here = static_cast<double>(k);
    const double chance = std::exp(log_choose(marked, here) + log_choose(n - marked, size - here) -
                                   log_choose(n, size));
    sum += k == drawn.times ? chance / 2 : chance;
  }
  return sum;
}

}  // namespace

double normal_score(const Contrast& contrast) {
  if (contrast.difference == 0) return 0;
  const double sign = contrast.difference < 0 ? -1 : 1;
  if (contrast.variance <= 0) return sign * kMost;
  const boost::math::students_t_distribution<double, Portable> student(contrast.freedom);
  const double t = std::abs(contrast.difference) / std::sqrt(contrast.variance);
  return sign * normal_beyond(boost::math::cdf(boost::math::complement(student, t)));
}

Contrast less(const Contrast& first, const Contrast& second) {
  const double variance = first.variance + second.variance;
  const double terms =
      square(first.variance) / first.freedom + square(second.variance) / second.freedom;
  return {
      .difference = first.difference - second.difference,
      .variance = variance,
      .freedom = terms > 0 ? square(variance) / terms : std::min(first.freedom, second.freedom)};
}

RowChart::RowChart(std::size_t rows) : sums_(rows), counts_(rows) {}

std::optional<Contrast> RowChart::add(const LookValues& look) {
  assert(look.size() == sums_.size());
  std::vector<double> residuals;
  double difference = 0;
  double shares = 0;  // Σ (1 + 1 / n)
  for (std::size_t row = 0; row < look.size(); ++row) {
    if (!look[row]) continue;
    if (counts_[row] > 0) {
      const double off = *look[row] - sums_[row] / counts_[row];
      const double share = 1 + 1 / counts_[row];
      residuals.push_back(off / std::sqrt(share));
      difference += off;
      shares += share;
    }
    sums_[row] += *look[row];
    counts_[row] += 1;
  }
  if (residuals.size() < 2) return std::nullopt;
  const auto rows = static_cast<double>(residuals.size());
  double mean = 0;
  for (const double residual : residuals) mean += residual / rows;
  for (const double residual : residuals) squares_ += square(residual - mean);
  freedom_ += rows - 1;
  return Contrast{.difference = difference / rows,
                  .variance = squares_ / freedom_ * shares / square(rows),
                  .freedom = freedom_};
}

std::optional<double> RowChart::variance() const {
  if (freedom_ <= 0) return std::nullopt;
  return squares_ / freedom_;
}

std::optional<Contrast> ValueChart::add(double value) {
  std::optional<Contrast> contrast;
  const double off = value - mean_;
  if (count_ >= 2) {
    contrast = Contrast{.difference = off,
                        .variance = squares_ / (count_ - 1) * (1 + 1 / count_),
                        .freedom = count_ - 1};
  }
  count_ += 1;
  mean_ += off / count_;
  squares_ += off * (value - mean_);
  return contrast;
}

std::optional<double> ShareChart::add(const Count& look) {
  assert(look.times <= look.of);
  const bool first = all_.of == 0;
  all_ = {.of = all_.of + look.of, .times = all_.times + look.times};
  if (first || look.of == 0) return std::nullopt;
  const double below = middle_probability(all_, look);
  if (below == 0.5) return 0;
  return below > 0.5 ? normal_beyond(std::max(0.0, 1 - below)) : -normal_beyond(below);
}

}  // namespace attune
