#include "scenarios/load/parameters_file.h"

#include <type_traits>
#include <utility>

#include <nlohmann/json.hpp>

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kMostTokens = 1'000'000;

template <class T>
void put(Json& json, const char* key, const std::optional<T>& value) {
  if (value) json[key] = *value;
}

// Whether a number is one of this type: any other could not be cast.
template <class T>
bool fits(const Json& json) {
  if constexpr (std::is_floating_point_v<T>) {
    return json.is_number();
  } else if (json.is_number_unsigned()) {
    return std::in_range<T>(json.get<std::uint64_t>());
  } else {
    return json.is_number_integer() && std::in_range<T>(json.get<std::int64_t>());
  }
}

template <class T>
void take(const Json& json, const char* key, std::optional<T>& value) {
  const auto found = json.find(key);
  if (found != json.end() && fits<T>(*found)) value = found->get<T>();
}

void take(const Json& json, const char* key, std::optional<std::string>& value) {
  const auto found = json.find(key);
  if (found != json.end() && found->is_string()) value = found->get<std::string>();
}

}  // namespace

Parameters read_parameters(Fields& fields) {
  Parameters parameters;
  parameters.temperature = fields.optional_number("temperature");
  parameters.top_p = fields.optional_number("top_p");
  parameters.min_p = fields.optional_number("min_p");
  if (const auto limit = fields.optional_integer("max_tokens")) {
    const bool fits = *limit >= 1 && *limit <= kMostTokens;
    if (!fits) fields.fault("max_tokens", "expected 1 to 1000000");
    if (fits) parameters.max_tokens = static_cast<int>(*limit);
  }
  parameters.seed = fields.optional_integer("seed");
  parameters.reasoning_effort = fields.optional_text("reasoning_effort");
  parameters.stop = fields.texts("stop");
  return parameters;
}

nlohmann::ordered_json to_json(const Parameters& parameters) {
  Json json = Json::object();
  put(json, "temperature", parameters.temperature);
  put(json, "top_p", parameters.top_p);
  put(json, "min_p", parameters.min_p);
  put(json, "max_tokens", parameters.max_tokens);
  put(json, "seed", parameters.seed);
  put(json, "reasoning_effort", parameters.reasoning_effort);
  if (!parameters.stop.empty()) json["stop"] = parameters.stop;
  put(json, "schema", parameters.schema);
  return json;
}

Parameters parameters_from_json(const nlohmann::ordered_json& json) {
  Parameters parameters;
  if (!json.is_object()) return parameters;
  take(json, "temperature", parameters.temperature);
  take(json, "top_p", parameters.top_p);
  take(json, "min_p", parameters.min_p);
  take(json, "max_tokens", parameters.max_tokens);
  take(json, "seed", parameters.seed);
  take(json, "reasoning_effort", parameters.reasoning_effort);
  take(json, "schema", parameters.schema);
  const auto stops = json.find("stop");
  if (stops == json.end() || !stops->is_array()) return parameters;
  for (const Json& stop : *stops) {
    if (stop.is_string()) parameters.stop.push_back(stop.get<std::string>());
  }
  return parameters;
}

}  // namespace attune
