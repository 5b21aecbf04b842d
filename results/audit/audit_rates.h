#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "results/audit/judge_audit.h"

namespace attune {

// Rates over clusters, and what an audit does with a figure.

// What one cluster adds to a rate.
struct ClusterSum {
  double sum = 0;
  double count = 0;
};

// The ends of what is averaged.
struct Range {
  double least = 0;
  double most = 100;
};

// Σ sum / Σ count with an interval by a bootstrap over clusters that have a count. Where all
// clusters say the same and nothing is drawn but that, the bootstrap knows no doubt: the interval
// is then Wilson's (1927), with clusters for its count. Absent without a count.
std::optional<Estimate> estimate_rate(std::span<const ClusterSum> clusters, const Range& range,
                                      const Bootstrap& bootstrap);

// Two-sided p of a mean of 0, by its clustered error (specs §D.4) and Student's t with clusters - 1
// degrees of freedom, but not below 2^(1 - clusters), which is the least that turning the signs of
// clusters could give. Absent with fewer than two clusters.
std::optional<double> p_of_zero(std::span<const std::vector<double>> clusters);

// What is known of an estimate's error.
struct KnownError {
  double error = 0;
  double freedom = 1;        // Student's t's degrees of freedom, at least 1
  std::size_t clusters = 2;  // at least 2
};

// Two-sided p of an effect of 0, in the same way.
double p_of_effect(double effect, const KnownError& known);

// Half of an interval at `level` in standard errors. REQUIRES: freedom > 0.
double t_factor(double freedom, double level);

struct FigureName {
  std::string name;
  std::string title;
  std::string unit;
};

// A figure that is there, or absent with this sentence.
AuditFigure figure_or(FigureName name, std::optional<Estimate> estimate, std::string why);
AuditFigure absent(FigureName name, std::string why);

}  // namespace attune
