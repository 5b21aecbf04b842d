#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "results/drift/attribution.h"
#include "results/drift/drift.h"

namespace attune {

// Scenarios with anchors below which a judge's part is not relied on: with fewer, values that all
// lie on one side of their true mean by chance are too frequent for a percentile interval, which
// never goes beyond what it is made of (8: 2 x 2^-8 = 0.8 %, and 2.5 % is what it may miss).
inline constexpr std::size_t kLeastScenarios = 8;

// What nothing would show. From repeats: t sqrt(s^2 Σ (1 / k_from + 1 / k_to)) / n, s^2 the pooled
// variance within scenarios, with at least kLeastScenarios degrees of freedom; else from the spread
// of the differences, t sd / sqrt(n). Absent with fewer than two common scenarios.
std::optional<Noise> noise_of(const ReleaseFacts& from, const ReleaseFacts& to, double level);

struct Ruling {
  Cause cause = Cause::Unknown;
  std::string why;  // of Unknown
};

// Which parts lie off 0 by their intervals; the model's only where it does when levelled as well.
// Unknown without anchors, with too few scenarios, where levelling takes the model's part away and
// the judge's is not shown, and where the total lies off 0 and no part does.
Ruling rule_on(const Parts& parts, const ReleaseFacts& from, const ReleaseFacts& to);

// Whether an interval lies above or below 0; not without an interval.
bool off_zero(const std::optional<Estimate>& estimate);

}  // namespace attune
