#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "harness/calls/failure.h"

namespace attune {

// Readers of JSON that strangers wrote: a missing or ill-typed field is nothing, never an error.

// The document, mended where it holds broken UTF-8 or half a surrogate pair; discarded
// (is_discarded()) where it is not JSON even so.
nlohmann::json parsed_json(std::string_view bytes);

// The member of this name, or null where there is none or `object` is no object.
const nlohmann::json* member(const nlohmann::json& object, std::string_view name);

// The first element, or null where there is none or `array` is no array.
const nlohmann::json* first_of(const nlohmann::json* array);

// The text of a member; empty where it is no string. REQUIRES: `object` outlives it.
std::string_view text_at(const nlohmann::json& object, std::string_view name);

// A member that counts something: a whole number that is not negative.
std::optional<std::int64_t> count_at(const nlohmann::json& object, std::string_view name);

// What the `error` member says, an object or a bare text; nothing where there is none.
std::optional<Complaint> complaint_in(const nlohmann::json& object);

// What a whole body complains of: as above, or, where the body is no answer, its own `message` or
// `detail` (older vLLM, FastAPI, Mistral), also within a one-element array (Google).
std::optional<Complaint> complaint_of_body(const nlohmann::json& body);

}  // namespace attune
