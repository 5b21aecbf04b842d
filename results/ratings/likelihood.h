#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "results/ratings/bradley_terry.h"
#include "results/ratings/contest_sums.h"

namespace attune {

// The log-likelihood that a fit maximises, less its penalties. Points and gradients hold theta,
// then effects on the standardised scale; matrices are row-major and symmetric. Everything lives in
// the gauge Σ theta = 0: gradients and matrices are projected onto it.
//
// Ownership: `sums` outlives it.
struct Likelihood {
  const ContestSums& sums;
  Prior prior = {};
  double effect_ridge = 0;  // adds effect_ridge/2 |effects|²

  [[nodiscard]] std::size_t size() const { return sums.contestants + sums.effects(); }
};

// Minus the derivative of the prior's part of the log-likelihood, at strength `theta`.
double prior_slope(const Prior& prior, double theta);

// P(first wins) of contest sum `sum`.
double win_probability(const ContestSums& sums, std::span<const double> point, std::size_t sum);

// The maximum, by Newton's method from `start` with halved steps where the likelihood would fall,
// until the gradient is below 1e-12 of the weight that pulls on each parameter and steps have come
// down to rounding. FixInput where that finds no end within 200 steps, as with odds beyond e^190.
// REQUIRES: there is a maximum: one connected group, or a prior.
Result<std::vector<double>> maximum(const Likelihood& likelihood, std::vector<double> start);

// Minus the matrix of second derivatives.
std::vector<double> information(const Likelihood& likelihood, std::span<const double> point);

// Of the information, on the space where Σ theta = 0.
std::vector<double> pseudo_inverse(std::span<const double> information, std::size_t contestants);

// Where Newton's method goes next, without control of the step; not finite where the information is
// singular.
std::vector<double> newton_step(const Likelihood& likelihood, std::span<const double> point);

}  // namespace attune
