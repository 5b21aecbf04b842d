#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "scenarios/base/result.h"
#include "scenarios/base/time.h"

namespace attune {

// Takes big JSON files apart without reading them as a whole: a file of some hundred megabytes is
// cut into its parts in linear time, and each part is read by itself.

// One member of an object, its value as it stands in the file.
struct JsonMember {
  std::string name;
  std::string_view value;
};

// The members of an object, or the items of a list, in their order. What stands inside a value is
// not checked but for its brackets, which must close within 200 levels. A short sentence says what
// is wrong.
//
// Ownership: values point into `text`.
Result<std::vector<JsonMember>> json_members(std::string_view text);
Result<std::vector<std::string_view>> json_items(std::string_view text);

// Whether the brackets of a JSON text stand more than 200 deep. nlohmann::ordered_json copies what
// it has read whenever an object grows, level by level on the stack: a stranger's text goes through
// here first.
bool nested_too_deep(std::string_view text);

// The value of a text that our own program stored, as far as anybody knows: discarded where it is
// no JSON or nested too deep.
nlohmann::ordered_json stored_json(std::string_view text);

// The value of a small part of a file. Halves of surrogate pairs, which Python writes where a text
// was cut within a letter, become U+FFFD. Absent where it is no JSON.
std::optional<nlohmann::json> json_value(std::string_view text);

// A time as Python's isoformat() writes it: "2025-05-21T12:34:56.789012+00:00".
std::optional<UtcTime> parse_iso_time(std::string_view text);

}  // namespace attune
