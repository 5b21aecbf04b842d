#include "results/ratings/lead_support.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "results/ratings/contest_sums.h"
#include "results/ratings/likelihood.h"

namespace attune {
namespace {

// What a contest adds to the lead.
struct Support {
  double part = 0;
  std::size_t contest = 0;
};

// The strongest on top of a heap, the earliest of alike ones.
bool weaker(const Support& left, const Support& right) {
  if (left.part != right.part) return left.part < right.part;
  return left.contest > right.contest;
}

std::vector<std::uint32_t> by_strength(const std::vector<double>& theta) {
  std::vector<std::uint32_t> order(theta.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
    return theta[left] > theta[right];
  });
  return order;
}

class Field {
 public:
  Field(const Strengths& strengths, std::span<const Contest> contests, const Prior& prior)
      : theta_(strengths.theta), contests_(contests) {
    const auto sums = sum_contests(theta_.size(), contests, {});
    inverse_ = pseudo_inverse(information({*sums, prior}, theta_), theta_.size());
    for (const Contest& contest : contests) {
      const double gap = theta_[contest.first] - theta_[contest.second];
      scores_.push_back(contest.weight * (contest.share - 1 / (1 + std::exp(-gap))));
    }
  }

  [[nodiscard]] LeadSupport support(std::uint32_t ahead, std::uint32_t behind) const {
    LeadSupport found{ahead, behind, theta_[ahead] - theta_[behind], {}};
    std::vector<Support> heap = supports(ahead, behind);
    std::make_heap(heap.begin(), heap.end(), weaker);
    double left = found.lead;
    while (left >= 0 && !heap.empty()) {
      std::pop_heap(heap.begin(), heap.end(), weaker);
      left -= heap.back().part;
      found.contests.push_back(heap.back().contest);
      heap.pop_back();
    }
    if (left >= 0) found.contests.clear();
    return found;
  }

 private:
  [[nodiscard]] std::vector<Support> supports(std::uint32_t ahead, std::uint32_t behind) const {
    const std::size_t size = theta_.size();
    std::vector<double> moved;  // the lead, by a score of 1 at each contestant
    for (std::size_t at = 0; at < size; ++at)
      moved.push_back(inverse_[ahead * size + at] - inverse_[behind * size + at]);
    std::vector<Support> supports;
    for (std::size_t at = 0; at < contests_.size(); ++at) {
      const Contest& contest = contests_[at];
      const double part = scores_[at] * (moved[contest.first] - moved[contest.second]);
      if (part > 0) supports.push_back({part, at});
    }
    return supports;
  }

  const std::vector<double>& theta_;
  std::span<const Contest> contests_;
  std::vector<double> inverse_;  // row-major
  std::vector<double> scores_;   // by contest
};

}  // namespace

std::vector<LeadSupport> lead_supports(const Strengths& strengths,
                                       std::span<const Contest> contests, const Prior& prior) {
  assert(strengths.effects.empty());
  std::vector<LeadSupport> supports;
  const Field field(strengths, contests, prior);
  const std::vector<std::uint32_t> order = by_strength(strengths.theta);
  for (std::size_t at = 1; at < order.size(); ++at)
    supports.push_back(field.support(order[at - 1], order[at]));
  return supports;
}

}  // namespace attune
