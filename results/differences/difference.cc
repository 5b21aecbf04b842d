#include "results/differences/difference.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace attune {
namespace {

// As comparisons of means go: below, two differences are equal but for rounding.
constexpr double kSame = 1e9;

double size_of(const DifferencePoint& point) {
  return std::round(std::abs(point.difference) * kSame);
}

}  // namespace

std::vector<std::size_t> most_different(const Difference& difference, std::size_t count) {
  std::vector<std::size_t> order(difference.points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase_if(order, [&](std::size_t at) { return size_of(difference.points[at]) == 0; });
  std::ranges::stable_sort(order, std::ranges::greater(),
                           [&](std::size_t at) { return size_of(difference.points[at]); });
  if (order.size() > count) order.resize(count);
  return order;
}

}  // namespace attune
