#pragma once

#include <algorithm>

#include "harness/effects/clock.h"

namespace attune {

// A clock that stands still until somebody moves it.
class FakeClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return now_; }

  [[nodiscard]] UtcTime utc() const override {
    return {kMidnight + now_.time_since_epoch().count()};
  }

  // Never backwards.
  void move_to(Instant when) { now_ = std::max(now_, when); }

 private:
  static constexpr std::int64_t kMidnight = 1'700'006'400'000;  // 2023-11-15T00:00Z
  Instant now_{};
};

}  // namespace attune
