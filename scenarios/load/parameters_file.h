#pragma once

#include <nlohmann/json_fwd.hpp>

#include "scenarios/load/document.h"
#include "scenarios/model/parameters.h"

namespace attune {

// Parameters as they stand in files, in settings and packs alike; what is wrong is noted.
Parameters read_parameters(Fields& fields);

// … and in JSON: absent ones are left out, and what cannot be read is absent.
nlohmann::ordered_json to_json(const Parameters& parameters);
Parameters parameters_from_json(const nlohmann::ordered_json& json);

}  // namespace attune
