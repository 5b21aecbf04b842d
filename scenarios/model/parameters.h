#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace attune {

// How a model is asked to sample. Absent means: not sent, the endpoint's own default holds.
struct Parameters {
  std::optional<double> temperature;
  std::optional<double> top_p;
  std::optional<double> min_p;
  std::optional<int> max_tokens;
  std::optional<std::int64_t> seed;
  std::optional<std::string> reasoning_effort;
  std::vector<std::string> stop;
  std::optional<std::string> schema;  // a JSON Schema the reply is to follow, as text

  bool operator==(const Parameters&) const = default;
};

// `over`, where it says anything, else `under`.
Parameters merged(const Parameters& over, const Parameters& under);

}  // namespace attune
