#include "scenarios/model/parameters.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

const Parameters kFull = {.temperature = 0.5,
                          .top_p = 0.9,
                          .min_p = 0.1,
                          .max_tokens = 100,
                          .seed = 3,
                          .reasoning_effort = "low",
                          .stop = {"END"},
                          .schema = R"({"type":"object"})"};

TEST(Parameters, MergedAreTheUpperOnesWhereTheySayAnything) {
  const Parameters under = {.temperature = 1,
                            .top_p = 1,
                            .min_p = 1,
                            .max_tokens = 1,
                            .seed = 1,
                            .reasoning_effort = "high",
                            .stop = {"a", "b"},
                            .schema = "{}"};
  EXPECT_EQ(merged(kFull, under), kFull);
}

TEST(Parameters, MergedAreTheLowerOnesWhereTheUpperAreSilent) {
  EXPECT_EQ(merged({}, kFull), kFull);
}

TEST(Parameters, MergedKeepAnUpperZero) {
  EXPECT_EQ(merged({.temperature = 0.0}, kFull).temperature, 0.0);
}

}  // namespace
}  // namespace attune
