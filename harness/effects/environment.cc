#include "harness/effects/environment.h"

#include <cstdlib>

namespace attune {

std::optional<std::string> environment(std::string_view name) {
  const char* value =
      std::getenv(std::string(name).c_str());  // NOLINT(concurrency-mt-unsafe): one thread
  if (value == nullptr) return std::nullopt;
  return value;
}

}  // namespace attune
