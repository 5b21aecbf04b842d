#pragma once

#include "scenarios/base/time.h"

namespace attune {

// Tells the time. Pure rooms are handed what it says.
class Clock {
 public:
  virtual ~Clock() = default;

  // On the steady clock: for waiting and for latencies.
  [[nodiscard]] virtual Instant now() const = 0;
  // On the wall clock: for records.
  [[nodiscard]] virtual UtcTime utc() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
  [[nodiscard]] UtcTime utc() const override;
};

}  // namespace attune
