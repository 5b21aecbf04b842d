#include "results/reports/gate.h"

#include <limits>

#include <gtest/gtest.h>

namespace attune {
namespace {

const std::vector<std::string> kFigures = {"point", "lower", "upper", "p"};

Gate gate(std::string_view text) {
  auto parsed = parse_gate(text, kFigures);
  EXPECT_TRUE(parsed) << text;
  return parsed ? *parsed : Gate{};
}

std::string why(std::string_view text) {
  auto parsed = parse_gate(text, kFigures);
  EXPECT_FALSE(parsed) << text;
  if (parsed) return "";
  EXPECT_EQ(parsed.error().remedy, Remedy::FixInput);
  return parsed.error().what;
}

TEST(Gate, ReadsAFigureARelationAndANumber) {
  EXPECT_EQ(gate("lower < -2"), (Gate{"lower", Gate::Relation::Less, -2}));
  EXPECT_EQ(gate("p<=0.05"), (Gate{"p", Gate::Relation::LessOrEqual, 0.05}));
  EXPECT_EQ(gate("  upper  >  +1e1 "), (Gate{"upper", Gate::Relation::Greater, 10}));
  EXPECT_EQ(gate("point>=.5"), (Gate{"point", Gate::Relation::GreaterOrEqual, 0.5}));
}

TEST(Gate, SaysWhatItReadAsItIsWritten) {
  EXPECT_EQ(to_text(gate("lower<-2")), "lower < -2");
  EXPECT_EQ(to_text(gate("p >= 0.05")), "p >= 0.05");
}

TEST(Gate, AnUnknownFigureIsAnsweredWithTheNearestKnown) {
  EXPECT_EQ(why("lowr < -2"), "gate 'lowr < -2': no figure 'lowr'; did you mean 'lower'?");
  EXPECT_NE(why("colour < 1").find("known: point, lower, upper, p"), std::string::npos);
}

TEST(Gate, WhatIsNoConditionIsRefusedWithAnExample) {
  for (const char* text : {"", "lower", "lower = 2", "lower == 2", "< 2"})
    EXPECT_NE(why(text).find("as in 'lower < -2'"), std::string::npos) << text;
}

TEST(Gate, WhatIsNoNumberIsNamed) {
  EXPECT_NE(why("lower < two").find("'two' is no number"), std::string::npos);
  EXPECT_NE(why("lower < 2 points").find("'2 points' is no number"), std::string::npos);
  for (const char* text : {"lower < ", "lower << 2", "lower < nan", "lower < inf", "lower < 1e999"})
    EXPECT_NE(why(text).find("is no number"), std::string::npos) << text;
}

TEST(Gate, EscapesDoNotReachTheMessage) {
  EXPECT_EQ(why("lower < \x1b[31m").find('\x1b'), std::string::npos);
}

TEST(Gate, HoldsOnItsSideOfTheLimitAlone) {
  EXPECT_FALSE(crossed(gate("lower < -2"), -2));
  EXPECT_TRUE(crossed(gate("lower < -2"), -2.01));
  EXPECT_TRUE(crossed(gate("lower <= -2"), -2));
  EXPECT_FALSE(crossed(gate("lower > -2"), -2));
  EXPECT_TRUE(crossed(gate("lower > -2"), -1.99));
  EXPECT_TRUE(crossed(gate("lower >= -2"), -2));
  EXPECT_FALSE(crossed(gate("lower >= -2"), -3));
}

TEST(Gate, AnAbsentFigureCrossesEveryGateAndSaysSo) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const char* text : {"lower < -2", "lower > -2", "lower <= 0", "lower >= 0"}) {
    const auto absent = crossed(gate(text), std::nullopt);
    ASSERT_TRUE(absent) << text;
    EXPECT_NE(to_text(*absent).find("there is no lower"), std::string::npos);
    EXPECT_EQ(crossed(gate(text), nan), absent);
  }
}

TEST(Gate, ACrossingNamesGateAndValue) {
  const auto crossing = crossed(gate("lower < -2"), -3.125);
  ASSERT_TRUE(crossing);
  EXPECT_EQ(to_text(*crossing), "lower < -2 holds: lower is -3.125");
}

TEST(Gate, SeveralAreReadTogetherAndTheFirstFaultStopsThem) {
  const std::vector<std::string> good = {"lower < -2", "p > 0.1"};
  const auto gates = parse_gates(good, kFigures);
  ASSERT_TRUE(gates);
  ASSERT_EQ(gates->size(), 2U);
  EXPECT_EQ((*gates)[1].figure, "p");
  const std::vector<std::string> bad = {"lower < -2", "q > 0.1", "lower"};
  const auto refused = parse_gates(bad, kFigures);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("no figure 'q'"), std::string::npos);
}

}  // namespace
}  // namespace attune
