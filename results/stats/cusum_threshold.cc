#include "results/stats/cusum_threshold.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "results/stats/cusum.h"
#include "scenarios/base/rng.h"

namespace attune {
namespace {

constexpr std::size_t kRuns = 1000;
constexpr double kLongest = 500;  // run length that is simulated
constexpr double kMargin = 0.4;   // of height, either side of Siegmund's

// Chi squared by Wilson & Hilferty 1931: one normal instead of `freedom` of them.
double chi_squared(Rng& rng, double freedom) {
  const double part = 2 / (9 * freedom);
  const double root = std::max(0.0, 1 - part + std::sqrt(part) * rng.normal());
  return freedom * root * root * root;
}

// Student's t as the normal of equal probability, to about 0.01 (Wallace 1959, "Bounds on normal
// approximations to Student's and the chi-square distributions").
double normal_of(double t, double freedom) {
  const double z =
      std::sqrt(freedom * std::log1p(t * t / freedom)) * (8 * freedom + 1) / (8 * freedom + 3);
  return t < 0 ? -z : z;
}

// One watch in which nothing changes, as the normals RowChart makes of it: a look's contrast is a
// standard normal over a spread that is known the better the more looks there were.
class Stream {
 public:
  Stream(const CusumWish& wish, Rng& rng)
      : rng_(rng), rows_(static_cast<double>(wish.scenarios - 1)) {
    for (std::size_t look = 1; look < wish.baseline; ++look) next();
  }

  double next() {
    freedom_ += rows_;
    squares_ += chi_squared(rng_, rows_);
    return normal_of(rng_.normal() / std::sqrt(squares_ / freedom_), freedom_);
  }

 private:
  Rng& rng_;
  double rows_;
  double freedom_ = 0;
  double squares_ = 0;
};

// A run's highest sums so far and after how many looks each was reached: what is needed to say when
// any height would have been passed.
using Ladder = std::vector<std::pair<double, double>>;

struct Heights {
  double low = 0;
  double high = 0;
};

Ladder climb(const CusumWish& wish, const Heights& heights, Rng& rng) {
  Stream stream(wish, rng);
  Cusum cusum({wish.reference, heights.high});
  Ladder ladder;
  double highest = heights.low;
  double looks = 0;
  bool alarm = false;
  while (!alarm) {
    alarm = cusum.add(stream.next());
    ++looks;
    const double sum = std::max(cusum.above(), cusum.below());
    if (sum <= highest) continue;
    highest = sum;
    ladder.emplace_back(sum, looks);
  }
  return ladder;
}

double run_length(const std::vector<Ladder>& ladders, double height) {
  double looks = 0;
  for (const Ladder& ladder : ladders) {
    looks += std::ranges::upper_bound(ladder, height, {}, &Ladder::value_type::first)->second;
  }
  return looks / static_cast<double>(ladders.size());
}

double height_of(const std::vector<Ladder>& ladders, Heights between, double asked) {
  for (int step = 0; step < 30; ++step) {
    const double middle = (between.low + between.high) / 2;
    (run_length(ladders, middle) < asked ? between.low : between.high) = middle;
  }
  return between.high;
}

std::vector<Ladder> climbs(const CusumWish& wish, const Heights& heights) {
  Rng rng = Rng::named(wish.seed, "looks in control");
  std::vector<Ladder> ladders;
  ladders.reserve(kRuns);
  for (std::size_t run = 0; run < kRuns; ++run) ladders.push_back(climb(wish, heights, rng));
  return ladders;
}

}  // namespace

CusumThreshold find_cusum_threshold(const CusumWish& wish) {
  assert(wish.in_control >= 10 && wish.baseline >= 1 && wish.scenarios >= 2);
  const double aim = std::min(wish.in_control, kLongest);
  const double first = siegmund_height(wish.reference, aim);
  const Heights heights{std::max(0.01, first - kMargin), first + kMargin};
  const std::vector<Ladder> ladders = climbs(wish, heights);
  CusumThreshold found{.reference = wish.reference, .asked = wish.in_control, .runs = kRuns};
  // One margin below the top there is always a rung above.
  found.simulated = height_of(ladders, {heights.low, heights.high - 1e-9}, aim);
  found.measured = run_length(ladders, found.simulated);
  found.height = found.simulated;
  if (wish.in_control > aim)
    found.height += siegmund_height(wish.reference, wish.in_control) - first;
  found.method = fmt::format(
      "{} simulated runs of looks at {} scenarios after a baseline of {} (seed {}){}", kRuns,
      wish.scenarios, wish.baseline, wish.seed,
      wish.in_control > kLongest ? fmt::format(", from {} looks on by Siegmund's formula", kLongest)
                                 : "");
  return found;
}

}  // namespace attune
