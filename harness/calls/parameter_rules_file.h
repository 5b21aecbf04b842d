#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/calls/parameter_rules.h"
#include "scenarios/load/document.h"

namespace attune {

// The [[parameter_rule]] tables of a document, in order; what is wrong is noted.
std::vector<ParameterRule> read_parameter_rules(Fields& document, Faults& faults);

// The table that ships, as text (parameter_rules.toml, taken in by the build) and read.
std::string_view shipped_parameter_rules_text();
std::vector<ParameterRule> shipped_parameter_rules();

}  // namespace attune
