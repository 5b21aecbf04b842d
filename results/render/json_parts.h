#pragma once

#include <optional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "results/stats/estimate.h"

namespace attune {

// What every report's JSON is made of.

// Rounded as reports round; null where there is none or it is not finite.
nlohmann::ordered_json number_json(const std::optional<double>& value);

// {"point", "low", "high", "level", "samples", "clusters"}, or null.
nlohmann::ordered_json estimate_json(const std::optional<Estimate>& figure);

// Indented, with a line break at the end; ill-formed UTF-8 is replaced.
std::string json_text(const nlohmann::ordered_json& json);

}  // namespace attune
