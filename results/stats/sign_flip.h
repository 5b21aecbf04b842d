#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace attune {

// Permutation tests of a paired difference over clusters (scenarios): if both sides are alike,
// either could have been the first in any of them.

struct Permutations {
  std::uint64_t seed = 1;
  std::size_t draws = 9999;         // of arrangements, where not all are tried; at least 1
  std::size_t exact_up_to = 65536;  // arrangements that are all tried
};

struct PermutationTest {
  double p = 1;                  // two-sided, above 0
  bool exact = false;            // of all arrangements
  std::size_t arrangements = 1;  // that were tried
  std::size_t clusters = 0;      // whose order matters
  bool operator==(const PermutationTest&) const = default;
};

// Whether the mean of `differences`, one for each cluster, could be 0: the share of all choices of
// their signs with a mean at least as far from 0 (Fisher 1935, "The Design of Experiments", §21).
// Where these are more than `exact_up_to`, of those drawn: (1 + b) / (1 + draws), never 0 (Phipson
// & Smyth 2010, "Permutation P-values Should Never Be Zero"). Clusters that differ by 0 are passed
// over, for turning them round changes nothing.
//
// A cluster's difference is the mean over however many repeats it has. Each is turned by itself and
// keeps its size, so that unequal repeats, and so unequal variances, do no harm where a difference
// is as likely on either side of 0. Where it is not, only the studentised mean stays valid, with
// many clusters (Janssen 1997, "Studentized permutation tests for non-i.i.d. hypotheses"; Canay,
// Romano & Shaikh 2017); this is it: a choice of signs leaves Σ d² as it is, hence t² = n (n - 1)
// d̄² / (Σ d² - n d̄²) orders all choices as |d̄| does. Absent without a cluster.
// Time: draws x clusters.
std::optional<PermutationTest> sign_flip_test(std::span<const double> differences,
                                              const Permutations& permutations);

// A figure of both sides with the clusters marked true exchanged between them.
using SwappedFigure = std::function<std::optional<double>(const std::vector<bool>& swapped)>;

// The same of any figure of two sides. One that cannot be made counts as far from 0: the test errs
// to the careful side. Not studentised: it asks whether both sides are alike in every respect.
// Absent without a cluster, or without a figure as they are.
std::optional<PermutationTest> swap_test(const SwappedFigure& figure, std::size_t clusters,
                                         const Permutations& permutations);

}  // namespace attune
