#include "results/stats/sign_flip.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

// Two figures closer than this, relative to what they are made of, are equal but for rounding.
constexpr double kNoise = 1e-9;

double at_least(double figure, double scale) {
  return std::abs(figure) - kNoise * scale;
}

// Whether all arrangements of so many clusters are tried.
bool all_tried(std::size_t clusters, const Permutations& permutations) {
  return clusters < 48 && (std::size_t{1} << clusters) <= permutations.exact_up_to;
}

Rng stream(const Permutations& permutations) {
  return Rng::named(permutations.seed, "permutations of paired differences");
}

PermutationTest drawn_test(std::size_t far, std::size_t clusters,
                           const Permutations& permutations) {
  const std::size_t draws = std::max<std::size_t>(permutations.draws, 1);
  return {.p = static_cast<double>(1 + far) / static_cast<double>(1 + draws),
          .exact = false,
          .arrangements = draws,
          .clusters = clusters};
}

// All sums with the first sign as it is (the others mirror them), in the order of a Gray code: each
// step turns one sign. REQUIRES: differences not empty.
std::size_t count_all(std::span<const double> differences, double bound) {
  std::vector<double> signed_ones(differences.begin(), differences.end());
  double sum = 0;
  for (const double each : differences) sum += each;
  std::size_t far = std::abs(sum) >= bound ? 1 : 0;
  const std::size_t half = std::size_t{1} << (differences.size() - 1);
  for (std::size_t step = 1; step < half; ++step) {
    double& turned = signed_ones[static_cast<std::size_t>(std::countr_zero(step)) + 1];
    sum -= 2 * turned;
    turned = -turned;
    far += std::abs(sum) >= bound ? 1 : 0;
  }
  return far;
}

std::size_t count_drawn(std::span<const double> differences, double bound,
                        const Permutations& permutations) {
  Rng rng = stream(permutations);
  std::size_t far = 0;
  for (std::size_t draw = 0; draw < std::max<std::size_t>(permutations.draws, 1); ++draw) {
    double sum = 0;
    std::uint64_t bits = 0;
    for (std::size_t at = 0; at < differences.size(); ++at) {
      if (at % 64 == 0) bits = rng.next();
      // Without a branch, which would be guessed wrong every other time.
      sum += (2.0 * static_cast<double>(bits & 1U) - 1.0) * differences[at];
      bits >>= 1U;
    }
    far += std::abs(sum) >= bound ? 1 : 0;
  }
  return far;
}

// The arrangement of this number: bit i of it exchanges cluster i.
void arrange(std::vector<bool>& swapped, std::size_t number) {
  for (std::size_t at = 0; at < swapped.size(); ++at) swapped[at] = ((number >> at) & 1U) != 0;
}

void arrange(std::vector<bool>& swapped, Rng& rng) {
  std::uint64_t bits = 0;
  for (std::size_t at = 0; at < swapped.size(); ++at) {
    if (at % 64 == 0) bits = rng.next();
    swapped[at] = (bits & 1U) != 0;
    bits >>= 1U;
  }
}

}  // namespace

std::optional<PermutationTest> sign_flip_test(std::span<const double> differences,
                                              const Permutations& permutations) {
  if (differences.empty()) return std::nullopt;
  std::vector<double> unequal;
  double sum = 0;
  double scale = 0;
  for (const double each : differences) {
    if (each != 0) unequal.push_back(each);
    sum += each;
    scale += std::abs(each);
  }
  if (unequal.empty()) return PermutationTest{.exact = true};
  const double bound = at_least(sum, scale);
  if (!all_tried(unequal.size(), permutations))
    return drawn_test(count_drawn(unequal, bound, permutations), unequal.size(), permutations);
  const std::size_t all = std::size_t{1} << unequal.size();
  return PermutationTest{
      .p = 2 * static_cast<double>(count_all(unequal, bound)) / static_cast<double>(all),
      .exact = true,
      .arrangements = all,
      .clusters = unequal.size()};
}

std::optional<PermutationTest> swap_test(const SwappedFigure& figure, std::size_t clusters,
                                         const Permutations& permutations) {
  if (clusters == 0) return std::nullopt;
  std::vector<bool> swapped(clusters, false);
  const std::optional<double> found = figure(swapped);
  if (!found || !std::isfinite(*found)) return std::nullopt;
  const double bound = at_least(*found, std::abs(*found));
  const auto far = [&] {
    const std::optional<double> other = figure(swapped);
    return !other || !(std::abs(*other) < bound);
  };
  std::size_t count = 0;
  if (!all_tried(clusters, permutations)) {
    Rng rng = stream(permutations);
    for (std::size_t draw = 0; draw < std::max<std::size_t>(permutations.draws, 1); ++draw) {
      arrange(swapped, rng);
      count += far() ? 1 : 0;
    }
    return drawn_test(count, clusters, permutations);
  }
  const std::size_t all = std::size_t{1} << clusters;
  for (std::size_t number = 0; number < all; ++number) {
    arrange(swapped, number);
    count += far() ? 1 : 0;
  }
  return PermutationTest{.p = static_cast<double>(count) / static_cast<double>(all),
                         .exact = true,
                         .arrangements = all,
                         .clusters = clusters};
}

}  // namespace attune
