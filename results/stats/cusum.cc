#include "results/stats/cusum.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace attune {
namespace {

// Mean overshoot of a random walk of standard normals, at both ends together (Siegmund 1985).
constexpr double kOvershoot = 1.166;

void move(double& sum, std::size_t& run, double step) {
  sum = std::max(0.0, sum + step);
  run = sum > 0 ? run + 1 : 0;
}

}  // namespace

Cusum::Cusum(const CusumRule& rule) : rule_(rule) {
  assert(rule_.reference >= 0 && rule_.height > 0);
}

bool Cusum::add(double value) {
  move(above_, above_run_, value - rule_.reference);
  move(below_, below_run_, -value - rule_.reference);
  return std::max(above_, below_) > rule_.height;
}

void Cusum::restart() {
  above_ = below_ = 0;
  above_run_ = below_run_ = 0;
}

std::size_t Cusum::run() const {
  return above_ >= below_ ? above_run_ : below_run_;
}

double siegmund_run_length(const CusumRule& rule) {
  assert(rule.reference > 0);
  const double x = 2 * rule.reference * (rule.height + kOvershoot);
  return (std::exp(x) - x - 1) / (4 * rule.reference * rule.reference);
}

double siegmund_height(double reference, double run_length) {
  assert(reference > 0 && run_length >= 2);
  double low = 0;
  double high = 1;
  while (siegmund_run_length({reference, high}) < run_length) high *= 2;
  for (int step = 0; step < 60; ++step) {
    const double middle = (low + high) / 2;
    (siegmund_run_length({reference, middle}) < run_length ? low : high) = middle;
  }
  return high;
}

}  // namespace attune
