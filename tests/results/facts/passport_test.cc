#include "results/facts/passport.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(FindingStates, AreReadBackFromTheirWords) {
  for (const FindingState state : kFindingStates)
    EXPECT_EQ(parse_finding_state(to_text(state)), state);
}

TEST(FindingStates, AnUnknownWordIsNone) {
  EXPECT_EQ(parse_finding_state("Honoured"), std::nullopt);
  EXPECT_EQ(parse_finding_state(""), std::nullopt);
}

}  // namespace
}  // namespace attune
