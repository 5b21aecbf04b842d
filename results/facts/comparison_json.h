#pragma once

#include <string>
#include <string_view>

#include "results/facts/comparison.h"
#include "scenarios/base/result.h"

namespace attune {

inline constexpr std::string_view kComparisonSchema = "attune.comparison/1";

// A comparison as one JSON object on one line, every field of it under its own name.
// Margins are a list of [criterion, first minus second]; what is absent is null.
std::string to_json(const Comparison& comparison);

// The comparison again, equal to the one written. FixInput naming the field at fault.
Result<Comparison> comparison_from_json(std::string_view line);

// Whether a file of JSON lines begins with a comparison.
bool holds_comparisons(std::string_view text);

}  // namespace attune
