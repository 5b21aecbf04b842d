#include "results/stats/weighted.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace attune {
namespace {

// A term's share in the variance of the sum.
struct Part {
  double variance = 0;
  double freedom = 1;
};

// Satterthwaite's, of a sum of independent parts; the least of theirs where none varies.
double freedom_of(std::span<const Part> parts) {
  double all = 0;
  double squares = 0;
  double least = parts.front().freedom;
  for (const Part& part : parts) {
    all += part.variance;
    squares += part.variance * part.variance / part.freedom;
    least = std::min(least, part.freedom);
  }
  return squares > 0 ? all * all / squares : least;
}

// What a term's draws are like.
struct Spread {
  double clusters = 0;
  double mean = 0;
  double variance = 0;
};

std::optional<Spread> spread_of(const DrawnFigure& drawn) {
  Spread spread{.clusters = static_cast<double>(std::ranges::count(drawn.has, true))};
  double count = 0;
  for (const std::optional<double>& draw : drawn.draws) {
    if (!draw) continue;
    spread.mean += *draw;
    ++count;
  }
  if (spread.clusters < 2 || count < 2) return std::nullopt;
  spread.mean /= count;
  for (const std::optional<double>& draw : drawn.draws) {
    if (draw) spread.variance += (*draw - spread.mean) * (*draw - spread.mean);
  }
  spread.variance /= count - 1;
  return spread;
}

// The sum of one draw of every term; absent where a term has none.
std::optional<double> drawn_sum(std::span<const WeightedFigure> terms,
                                std::span<const Spread> spreads, std::size_t draw) {
  double sum = 0;
  for (std::size_t at = 0; at < terms.size(); ++at) {
    const std::optional<double>& drawn = terms[at].drawn->draws[draw];
    if (!drawn) return std::nullopt;
    const double wider = std::sqrt(spreads[at].clusters / (spreads[at].clusters - 1));
    sum += terms[at].weight * (terms[at].point + wider * (*drawn - spreads[at].mean));
  }
  return sum;
}

}  // namespace

std::optional<Interval> weighted_interval(std::span<const WeightedFigure> terms, double level) {
  std::vector<Spread> spreads;
  std::vector<Part> parts;
  for (const WeightedFigure& term : terms) {
    const std::optional<Spread> spread = spread_of(*term.drawn);
    if (!spread) return std::nullopt;
    spreads.push_back(*spread);
    parts.push_back({.variance = term.weight * term.weight * spread->variance * spread->clusters /
                                 (spread->clusters - 1),
                     .freedom = spread->clusters - 1});
  }
  std::vector<double> sums;
  const std::size_t draws = terms.front().drawn->draws.size();
  for (std::size_t draw = 0; draw < draws; ++draw) {
    const std::optional<double> sum = drawn_sum(terms, spreads, draw);
    if (sum) sums.push_back(*sum);
  }
  if (sums.empty() || 2 * sums.size() < draws) return std::nullopt;
  return interval_of(sums, normal_tail(errors_for((1 - level) / 2, freedom_of(parts))));
}

DrawnGap weighted_gap(std::span<const DrawnGap> gaps, std::span<const double> weights) {
  assert(!gaps.empty() && gaps.size() == weights.size());
  DrawnGap sum;
  std::vector<Part> parts;
  double variance = 0;
  std::size_t draws = 0;
  bool drawn = true;
  for (std::size_t at = 0; at < gaps.size(); ++at) {
    const double error = weights[at] * gaps[at].error;
    sum.point += weights[at] * gaps[at].point;
    variance += error * error;
    parts.push_back({error * error, gaps[at].freedom});
    draws = std::max(draws, gaps[at].off.size());
    drawn = drawn && (error <= 0 || !gaps[at].off.empty());
  }
  sum.error = std::sqrt(variance);
  sum.freedom = freedom_of(parts);
  if (!drawn || sum.error <= 0) return sum;
  sum.off.assign(draws, 0);
  for (std::size_t at = 0; at < gaps.size(); ++at) {
    const double share = weights[at] * gaps[at].error / sum.error;
    for (std::size_t draw = 0; draw < gaps[at].off.size(); ++draw)
      sum.off[draw] += share * gaps[at].off[draw];
  }
  const double most = std::sqrt(sum.freedom);
  for (double& off : sum.off) off = std::clamp(off, -most, most);
  return sum;
}

}  // namespace attune
