#pragma once

#include <compare>
#include <cstdint>

namespace attune {

// Names one call within one process, over all its attempts.
struct CallId {
  std::uint64_t value = 0;
  auto operator<=>(const CallId&) const = default;
};

}  // namespace attune
