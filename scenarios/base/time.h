#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace attune {

// Types only: whoever needs the time of day is handed it.
using Millis = std::chrono::milliseconds;

// A point on the steady clock of one process; of no meaning outside it.
using Instant = std::chrono::time_point<std::chrono::steady_clock, Millis>;

// Later than anything that will happen.
inline constexpr Instant kFarFuture = Instant::max();

// Milliseconds since 1970-01-01T00:00Z.
struct UtcTime {
  std::int64_t millis = 0;
  auto operator<=>(const UtcTime&) const = default;
};

// "2026-11-23T01:31:09Z"
std::string to_text(UtcTime time);

}  // namespace attune
