#include "results/stats/multiplicity.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace attune {
namespace {

// Indices by p, the smallest first.
std::vector<std::size_t> ascending(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&p](std::size_t at) { return p[at]; });
  return order;
}

}  // namespace

std::vector<double> holm(std::span<const double> p) {
  std::vector<double> adjusted(p.size());
  double most = 0;
  std::size_t left = p.size();
  for (const std::size_t at : ascending(p)) {
    most = std::max(most, std::min(1.0, static_cast<double>(left) * p[at]));
    adjusted[at] = most;
    --left;
  }
  return adjusted;
}

std::vector<double> benjamini_hochberg(std::span<const double> p) {
  std::vector<double> adjusted(p.size());
  const std::vector<std::size_t> order = ascending(p);
  double least = 1;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    const std::size_t at = order[rank - 1];
    const double share = static_cast<double>(p.size()) / static_cast<double>(rank);
    least = std::min(least, share * p[at]);
    adjusted[at] = least;
  }
  return adjusted;
}

}  // namespace attune
