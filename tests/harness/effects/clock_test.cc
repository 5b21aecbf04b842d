#include "harness/effects/clock.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(SystemClock, NeverGoesBack) {
  const SystemClock clock;
  const Instant before = clock.now();
  EXPECT_GE(clock.now(), before);
}

TEST(SystemClock, KnowsTheCentury) {
  EXPECT_GT(SystemClock().utc().millis, 1'700'000'000'000);
  EXPECT_LT(SystemClock().utc().millis, 4'102'444'800'000);
}

}  // namespace
}  // namespace attune
