#include "results/reports/rating_judges.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "results/ratings/contests_of.h"
#include "results/reports/rated_group.h"
#include "results/stats/correlation.h"
#include "results/stats/figure.h"
#include "scorers/rules/rank_statistics.h"

namespace attune {
namespace {

// Ranks correlate over three at least.
constexpr std::size_t kLeastRanked = 3;

bool several_judges(const JudgedPairs& judged) {
  return std::ranges::any_of(judged.pairs, [&judged](const JudgedPair& pair) {
    return pair.orders.front()->judge != judged.pairs.front().orders.front()->judge;
  });
}

std::map<std::string, JudgedPairs> by_judge(const JudgedPairs& judged) {
  std::map<std::string, JudgedPairs> parts;
  for (const JudgedPair& pair : judged.pairs) {
    JudgedPairs& part = parts[pair.orders.front()->judge];
    part.contestants = judged.contestants;
    part.pairs.push_back(pair);
  }
  return parts;
}

// Two ratings of the same contestants.
struct TwoRatings {
  std::vector<double> own;
  std::vector<double> pooled;
};

void compare(JudgeView& view, const TwoRatings& ratings) {
  view.rated = ratings.own.size();
  if (view.rated < kLeastRanked) return;
  const std::vector<double> own = mean_ranks(ratings.own);
  const std::vector<double> pooled = mean_ranks(ratings.pooled);
  view.spearman = spearman(ratings.own, ratings.pooled);
  for (std::size_t at = 0; at < own.size(); ++at) {
    const auto places = static_cast<std::size_t>(std::abs(own[at] - pooled[at]));
    view.farthest = std::max(view.farthest, places);
  }
}

// Own ratings beside the pooled ones, of those whom both rate; empty where nothing can be fitted.
TwoRatings two_ratings(const JudgedPairs& own, const PairRule& rule, const RatingOptions& options,
                       const RatingField& pooled) {
  ContestOptions plain = options.contests;
  plain.covariates = {};
  plain.cluster = ClusterBy::Scenario;
  const auto all = contests_of(own, rule, plain);
  if (!all) return {};
  const RatedGroup group = rated_group(own.contestants.size(), all->contests, options.prior);
  if (group.rated.size() < 2) return {};
  const JudgedPairs rated = among(own, group.rated);
  const auto contests = contests_of(rated, rule, plain);
  if (!contests) return {};
  const auto fitted = fit_bradley_terry(rated.contestants.size(), contests->contests, {},
                                        {.prior = options.prior, .spread = Spread::Buckets});
  if (!fitted) return {};
  TwoRatings ratings;
  for (std::size_t at = 0; at < rated.contestants.size(); ++at) {
    const auto found = std::ranges::lower_bound(pooled.rated, rated.contestants[at]);
    if (found == pooled.rated.end() || *found != rated.contestants[at]) continue;
    ratings.own.push_back(fitted->theta[at]);
    ratings.pooled.push_back(pooled.points[static_cast<std::size_t>(found - pooled.rated.begin())]);
  }
  return ratings;
}

// Two samples that several judges may have compared. Both runs are known, or the pair came whole.
using SamplePairKey = std::tuple<ScenarioId, int, std::uint32_t, std::uint32_t, RunId, RunId>;

SamplePairKey key_of(const JudgedPair& pair) {
  const Comparison& each = *pair.orders.front();
  const bool there = shows_a_first(each);
  return {each.scenario,
          each.repeat,
          pair.a,
          pair.b,
          there ? each.first_run : each.second_run,
          there ? each.second_run : each.first_run};
}

struct Mean {
  double sum = 0;
  std::size_t count = 0;
};

// What interval alpha needs of a scenario's pairs.
struct Spreads {
  std::size_t pairs = 0;
  double values = 0;
  double within = 0;  // Σ over pairs of 2 m / (m - 1) x squares about the pair's mean
  double about = 0;   // Σ of squares about 1/2, the mean where every pair counts from both sides
};

void add(Spreads& spreads, const std::vector<double>& shares) {
  const auto m = static_cast<double>(shares.size());
  const double mean = std::accumulate(shares.begin(), shares.end(), 0.0) / m;
  double squares = 0;
  for (const double share : shares) {
    squares += (share - mean) * (share - mean);
    spreads.about += (share - 0.5) * (share - 0.5);
  }
  spreads.within += 2 * m / (m - 1) * squares;
  spreads.values += m;
  ++spreads.pairs;
}

// 1 - observed / expected disagreement: for squared differences both are sums of squares.
std::optional<double> alpha_of(const Spreads& sum) {
  const double observed = sum.within / sum.values;
  const double expected = 4 * sum.about / (2 * sum.values - 1);
  if (!(expected > 0)) return std::nullopt;
  return 1 - observed / expected;
}

}  // namespace

std::vector<JudgeView> judge_views(const JudgedPairs& judged, const PairRule& rule,
                                   const RatingOptions& options, const RatingField& pooled) {
  std::vector<JudgeView> views;
  if (!several_judges(judged)) return views;
  const auto parts = by_judge(judged);
  for (const auto& [judge, own] : parts) {
    JudgeView view{.judge = judge};
    for (const JudgedPair& pair : own.pairs)
      view.pairs += share_of_a(pair, rule, options.contests.ability) ? 1 : 0;
    compare(view, two_ratings(own, rule, options, pooled));
    views.push_back(std::move(view));
  }
  std::ranges::stable_sort(views, std::ranges::greater(), &JudgeView::pairs);
  return views;
}

std::optional<Estimate> judges_agreement(const JudgedPairs& judged, const PairRule& rule,
                                         const RatingOptions& options) {
  if (!several_judges(judged)) return std::nullopt;
  std::map<SamplePairKey, std::map<std::string, Mean>> given;
  for (const JudgedPair& pair : judged.pairs) {
    const auto share = share_of_a(pair, rule, options.contests.ability);
    if (!share || pair.orders.front()->judge.empty()) continue;
    Mean& mean = given[key_of(pair)][pair.orders.front()->judge];
    mean.sum += *share;
    ++mean.count;
  }
  std::map<ScenarioId, Spreads> clusters;
  Extent extent;
  for (const auto& [key, judges] : given) {
    if (judges.size() < 2) continue;
    std::vector<double> shares;
    for (const auto& [judge, mean] : judges)
      shares.push_back(mean.sum / static_cast<double>(mean.count));
    add(clusters[std::get<ScenarioId>(key)], shares);
    ++extent.samples;
  }
  if (clusters.empty()) return std::nullopt;
  std::vector<Spreads> list;
  for (const auto& [scenario, spreads] : clusters) list.push_back(spreads);
  extent.clusters = list.size();
  const auto alpha = [&list](std::span<const std::uint32_t> drawn) {
    Spreads sum;
    for (const std::uint32_t at : drawn) {
      sum.values += list[at].values;
      sum.within += list[at].within;
      sum.about += list[at].about;
    }
    return alpha_of(sum);
  };
  return estimate_figure(alpha, extent, options.bootstrap);
}

}  // namespace attune
