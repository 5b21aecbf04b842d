#include "harness/effects/environment.h"

#include <cstdlib>

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(Environment, TellsEmptyFromAbsent) {
  ::setenv("ATTUNE_TEST_EMPTY", "", 1);
  ::unsetenv("ATTUNE_TEST_ABSENT");
  EXPECT_EQ(environment("ATTUNE_TEST_EMPTY"), "");
  EXPECT_EQ(environment("ATTUNE_TEST_ABSENT"), std::nullopt);
}

}  // namespace
}  // namespace attune
