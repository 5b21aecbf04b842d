#pragma once

#include <optional>
#include <span>
#include <vector>

namespace attune {

// Kendall's tau-b between two rankings of the same things: (C - D) / sqrt((n0 - n1) (n0 - n2)), C
// and D the pairs in the same and in opposite order, n0 all pairs, n1 and n2 those tied in one
// (Kendall 1945). Absent where one of them ties everything, or has fewer than two things.
// REQUIRES: equal sizes. Takes quadratic time.
std::optional<double> kendall_tau_b(std::span<const double> first, std::span<const double> second);

// Kruskal and Wallis' H with the correction for ties (1952): how far the rank sums of groups are
// from equal, about chi-squared with groups - 1 degrees of freedom where they are. 0 where all
// values are equal; absent with fewer than two groups that have values.
std::optional<double> kruskal_wallis(std::span<const std::vector<double>> groups);

// Ranks from 1, ties sharing their mean rank.
std::vector<double> mean_ranks(std::span<const double> values);

}  // namespace attune
