#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace attune {

// A JSON value on one line, as nlohmann's dump() writes it with ill-formed UTF-8 replaced: the same
// bytes, but in runs instead of byte by byte: texts of calls are long and written three times.
// Descends by recursion: what strangers nest goes through a depth check first.
std::string compact_json(const nlohmann::ordered_json& json);

}  // namespace attune
