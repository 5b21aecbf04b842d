#pragma once

#include <span>
#include <vector>

#include "results/stats/bootstrap.h"

namespace attune {

// Intervals that hold after every value at once: with probability 1 - alpha none of them ever
// leaves out the truth, so that one may look at each and stop when one likes. Wider than an
// interval made once, about 1.55 times at the count they are tuned to.

// The lower branch of Lambert's W: the w <= -1 with w e^w = x. REQUIRES: -1/e <= x < 0.
double lambert_w_lower(double x);

// The rho that makes the normal mixture narrowest at the intrinsic time V* = variance x count:
// V* / (-W(-alpha^2 / e) - 1), W the lower branch (Howard, Ramdas, McAuliffe & Sekhon 2021,
// "Time-uniform, nonparametric, nonasymptotic confidence sequences", §3.5; specs/emonet-arena-
// psychometrics-statistics §D.5). REQUIRES: intrinsic_time > 0, 0 < alpha < 1.
double narrowest_rho(double intrinsic_time, double alpha);

// The normal mixture (Robbins 1970; Howard et al. 2021) for values that are sub-Gaussian about
// their means: the running mean +- sqrt((V + rho) ln((V + rho) / (rho alpha^2))) / t, V = variance
// x t.
struct NormalMixture {
  double variance = 0.25;  // the sub-Gaussian one; values from 0 to 1 have at most 1/4
  double rho = 1;          // above 0
  double alpha = 0.05;     // in (0, 1)
};

// Half-width after `count` values. REQUIRES: count > 0.
double half_width(const NormalMixture& mixture, double count);

// The same where only the variance of an estimate is known: of a mean, of a difference of two.
// `prior` is that of the true value the mixture bets on: variance^2 / rho for a mean.
struct KnownVariance {
  double variance = 1;  // of the estimate, above 0
  double prior = 1;     // above 0
};

double half_width(const KnownVariance& known, double alpha);

// For values without bounds, whose spread is estimated on the way: mean +- sd sqrt(2 (t rho^2 + 1)
// / (t^2 rho^2) ln(sqrt(t rho^2 + 1) / alpha)) (Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas 2024,
// "Time-uniform central limit theory and asymptotic confidence sequences"). Asymptotic: it claims
// too much after the first few values.
struct AsymptoticMixture {
  double rho = 1;       // above 0; narrowest at t where 1 / rho^2 = narrowest_rho(t, alpha)
  double alpha = 0.05;  // in (0, 1)
};

// Half-width where the values' standard deviation is 1. REQUIRES: count > 0.
double half_width(const AsymptoticMixture& mixture, double count);

// An interval after every value, of the mean of those so far.
std::vector<Interval> confidence_sequence(std::span<const double> values,
                                          const NormalMixture& mixture);

// The same; the spread is that of the values so far (divisor t), so that the first interval is a
// point: do not read the first few.
std::vector<Interval> confidence_sequence(std::span<const double> values,
                                          const AsymptoticMixture& mixture);

}  // namespace attune
