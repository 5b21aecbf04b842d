#include "harness/effects/clock.h"

#include <chrono>

namespace attune {

Instant SystemClock::now() const {
  return std::chrono::floor<Millis>(std::chrono::steady_clock::now());
}

UtcTime SystemClock::utc() const {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {.millis = std::chrono::floor<Millis>(since_epoch).count()};
}

}  // namespace attune
