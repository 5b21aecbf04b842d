#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "results/stats/estimate.h"

namespace attune {

// How far those who mark the same things agree. 1 is full agreement, 0 what chance would give,
// below 0 less than that; raw agreement is a share from 0 to 1.

// What the difference of two values counts.
enum class Scale {
  Nominal,   // equal or not
  Ordinal,   // by how many values lie between, as often as they were given
  Interval,  // by its square
};

// The values given to one thing, in any order and by whomever; who gave none is not in it.
using Unit = std::vector<double>;

// Krippendorff's alpha = 1 - D_o / D_e over units with at least two values (Krippendorff 2011,
// "Computing Krippendorff's Alpha-Reliability"; specs/emonet-arena-psychometrics-statistics §D.3).
// Absent where no two values differ, for then there is nothing to disagree on.
std::optional<double> krippendorff_alpha(std::span<const Unit> units, Scale scale);

// … with an interval by a bootstrap over clusters of units (one unit each: over units). Takes room
// for clusters x the square of how many values there are, but for Scale::Interval.
std::optional<Estimate> krippendorff_alpha(std::span<const std::vector<Unit>> clusters, Scale scale,
                                           const Bootstrap& bootstrap);

// What two who marked the same thing gave it.
struct Twice {
  double first = 0;
  double second = 0;
  bool operator==(const Twice&) const = default;
};

// How far apart two of k ordered categories i and j are.
enum class Weights {
  Equal,      // 1 where they differ
  Linear,     // |i - j| / (k - 1)
  Quadratic,  // its square
};

// Cohen's kappa (1960, 1968 with weights) = 1 - observed / expected disagreement. Categories are
// what is in `categories`, ascending, or what was given where that is empty. Absent without pairs
// and where the expected disagreement is 0.
// REQUIRES: what was given is among the categories.
std::optional<double> cohen_kappa(std::span<const Twice> pairs, Weights weights = Weights::Equal,
                                  std::span<const double> categories = {});

// Gwet's AC1 (2008, "Computing inter-rater reliability and its variance in the presence of high
// agreement"): chance agreement is Σ π (1 - π) / (k - 1), π the mean share of a category, so that a
// rare category does not turn high agreement into a low coefficient. Absent without pairs and with
// fewer than two categories.
std::optional<double> gwet_ac1(std::span<const Twice> pairs,
                               std::span<const double> categories = {});

// The share of pairs that are equal; absent without any.
std::optional<double> raw_agreement(std::span<const Twice> pairs);
// … among those in which neither gave `tie`.
std::optional<double> untied_agreement(std::span<const Twice> pairs, double tie);

// Which figure of two raters.
enum class Coefficient { Raw, Untied, Kappa, Ac1 };

struct Agreement {
  Coefficient coefficient = Coefficient::Raw;
  std::vector<double> categories = {};  // as above
  double tie = 0.5;                     // of Coefficient::Untied
};

// One of these figures over clusters of pairs together, with an interval by a bootstrap over the
// clusters; absent as above.
std::optional<Estimate> estimate_agreement(std::span<const std::vector<Twice>> clusters,
                                           const Agreement& kind, const Bootstrap& bootstrap);

// Intraclass correlations of Shrout & Fleiss 1979, "Intraclass Correlations": by a two-way analysis
// of variance. Absent where its divisor is 0.
struct IntraclassCorrelations {
  std::optional<double> icc_2_1;  // one of many possible raters, absolute agreement
  std::optional<double> icc_3_1;  // one of these raters, who may differ in severity
  std::optional<double> icc_3_k;  // the mean of these raters
};

// A row for every thing, a value for every rater in the same order. Rows in which any is missing
// are left out; nothing with fewer than two whole rows or two raters. REQUIRES: rows of equal size.
IntraclassCorrelations intraclass_correlations(
    std::span<const std::vector<std::optional<double>>> rows);

// Kendall's W of several rankings of the same things, with mid-ranks and the correction for ties:
// 12 Σ (R - R̄)² / (m² (n³ - n) - m Σ (t³ - t)) (Kendall & Babington Smith 1939). A row for each who
// ranks; larger values rank higher or lower alike. Absent with fewer than two rankings or things,
// and where all tie everything. REQUIRES: rows of equal size.
std::optional<double> kendall_w(std::span<const std::vector<double>> rankings);

}  // namespace attune
