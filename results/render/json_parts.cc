#include "results/render/json_parts.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "results/render/cells.h"

namespace attune {

using Json = nlohmann::ordered_json;

Json number_json(const std::optional<double>& value) {
  if (!value || !std::isfinite(*value)) return nullptr;
  return rounded(*value);
}

Json estimate_json(const std::optional<Estimate>& figure) {
  if (!figure) return nullptr;
  return {{"point", number_json(figure->point)}, {"low", number_json(figure->low)},
          {"high", number_json(figure->high)},   {"level", number_json(figure->level)},
          {"samples", figure->samples},          {"clusters", figure->clusters}};
}

std::string json_text(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace attune
