#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include <Eigen/Dense>

#include "results/ratings/bradley_terry.h"
#include "results/ratings/connected_groups.h"
#include "results/ratings/contest_sums.h"
#include "results/ratings/likelihood.h"

namespace attune {
namespace {

constexpr double kSettled = 1e-10;  // logits; far below what a thousand draws can show
constexpr double kSlow = 0.5;       // a step larger than this part of the one before
constexpr int kSteps = 60;

// A pair's contests of one cluster, or of one draw.
struct PairSum {
  std::uint32_t pair = 0;
  double weight = 0;
  double won = 0;  // by the pair's first
};

struct Pair {
  std::uint32_t first = 0;  // below second
  std::uint32_t second = 0;
  auto operator<=>(const Pair&) const = default;
};

// Contests without regard to order within a pair, by cluster: a draw need only add up sums.
class ClusterSums {
 public:
  explicit ClusterSums(const ContestSums& sums) : pairs_(pairs_of(sums)) {
    std::vector<std::uint32_t> pair_of;
    for (const ContestSum& sum : sums.sums) pair_of.push_back(place_of(ordered(sum)));
    totals_.resize(pairs_.size());
    for (std::size_t at = 0; at < sums.contests.size(); ++at) {
      const SummedContest& contest = sums.contests[at];
      const ContestSum& sum = sums.sums[contest.sum];
      const double share = sum.first < sum.second ? contest.share : 1 - contest.share;
      add(pair_of[contest.sum], contest.weight, share);
      if (at + 1 == sums.contests.size() || sums.contests[at + 1].cluster != contest.cluster)
        close_cluster();
    }
  }

  [[nodiscard]] std::size_t clusters() const { return starts_.size() - 1; }

  [[nodiscard]] const std::vector<Pair>& pairs() const { return pairs_; }

  // The sums of a draw that holds cluster i times[i] times; by pair.
  void draw(std::span<const std::uint32_t> times, std::vector<PairSum>& drawn) const {
    drawn.assign(pairs_.size(), {});
    for (std::size_t cluster = 0; cluster < times.size(); ++cluster) {
      if (times[cluster] == 0) continue;
      const double often = times[cluster];
      for (std::size_t at = starts_[cluster]; at < starts_[cluster + 1]; ++at) {
        drawn[sums_[at].pair].weight += often * sums_[at].weight;
        drawn[sums_[at].pair].won += often * sums_[at].won;
      }
    }
  }

 private:
  static Pair ordered(const ContestSum& sum) {
    return {std::min(sum.first, sum.second), std::max(sum.first, sum.second)};
  }

  static std::vector<Pair> pairs_of(const ContestSums& sums) {
    std::vector<Pair> pairs;
    for (const ContestSum& sum : sums.sums) pairs.push_back(ordered(sum));
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
  }

  [[nodiscard]] std::uint32_t place_of(const Pair& pair) const {
    return static_cast<std::uint32_t>(std::lower_bound(pairs_.begin(), pairs_.end(), pair) -
                                      pairs_.begin());
  }

  void add(std::uint32_t pair, double weight, double share) {
    if (totals_[pair].weight == 0) touched_.push_back(pair);
    totals_[pair].weight += weight;
    totals_[pair].won += weight * share;
  }

  void close_cluster() {
    std::sort(touched_.begin(), touched_.end());
    for (const std::uint32_t pair : touched_) {
      sums_.push_back({pair, totals_[pair].weight, totals_[pair].won});
      totals_[pair] = {};
    }
    touched_.clear();
    starts_.push_back(sums_.size());
  }

  std::vector<Pair> pairs_;
  std::vector<PairSum> sums_;              // by cluster, then pair
  std::vector<std::size_t> starts_ = {0};  // of each cluster's sums
  std::vector<PairSum> totals_;            // of the cluster in hand, by pair
  std::vector<std::uint32_t> touched_;     // its pairs
};

// Who met whom, for walking through a draw.
class Meetings {
 public:
  Meetings(std::size_t contestants, const std::vector<Pair>& pairs) : of_(contestants) {
    for (std::uint32_t at = 0; at < pairs.size(); ++at) {
      of_[pairs[at].first].push_back({pairs[at].second, at, true});
      of_[pairs[at].second].push_back({pairs[at].first, at, false});
    }
  }

  // Whether contestant 0 reaches all others, and they it, by "took a part of a win from".
  [[nodiscard]] bool tie_all_together(const std::vector<PairSum>& drawn) const {
    return reach_all(drawn, true) && reach_all(drawn, false);
  }

 private:
  struct Meeting {
    std::uint32_t other = 0;
    std::uint32_t pair = 0;
    bool first = true;  // of the pair
  };

  [[nodiscard]] bool reach_all(const std::vector<PairSum>& drawn, bool forward) const {
    std::vector<bool> seen(of_.size(), false);
    std::vector<std::uint32_t> open = {0};
    seen[0] = true;
    std::size_t count = 1;
    while (!open.empty()) {
      const std::uint32_t from = open.back();
      open.pop_back();
      for (const Meeting& meeting : of_[from]) {
        const PairSum& sum = drawn[meeting.pair];
        const bool took = meeting.first == forward ? sum.won > 0 : sum.won < sum.weight;
        if (seen[meeting.other] || !took) continue;
        seen[meeting.other] = true;
        ++count;
        open.push_back(meeting.other);
      }
    }
    return count == of_.size();
  }

  std::vector<std::vector<Meeting>> of_;
};

// Fits draws from the fit of all contests: with its information, which a draw's is close to, the
// error shrinks by a large factor a step, and no matrix is made again.
class DrawFitter {
 public:
  DrawFitter(const ContestSums& sums, const ClusterSums& clusters, const Prior& prior,
             std::vector<double> full)
      : contestants_(sums.contestants),
        pairs_(clusters.pairs()),
        prior_(prior),
        full_(std::move(full)),
        meetings_(contestants_, pairs_) {
    const auto field = static_cast<Eigen::Index>(contestants_);
    const std::vector<double> flat = information({sums, prior}, full_);
    Eigen::MatrixXd matrix = Eigen::Map<const Eigen::MatrixXd>(flat.data(), field, field);
    matrix.array() += matrix.trace() / static_cast<double>(field * field);
    root_.compute(matrix);
  }

  [[nodiscard]] std::optional<std::vector<double>> fit(const std::vector<PairSum>& drawn) const {
    if (prior_.kind == Prior::Kind::None && !meetings_.tie_all_together(drawn)) return std::nullopt;
    if (auto theta = follow(drawn)) return theta;
    return newton(drawn);
  }

 private:
  [[nodiscard]] Eigen::VectorXd gradient(const std::vector<PairSum>& drawn,
                                         const std::vector<double>& theta) const {
    Eigen::VectorXd sum = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(contestants_));
    for (std::size_t at = 0; at < drawn.size(); ++at) {
      if (drawn[at].weight == 0) continue;
      const Pair& pair = pairs_[at];
      const double p = 1 / (1 + std::exp(theta[pair.second] - theta[pair.first]));
      const double gap = drawn[at].won - drawn[at].weight * p;
      sum[pair.first] += gap;
      sum[pair.second] -= gap;
    }
    for (std::size_t at = 0; at < contestants_; ++at)
      sum[static_cast<Eigen::Index>(at)] -= prior_slope(prior_, theta[at]);
    return sum.array() - sum.mean();
  }

  [[nodiscard]] std::optional<std::vector<double>> follow(const std::vector<PairSum>& drawn) const {
    std::vector<double> theta = full_;
    double before = 0;
    for (int taken = 0; taken < kSteps; ++taken) {
      Eigen::VectorXd step = root_.solve(gradient(drawn, theta));
      step.array() -= step.mean();
      for (std::size_t at = 0; at < contestants_; ++at)
        theta[at] += step[static_cast<Eigen::Index>(at)];
      const double size = step.cwiseAbs().maxCoeff();
      if (size <= kSettled) return theta;
      if (!std::isfinite(size) || (taken > 0 && size > kSlow * before)) return std::nullopt;
      before = size;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::vector<double>> newton(const std::vector<PairSum>& drawn) const {
    ContestSums sums;
    sums.contestants = contestants_;
    for (std::size_t at = 0; at < drawn.size(); ++at) {
      if (drawn[at].weight > 0)
        sums.sums.push_back({pairs_[at].first, pairs_[at].second, drawn[at].weight, drawn[at].won});
    }
    auto theta = maximum({sums, prior_}, full_);
    if (!theta) return std::nullopt;
    return *std::move(theta);
  }

  std::size_t contestants_;
  const std::vector<Pair>& pairs_;
  Prior prior_;
  std::vector<double> full_;
  Meetings meetings_;
  Eigen::LDLT<Eigen::MatrixXd> root_;
};

}  // namespace

std::vector<std::vector<double>> drawn_strengths(std::size_t contestants,
                                                 std::span<const Contest> contests,
                                                 const Prior& prior, const Bootstrap& bootstrap) {
  assert(contestants >= 2);
  std::vector<std::vector<double>> draws;
  const auto sums = sum_contests(contestants, contests, {});
  if (!sums || contests.empty()) return draws;
  const bool held = prior.kind != Prior::Kind::None && prior.strength > 0;
  if (!held && connected_groups(contestants, contests).size() > 1) return draws;
  auto full = maximum({*sums, prior}, std::vector<double>(contestants));
  if (!full) return draws;
  const ClusterSums clusters(*sums);
  const DrawFitter fitter(*sums, clusters, prior, *std::move(full));
  Resampler resampler(clusters.clusters(), bootstrap.seed);
  std::vector<std::uint32_t> times;
  std::vector<PairSum> drawn;
  for (std::size_t draw = 0; draw < bootstrap.resamples; ++draw) {
    times.assign(clusters.clusters(), 0);
    for (const std::uint32_t cluster : resampler.draw()) ++times[cluster];
    clusters.draw(times, drawn);
    if (auto theta = fitter.fit(drawn)) draws.push_back(*std::move(theta));
  }
  return draws;
}

}  // namespace attune
