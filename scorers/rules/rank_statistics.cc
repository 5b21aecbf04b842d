#include "scorers/rules/rank_statistics.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace attune {
namespace {

std::vector<std::size_t> ascending(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
  return order;
}

int sign(double difference) {
  return difference > 0 ? 1 : difference < 0 ? -1 : 0;
}

// Sum of t^3 - t over the groups of t equal values.
double tie_sum(std::vector<double> values) {
  std::ranges::sort(values);
  double sum = 0;
  for (auto from = values.begin(); from != values.end();) {
    const auto to = std::upper_bound(from, values.end(), *from);
    const auto ties = static_cast<double>(to - from);
    sum += ties * ties * ties - ties;
    from = to;
  }
  return sum;
}

}  // namespace

std::optional<double> kendall_tau_b(std::span<const double> first, std::span<const double> second) {
  assert(first.size() == second.size());
  double balance = 0;  // C - D
  double untied_first = 0;
  double untied_second = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    for (std::size_t j = i + 1; j < first.size(); ++j) {
      const int a = sign(first[i] - first[j]);
      const int b = sign(second[i] - second[j]);
      balance += a * b;
      untied_first += a * a;
      untied_second += b * b;
    }
  }
  if (untied_first == 0 || untied_second == 0) return std::nullopt;
  return balance / std::sqrt(untied_first * untied_second);
}

std::vector<double> mean_ranks(std::span<const double> values) {
  const std::vector<std::size_t> order = ascending(values);
  std::vector<double> ranks(values.size());
  for (std::size_t from = 0; from < order.size();) {
    std::size_t to = from;
    while (to < order.size() && values[order[to]] == values[order[from]]) ++to;
    // The ranks from + 1 … to have this mean.
    for (std::size_t i = from; i < to; ++i)
      ranks[order[i]] = static_cast<double>(from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

std::optional<double> kruskal_wallis(std::span<const std::vector<double>> groups) {
  std::vector<double> all;
  std::size_t filled = 0;
  for (const std::vector<double>& group : groups) {
    all.insert(all.end(), group.begin(), group.end());
    filled += group.empty() ? 0 : 1;
  }
  if (filled < 2) return std::nullopt;
  const std::vector<double> ranks = mean_ranks(all);
  double sum = 0;
  auto rank = ranks.begin();
  for (const std::vector<double>& group : groups) {
    const auto end = rank + static_cast<std::ptrdiff_t>(group.size());
    const double total = std::accumulate(rank, end, 0.0);
    if (!group.empty()) sum += total * total / static_cast<double>(group.size());
    rank = end;
  }
  const auto n = static_cast<double>(all.size());
  const double correction = 1 - tie_sum(std::move(all)) / (n * n * n - n);
  if (correction <= 0) return 0;  // all equal
  return (12 / (n * (n + 1)) * sum - 3 * (n + 1)) / correction;
}

}  // namespace attune
