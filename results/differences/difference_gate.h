#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "results/differences/difference.h"
#include "results/reports/gate.h"

namespace attune {

// Names of the figures a gate may name: "point", "lower" and "upper" of the difference, "p" (as
// adjusted), "effect", "effect_lower" and "effect_upper" (d_z), "correlation", "worst" and "best"
// (with whatever is missing; the point where nothing is), "missing" (pairs), "detectable" (after).
const std::vector<std::string>& difference_figures();

// REQUIRES: `name` is one of them.
std::optional<double> figure_of(const Difference& difference, std::string_view name);

// A gate that holds for one difference.
struct GateCrossed {
  std::string first;  // subjects
  std::string second;
  std::string pack;  // id
  Crossing crossing;
};

// Every gate against every difference, in order of the reports.
std::vector<GateCrossed> crossed_gates(std::span<const DifferenceReport> reports,
                                       std::span<const Gate> gates);

}  // namespace attune
