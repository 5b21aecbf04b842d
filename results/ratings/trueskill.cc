#include "results/ratings/trueskill.h"

#include <array>
#include <cmath>
#include <numbers>
#include <optional>

namespace attune {
namespace {

// The complementary error function by a Chebyshev fit, relative error below 1.2e-7 (Press et al.,
// "Numerical Recipes", §6.2), which is what the library uses where SciPy is not asked for. With so
// small a margin, its error is part of what a draw does.
double fitted_erfc(double x) {
  constexpr std::array kTerms = {-1.26551223, 1.00002368,  0.37409196, 0.09678418,  -0.18628806,
                                 0.27886807,  -1.13520398, 1.48851587, -0.82215223, 0.17087277};
  const double z = std::abs(x);
  const double t = 1 / (1 + z / 2);
  double power = 0;
  for (std::size_t at = kTerms.size(); at-- > 1;) power = t * (kTerms[at] + power);
  const double value = t * std::exp(-z * z + kTerms[0] + power);
  return x < 0 ? 2 - value : value;
}

double below(double x) {
  return fitted_erfc(-x / std::numbers::sqrt2) / 2;
}

double density(double x) {
  return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
}

// x with fitted_erfc(x) = 1: two steps from a rational guess (Halley's method), which stop at
// -2.7e-8 instead of 0.
double root_of_one() {
  const double t = std::sqrt(2 * std::numbers::ln2);
  double x = -0.70711 * ((2.30753 + t * 0.27061) / (1 + t * (0.99229 + t * 0.04481)) - t);
  for (int step = 0; step < 2; ++step) {
    const double error = fitted_erfc(x) - 1;
    x += error / (2 * std::numbers::inv_sqrtpi * std::exp(-x * x) - x * error);
  }
  return -x;
}

// Half the difference of two performances below which a game is a draw.
double draw_margin() {
  static const double margin =
      -std::numbers::sqrt2 * root_of_one() * std::numbers::sqrt2 * kTrueskillBeta;
  return margin;
}

// How far a result moves the means (v) and narrows the deviations (w), in units of the game.
struct Change {
  double v = 0;
  double w = 0;
};

// In closed form with the exact normal distribution and no margin, from which the library's own
// fit differs by some 2e-6 points.
std::optional<Change> change_by_win(double x) {
  const double share = std::erfc(-x / std::numbers::sqrt2) / 2;
  const double v = share == 0 ? -x : density(x) / share;
  const double w = v * (v + x);
  if (!(w > 0 && w < 1)) return std::nullopt;
  return Change{v, w};
}

std::optional<Change> change_by_draw(double difference, double margin) {
  const double far = std::abs(difference);
  const double high = margin - far;
  const double low = -margin - far;
  const double share = below(high) - below(low);
  if (share == 0) return std::nullopt;
  const double v = (density(low) - density(high)) / share;
  const double w = v * v + (high * density(high) - low * density(low)) / share;
  if (w == 1) return std::nullopt;
  return Change{difference < 0 ? -v : v, w};
}

double spread_of(const Skill& first, const Skill& second) {
  return std::sqrt(2 * kTrueskillBeta * kTrueskillBeta + first.deviation * first.deviation +
                   second.deviation * second.deviation);
}

void move(Skill& skill, double spread, double v, double w) {
  const double variance = skill.deviation * skill.deviation;
  skill.mean += variance / spread * v;
  skill.deviation = std::sqrt(variance * (1 - variance / (spread * spread) * w));
}

}  // namespace

bool trueskill_win(Skill& winner, Skill& loser) {
  const double spread = spread_of(winner, loser);
  const auto change = change_by_win((winner.mean - loser.mean) / spread);
  if (!change) return false;
  move(winner, spread, change->v, change->w);
  move(loser, spread, -change->v, change->w);
  return true;
}

bool trueskill_draw(Skill& first, Skill& second) {
  const double spread = spread_of(first, second);
  const auto change = change_by_draw((first.mean - second.mean) / spread, draw_margin() / spread);
  if (!change) return false;
  move(first, spread, change->v, change->w);
  move(second, spread, -change->v, change->w);
  return true;
}

}  // namespace attune
