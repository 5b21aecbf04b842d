#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "results/ratings/contest.h"
#include "results/stats/bootstrap.h"
#include "results/stats/rank_range.h"
#include "scenarios/base/result.h"

namespace attune {

// Bradley-Terry strengths of contestants (Bradley & Terry 1952, Biometrika 39), with soft outcomes
// and covariates: P(first wins) = 1 / (1 + exp(-(theta_first - theta_second + gamma . z))). Fitted
// by Newton's method; the order of the contests does not move a bit of the result. Formulas:
// specs/emonet-arena-psychometrics-statistics §B.4, §B.5.

// What holds strengths finite where contests alone do not. Never applied unasked: a report names
// it.
struct Prior {
  enum class Kind {
    None,
    Ridge,      // adds strength/2 |theta|²
    PseudoTie,  // each contestant tied, with this weight, against one of mean strength
  };
  Kind kind = Kind::None;
  double strength = 0;
  bool operator==(const Prior&) const = default;
};

// What the covariance is made of: a sandwich over contests, as if none went together
// (arena-rank's), or over clusters, by the jackknife; results/ratings/sandwich.h has both. Clusters
// of equal make come to Σ s sᵀ times G / (G - 1).
enum class Spread { Buckets, Clusters };

struct FitOptions {
  Prior prior = {};
  Spread spread = Spread::Clusters;
  double effect_ridge = 1e-6;  // on standardised covariates, relative to the sum of weights
  bool operator==(const FitOptions&) const = default;
};

// A field's strengths in natural log-odds.
struct Strengths {
  std::vector<double> theta;       // by contestant; their sum is 0
  std::vector<double> effects;     // by covariate, log-odds per unit as given
  std::vector<double> covariance;  // row-major over theta, then effects; of the sum-0 gauge
  std::size_t clusters = 0;        // that had a contest
  Spread spread = Spread::Clusters;
  // Student's t's degrees of freedom, by theta, then effect: effective clusters less 1, at least 1.
  // Empty with Spread::Buckets, where the normal distribution serves.
  std::vector<double> freedom = {};
};

// Contestants between whom the contests say something both ways: strongly connected by "took a part
// of a win from". One group: all strengths are finite and determined. Otherwise the groups stand in
// an order in which none took anything from an earlier one, as far as they met.
std::vector<std::vector<std::uint32_t>> connected_groups(std::size_t contestants,
                                                         std::span<const Contest> contests);

// Errors: FixInput where the field is not one connected group and there is no prior (names the
// groups), where Spread::Clusters finds one cluster only, where a covariate is constant 0, cannot
// be told apart from strengths and other covariates, or has no finite effect because contests go
// its way without exception (names it), and where Newton's method finds no end.
// REQUIRES: contestants >= 2; covariates have a row for every contest, or no names.
Result<Strengths> fit_bradley_terry(std::size_t contestants, std::span<const Contest> contests,
                                    const Covariates& covariates = {},
                                    const FitOptions& options = {});

// Of theta_first - theta_second; gauge-free.
double difference_variance(const Strengths& strengths, std::size_t first, std::size_t second);

// Where theta, an effect, or theta_first - theta_second lies at `level`, in (0, 1), each by itself.
// Measured over 1,000 tournaments of known truth a setting (tests/bench/rating_coverage_bench.cc),
// nominal 95 % intervals held the truth in 94.4 to 96.5 %: 12 to 100 clusters, won or lost and
// soft shares, all pairs or few, clusters of uneven size, and a newcomer in 8 clusters of 45.
Interval rating_interval(const Strengths& strengths, std::size_t contestant, double level);
Interval effect_interval(const Strengths& strengths, std::size_t effect, double level);
Interval difference_interval(const Strengths& strengths, std::size_t first, std::size_t second,
                             double level);

// Theta of every draw of a cluster bootstrap, a row each, to 1e-9 logits; rows without a finite fit
// (a draw may leave somebody unconnected) are absent. Clusters are drawn by Resampler, in ascending
// order of their numbers. Without covariates only. REQUIRES: contestants >= 2.
std::vector<std::vector<double>> drawn_strengths(std::size_t contestants,
                                                 std::span<const Contest> contests,
                                                 const Prior& prior, const Bootstrap& bootstrap);

// The places each may hold: low = 1 + how many are surely stronger, high = field - how many are
// surely weaker. Simultaneous: all differences' intervals together hold at `level`, by the largest
// studentised difference of `resamples` normal draws with this covariance; the tail it leaves is
// then cut off by each difference's own Student's t.
std::vector<RankRange> rating_ranges(const Strengths& strengths, const Bootstrap& bootstrap);

// Strengths as people read them: rating = centre + per_logit x theta.
struct RatingScale {
  double centre = 1000;
  double per_logit = 173.71779276130073;  // 400 / ln 10
  bool operator==(const RatingScale&) const = default;
};

// A contestant whose rating is fixed by convention.
struct Anchor {
  std::uint32_t contestant = 0;
  double rating = 0;
  bool operator==(const Anchor&) const = default;
};

// The scale on which the anchors have their ratings: none, the usual one; one, shifted; two, also
// stretched. FixInput with more, and where two anchors are equally strong or stand the wrong way
// round. REQUIRES: anchors are contestants.
Result<RatingScale> anchored_scale(std::span<const double> theta, std::span<const Anchor> anchors);

}  // namespace attune
