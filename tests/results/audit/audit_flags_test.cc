#include "results/audit/audit_flags.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

using P = std::vector<std::optional<double>>;

TEST(Holm, CorrectsStepByStep) {
  const auto adjusted = holm(P{0.01, 0.04, 0.03});
  EXPECT_DOUBLE_EQ(*adjusted[0], 0.03);
  EXPECT_DOUBLE_EQ(*adjusted[2], 0.06);
  EXPECT_DOUBLE_EQ(*adjusted[1], 0.06);  // not below the one before it
}

TEST(Holm, PassesOverWhatIsUnknownAndEndsAtOne) {
  const auto adjusted = holm(P{0.8, std::nullopt, 0.04});
  EXPECT_FALSE(adjusted[1]);
  EXPECT_DOUBLE_EQ(*adjusted[2], 0.08);
  EXPECT_DOUBLE_EQ(*adjusted[0], 0.8);
  EXPECT_DOUBLE_EQ(*holm(P{0.9, 0.9})[0], 1);
}

TEST(AuditFlags, SayWhichWayAndWhyNotKnown) {
  const std::vector<BiasFinding> findings = {
      {.name = "position", .effect = -3, .p = 0.001, .more = "first", .less = "second"},
      {.name = "length", .effect = 1, .p = 0.04, .more = "longer", .less = "shorter"},
      {.name = "self-preference", .unknown = "nobody else"}};
  const auto flags = audit_flags(findings, 0.95);
  EXPECT_EQ(flags[0].bias, Bias::Found);
  EXPECT_EQ(flags[0].sentence, "second");
  EXPECT_DOUBLE_EQ(*flags[0].p, 0.002);
  EXPECT_EQ(flags[1].bias, Bias::Found);
  EXPECT_EQ(flags[2].bias, Bias::Unknown);
  EXPECT_EQ(flags[2].sentence, "nobody else");
  EXPECT_EQ(audit_flags(findings, 0.99)[1].bias, Bias::NotFound);
}

}  // namespace
}  // namespace attune
