#include "results/ratings/contest_sums.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace attune {
namespace {

// The contests and their covariates, in an order that is a function of what they say alone.
class Ordered {
 public:
  Ordered(std::span<const Contest> contests, const Covariates& covariates)
      : contests_(contests), covariates_(covariates), order_(contests.size()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::sort(order_.begin(), order_.end(), [this](std::size_t left, std::size_t right) {
      const int way = compare_sums(left, right);
      return way != 0 ? way < 0 : rest(left) < rest(right);
    });
  }

  [[nodiscard]] std::size_t size() const { return order_.size(); }

  [[nodiscard]] const Contest& contest(std::size_t at) const { return contests_[order_[at]]; }

  [[nodiscard]] std::span<const double> row(std::size_t at) const { return row_of(order_[at]); }

  [[nodiscard]] bool starts_sum(std::size_t at) const {
    return at == 0 || compare_sums(order_[at - 1], order_[at]) != 0;
  }

 private:
  [[nodiscard]] std::span<const double> row_of(std::size_t contest) const {
    const std::size_t width = covariates_.names.size();
    return std::span(covariates_.values).subspan(contest * width, width);
  }

  [[nodiscard]] int compare_sums(std::size_t left, std::size_t right) const {
    const Contest& a = contests_[left];
    const Contest& b = contests_[right];
    if (a.first != b.first) return a.first < b.first ? -1 : 1;
    if (a.second != b.second) return a.second < b.second ? -1 : 1;
    const auto mine = row_of(left);
    const auto theirs = row_of(right);
    for (std::size_t at = 0; at < mine.size(); ++at) {
      if (mine[at] != theirs[at]) return mine[at] < theirs[at] ? -1 : 1;
    }
    return 0;
  }

  [[nodiscard]] std::tuple<double, std::uint32_t, double> rest(std::size_t at) const {
    return {contests_[at].share, contests_[at].cluster, contests_[at].weight};
  }

  std::span<const Contest> contests_;
  const Covariates& covariates_;
  std::vector<std::size_t> order_;
};

// What column `at` is divided by; absent when it says nothing.
std::optional<double> scale_of(const Ordered& ordered, std::size_t at) {
  const auto n = static_cast<double>(ordered.size());
  double sum = 0;
  bool constant = true;
  for (std::size_t row = 0; row < ordered.size(); ++row) {
    sum += ordered.row(row)[at];
    constant = constant && ordered.row(row)[at] == ordered.row(0)[at];
  }
  if (constant) return ordered.row(0)[at] == 0 ? std::nullopt : std::optional<double>(1);
  double squares = 0;
  for (std::size_t row = 0; row < ordered.size(); ++row) {
    const double gap = ordered.row(row)[at] - sum / n;
    squares += gap * gap;
  }
  const double sd = std::sqrt(squares / n);
  return sd > 0 && std::isfinite(sd) ? std::optional(sd) : std::nullopt;
}

Result<std::vector<double>> scales_of(const Ordered& ordered, const Covariates& covariates) {
  std::vector<double> scales;
  if (ordered.size() == 0) return scales;
  const std::size_t width = covariates.names.size();
  for (std::size_t at = 0; at < width; ++at) {
    for (std::size_t row = at; row < covariates.values.size(); row += width) {
      if (!std::isfinite(covariates.values[row])) {
        return fix_input(
            fmt::format("covariate '{}' has a value that is no number", covariates.names[at]));
      }
    }
    const auto scale = scale_of(ordered, at);
    if (!scale) {
      return fix_input(fmt::format("covariate '{}' is the same, 0, in every contest: leave it out",
                                   covariates.names[at]));
    }
    scales.push_back(*scale);
  }
  return scales;
}

void add(ContestSums& sums, const Ordered& ordered, std::size_t at) {
  const Contest& contest = ordered.contest(at);
  assert(contest.first != contest.second && contest.first < sums.contestants &&
         contest.second < sums.contestants && contest.weight > 0 && contest.share >= 0 &&
         contest.share <= 1);
  if (ordered.starts_sum(at)) {
    sums.sums.push_back({contest.first, contest.second, 0, 0});
    for (std::size_t effect = 0; effect < sums.effects(); ++effect)
      sums.values.push_back(ordered.row(at)[effect] / sums.scales[effect]);
  }
  sums.sums.back().weight += contest.weight;
  sums.sums.back().won += contest.weight * contest.share;
  sums.weight += contest.weight;
  sums.contests.push_back({static_cast<std::uint32_t>(sums.sums.size() - 1), contest.cluster,
                           contest.share, contest.weight});
}

}  // namespace

Result<ContestSums> sum_contests(std::size_t contestants, std::span<const Contest> contests,
                                 const Covariates& covariates) {
  assert(covariates.values.size() == contests.size() * covariates.names.size());
  const Ordered ordered(contests, covariates);
  auto scales = scales_of(ordered, covariates);
  if (!scales) return std::move(scales).error();
  ContestSums sums;
  sums.contestants = contestants;
  sums.scales = *std::move(scales);
  sums.contests.reserve(contests.size());
  for (std::size_t at = 0; at < ordered.size(); ++at) add(sums, ordered, at);
  std::stable_sort(sums.contests.begin(), sums.contests.end(),
                   [](const SummedContest& left, const SummedContest& right) {
                     return left.cluster < right.cluster;
                   });
  return sums;
}

}  // namespace attune
