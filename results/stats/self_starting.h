#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace attune {

// Looks at something that should stay as it is, each made a standard normal by all looks before it:
// no baseline has to be known beforehand, and what is not known of mean and spread is allowed for
// (Hawkins 1987, "Self-starting CUSUM charts for location and scale", The Statistician 36). Where
// nothing changes these normals are independent, so that charts of known mean and spread may be
// used on them. What does change becomes part of what later looks are held against: a change after
// the very first looks may never be found.

// A look less the mean of those before it.
struct Contrast {
  double difference = 0;
  double variance = 0;  // of the difference, estimated, 0 or more
  double freedom = 1;   // Student's t's degrees of freedom, above 0
};

// The standard normal as unlikely as this contrast is under no change, at most 8 either way.
double normal_score(const Contrast& contrast);

// Of two independent contrasts, less what the second says; degrees of freedom by Welch (1947).
Contrast less(const Contrast& first, const Contrast& second);

// A value for every row (a scenario, an anchor) in an order all looks share; absent where it has
// none at this look.
using LookValues = std::vector<std::optional<double>>;

// Looks at the same rows, which are hard or easy each for itself and vary alike and independently
// about that: x_ts = a_s + e_ts. Per row the look's distance from the mean of the n before it,
// divided by sqrt((n + 1) / n), is a recursive residual; their spread about the look's own mean,
// over all looks so far, is the spread of e. What a look adds to all rows together is thus never
// taken for chance.
class RowChart {
 public:
  explicit RowChart(std::size_t rows);

  // Absent where fewer than two rows were seen before. REQUIRES: as many values as rows.
  std::optional<Contrast> add(const LookValues& look);

  // Of e, as far as seen; absent before the second look.
  [[nodiscard]] std::optional<double> variance() const;

  [[nodiscard]] double freedom() const { return freedom_; }

 private:
  std::vector<double> sums_;
  std::vector<double> counts_;
  double squares_ = 0;
  double freedom_ = 0;
};

// One value a look, which varies from look to look. Absent for the first two.
class ValueChart {
 public:
  std::optional<Contrast> add(double value);

 private:
  double count_ = 0, mean_ = 0, squares_ = 0;
};

// A count out of so many at each look, such as refusals: given their sum over all looks so far,
// this look's share of it is hypergeometric. The middle of its probability becomes the normal
// (mid-p), so that rare counts say little: careful.
class ShareChart {
 public:
  struct Count {
    std::size_t of = 0;  // REQUIRES: at least `times`
    std::size_t times = 0;
  };

  // Absent for the first look, and where nothing was counted.
  std::optional<double> add(const Count& look);

 private:
  Count all_;
};

}  // namespace attune
