#include "scenarios/base/time.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(UtcTime, IsWrittenInIso8601) {
  EXPECT_EQ(to_text(UtcTime{0}), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_text(UtcTime{1'000'000'000'000}), "2001-09-09T01:46:40Z");
  EXPECT_EQ(to_text(UtcTime{951'782'400'000}), "2000-02-29T00:00:00Z");
}

TEST(UtcTime, IsCutToTheSecondThatHasBegun) {
  EXPECT_EQ(to_text(UtcTime{1999}), "1970-01-01T00:00:01Z");
  EXPECT_EQ(to_text(UtcTime{-1}), "1969-12-31T23:59:59Z");
}

}  // namespace
}  // namespace attune
