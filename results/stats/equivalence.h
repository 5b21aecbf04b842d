#pragma once

#include <optional>

#include "results/stats/bootstrap.h"

namespace attune {

// What can be said of a difference and a margin within which two count as equal.
enum class Likeness {
  Different,        // the difference excludes 0
  EqualWithin,      // it lies within the margin
  DifferentWithin,  // it excludes 0, yet lies within the margin: real, and too small to matter
  NeitherShown,
};

// Two one-sided tests (Schuirmann 1987, "A comparison of the two one-sided tests procedure and the
// power approach"): equal within ±margin at 5 % where the 90 % interval lies inside it.
struct Equivalence {
  double margin = 0;    // above 0, in units of the difference
  double level = 0.90;  // of the interval that must lie inside: 2 level - 1 of the test's own
  std::optional<Interval> interval;  // of the difference, at that level
  Likeness likeness = Likeness::NeitherShown;
  bool operator==(const Equivalence&) const = default;
};

// 0.90 for 0.95. REQUIRES: 0.5 < level < 1.
double equivalence_level(double level);

// `shown`: that the difference excludes 0. Without an interval nothing is shown to be equal.
Likeness likeness_of(bool shown, const std::optional<Interval>& interval, double margin);

}  // namespace attune
