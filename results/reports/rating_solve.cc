#include "results/reports/rating_solve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include <fmt/format.h>

namespace attune {
namespace {

// z for 5 % two-sided plus z for a power of 80 % (Miller 2024), as on leaderboards.
constexpr double kDetectable = 2.8;
// Below this part of a rating point an interval is one of a convention.
constexpr double kNoWidth = 1e-9;

// Ratings of one set of strengths, on the scale that the anchors give these.
Result<std::vector<double>> ratings_of(std::span<const double> theta,
                                       std::span<const Anchor> anchors,
                                       const std::optional<RatingScale>& fixed) {
  auto scale = fixed ? Result<RatingScale>(*fixed) : anchored_scale(theta, anchors);
  if (!scale) return std::move(scale).error();
  std::vector<double> ratings;
  ratings.reserve(theta.size());
  for (const double each : theta) ratings.push_back(scale->centre + scale->per_logit * each);
  return ratings;
}

// Half the interval of a rating on a scale that both anchors stretch, by the delta method: rating =
// v1 + (v2 - v1) u, u = (theta - theta1) / (theta2 - theta1).
double stretched_half(const RatingSolution& solution, std::size_t at,
                      std::span<const Anchor> anchors, double level) {
  const Strengths& strengths = solution.strengths;
  const std::vector<double>& theta = strengths.theta;
  const std::size_t one = anchors[0].contestant;
  const std::size_t two = anchors[1].contestant;
  const double u = (theta[at] - theta[one]) / (theta[two] - theta[one]);
  const std::array<std::pair<std::size_t, double>, 3> gradient = {
      {{at, 1}, {one, u - 1}, {two, -u}}};
  const std::size_t size = theta.size() + strengths.effects.size();
  double variance = 0;
  for (const auto& [row, of_row] : gradient) {
    for (const auto& [column, of_column] : gradient)
      variance += of_row * of_column * strengths.covariance[row * size + column];
  }
  // As many standard errors as the rating's own interval reaches.
  const Interval own = rating_interval(strengths, at, level);
  const double own_error = std::sqrt(strengths.covariance[at * (size + 1)]);
  const double factor = own_error > 0 ? (own.high - own.low) / 2 / own_error : 0;
  return solution.scale.per_logit * factor * std::sqrt(std::max(0.0, variance));
}

// Half the interval of a rating, in points.
double half_of(const RatingSolution& solution, std::size_t at, std::span<const Anchor> anchors,
               double level) {
  if (anchors.size() == 2) return stretched_half(solution, at, anchors, level);
  const Strengths& strengths = solution.strengths;
  const Interval interval = anchors.empty()
                                ? rating_interval(strengths, at, level)
                                : difference_interval(strengths, at, anchors[0].contestant, level);
  return solution.scale.per_logit * (interval.high - interval.low) / 2;
}

std::optional<Interval> unless_a_point(double low, double high) {
  if (!(high - low > kNoWidth)) return std::nullopt;
  return Interval{low, high};
}

void add_sandwich(RatingSolution& solution, std::span<const Anchor> anchors, double level) {
  for (std::size_t at = 0; at < solution.points.size(); ++at) {
    const double half = half_of(solution, at, anchors, level);
    solution.intervals[at] = unless_a_point(solution.points[at] - half, solution.points[at] + half);
  }
}

// Covariance of strengths over draws, in the place of the sandwich.
void take_covariance(Strengths& strengths, const std::vector<std::vector<double>>& draws) {
  const std::size_t field = strengths.theta.size();
  const auto count = static_cast<double>(draws.size());
  std::vector<double> mean(field);
  for (const auto& draw : draws) {
    for (std::size_t at = 0; at < field; ++at) mean[at] += draw[at] / count;
  }
  strengths.covariance.assign(field * field, 0);
  for (const auto& draw : draws) {
    for (std::size_t row = 0; row < field; ++row) {
      for (std::size_t column = 0; column < field; ++column) {
        strengths.covariance[row * field + column] +=
            (draw[row] - mean[row]) * (draw[column] - mean[column]) / (count - 1);
      }
    }
  }
}

// Returns whether there were draws enough.
bool add_bootstrap(RatingSolution& solution, const Contests& contests,
                   std::span<const Anchor> anchors, const RatingOptions& options,
                   const std::optional<RatingScale>& fixed) {
  const std::size_t field = solution.points.size();
  const auto draws = drawn_strengths(field, contests.contests, options.prior, options.bootstrap);
  solution.failed_draws = options.bootstrap.resamples - draws.size();
  std::vector<std::vector<double>> drawn(field);
  for (const auto& draw : draws) {
    const auto ratings = ratings_of(draw, anchors, fixed);
    if (!ratings) continue;  // this draw has its anchors the other way round
    for (std::size_t at = 0; at < field; ++at) drawn[at].push_back((*ratings)[at]);
  }
  if (drawn.front().size() < 2 || 2 * drawn.front().size() < options.bootstrap.resamples)
    return false;
  const double tail = expanded_tail(solution.strengths.clusters, options.bootstrap.level);
  for (std::size_t at = 0; at < field; ++at) {
    const Interval interval = interval_of(drawn[at], tail);
    solution.intervals[at] = unless_a_point(interval.low, interval.high);
  }
  take_covariance(solution.strengths, draws);
  return true;
}

std::optional<double> detectable(const RatingSolution& solution) {
  const Strengths& strengths = solution.strengths;
  std::vector<std::size_t> ladder(strengths.theta.size());
  std::iota(ladder.begin(), ladder.end(), std::size_t{0});
  std::ranges::stable_sort(ladder, {}, [&](std::size_t at) { return strengths.theta[at]; });
  double sum = 0;
  for (std::size_t at = 1; at < ladder.size(); ++at)
    sum += std::sqrt(difference_variance(strengths, ladder[at - 1], ladder[at]));
  const double mean = sum / static_cast<double>(ladder.size() - 1);
  if (!(mean > 0)) return std::nullopt;
  return kDetectable * mean * solution.scale.per_logit;
}

void count(RatingSolution& solution, const Contests& contests) {
  std::vector<std::vector<std::uint32_t>> clusters(solution.points.size());
  solution.comparisons.resize(solution.points.size());
  for (const Contest& each : contests.contests) {
    for (const std::uint32_t who : {each.first, each.second}) {
      clusters[who].push_back(each.cluster);
      ++solution.comparisons[who];
    }
  }
  for (auto& of_one : clusters) {
    std::ranges::sort(of_one);
    const auto twice = std::ranges::unique(of_one);
    solution.clusters.push_back(static_cast<std::uint32_t>(twice.begin() - of_one.begin()));
  }
}

bool of_one_cluster(const Contests& contests) {
  const auto same = [&](const Contest& each) {
    return each.cluster == contests.contests.front().cluster;
  };
  return std::ranges::all_of(contests.contests, same);
}

// What an effect means between two who are equally strong: at which value of the factor, and in
// words. Balances are 1/3 where the first has twice as much.
struct Meaning {
  double at = 1;
  std::string when;
};

Meaning meaning_of(const std::string& name) {
  if (name == "length") return {1.0 / 3, "for the reply that is twice as long"};
  if (name == "headers") return {1.0 / 3, "for the reply with twice as many headers"};
  if (name == "lists") return {1.0 / 3, "for the reply with twice as many list items"};
  if (name == "bold") return {1.0 / 3, "for the reply with twice as many bold passages"};
  if (name.starts_with("own family")) return {1, "for the one of the judge's own family"};
  return {1, "for who is shown first"};
}

// In per cent.
double share_at(double log_odds) {
  return 100 / (1 + std::exp(-log_odds));
}

}  // namespace

Result<RatingSolution> solve_ratings(std::size_t contestants, const Contests& contests,
                                     std::span<const Anchor> anchors, const RatingOptions& options,
                                     const std::optional<RatingScale>& fixed) {
  const bool bootstrap = options.interval == RatingInterval::Bootstrap;
  if (bootstrap && !contests.covariates.names.empty())
    return fix_input("the bootstrap goes without factors; take the sandwich interval for them");
  const bool alone = of_one_cluster(contests);
  auto strengths = fit_bradley_terry(
      contestants, contests.contests, contests.covariates,
      {.prior = options.prior, .spread = alone ? Spread::Buckets : Spread::Clusters});
  if (!strengths) return std::move(strengths).error();
  auto scale = fixed ? Result<RatingScale>(*fixed) : anchored_scale(strengths->theta, anchors);
  if (!scale) return std::move(scale).error();
  auto points = ratings_of(strengths->theta, anchors, fixed);
  if (!points) return std::move(points).error();
  RatingSolution solution{
      .strengths = *std::move(strengths), .scale = *scale, .points = *std::move(points)};
  solution.intervals.resize(contestants);
  solution.ranges.assign(contestants, RankRange{.low = 1, .high = contestants});
  count(solution, contests);
  if (alone) return solution;
  if (fixed) anchors = {};
  if (bootstrap && !add_bootstrap(solution, contests, anchors, options, fixed)) return solution;
  solution.spread_known = true;
  if (!bootstrap) add_sandwich(solution, anchors, options.bootstrap.level);
  if (fixed) return solution;  // nobody is placed by it
  solution.ranges = rating_ranges(solution.strengths, options.bootstrap);
  solution.detectable = detectable(solution);
  return solution;
}

std::vector<FactorEffect> factor_effects(const RatingSolution& solution, const Contests& contests,
                                         double level) {
  const Strengths& strengths = solution.strengths;
  const bool known = strengths.spread == Spread::Clusters;
  std::vector<FactorEffect> effects;
  for (std::size_t at = 0; at < strengths.effects.size(); ++at) {
    Estimate log_odds{.point = strengths.effects[at],
                      .level = level,
                      .samples = contests.contests.size(),
                      .clusters = strengths.clusters};
    if (known) {
      const Interval interval = effect_interval(strengths, at, level);
      log_odds.low = interval.low;
      log_odds.high = interval.high;
    }
    const Meaning meaning = meaning_of(contests.covariates.names[at]);
    Estimate share = log_odds;
    share.point = share_at(meaning.at * log_odds.point);
    if (known) share.low = share_at(meaning.at * *log_odds.low);
    if (known) share.high = share_at(meaning.at * *log_odds.high);
    effects.push_back({.name = contests.covariates.names[at],
                       .log_odds = log_odds,
                       .share = share,
                       .when = meaning.when});
  }
  return effects;
}

}  // namespace attune
