#include "scenarios/load/norm_row.h"

namespace attune {

std::optional<Norm> take_norm(std::vector<Value>& rows, Faults& faults) {
  if (rows.empty()) return std::nullopt;
  const Value first = rows.front();
  Fields fields(first, "", faults);
  if (!fields.has("norm") || fields.has("id")) return std::nullopt;
  rows.erase(rows.begin());
  const Value* table = fields.table("norm");
  fields.finish();
  if (table == nullptr) return std::nullopt;
  Fields norm(*table, "norm", faults);
  const auto mean = norm.optional_number("mean");
  const auto deviation = norm.optional_number("sd");
  if (!mean) norm.fault("mean", "expected a number");
  if (!deviation || *deviation <= 0) norm.fault("sd", "expected a number above 0");
  norm.finish();
  return Norm{.mean = mean.value_or(0), .deviation = deviation.value_or(1)};
}

}  // namespace attune
