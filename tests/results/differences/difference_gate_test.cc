#include "results/differences/difference_gate.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

Difference some_difference() {
  Difference difference;
  difference.second.subject = {"lab/b"};
  difference.difference = Estimate{.point = -1, .low = -3, .high = 1};
  difference.p = 0.01;
  difference.adjusted = 0.02;
  difference.effect = Estimate{.point = -0.4, .low = -0.8, .high = 0.1};
  difference.correlation = Estimate{.point = 0.7};
  difference.missing = {.intended = 10, .pairs = 8, .bounds = Bounds{-20, 18}};
  difference.detectable.after = 4.5;
  return difference;
}

TEST(DifferenceGate, EveryFigureHasItsValue) {
  const Difference difference = some_difference();
  EXPECT_EQ(figure_of(difference, "point"), -1);
  EXPECT_EQ(figure_of(difference, "lower"), -3);
  EXPECT_EQ(figure_of(difference, "upper"), 1);
  EXPECT_EQ(figure_of(difference, "p"), 0.02);
  EXPECT_EQ(figure_of(difference, "effect"), -0.4);
  EXPECT_EQ(figure_of(difference, "effect_lower"), -0.8);
  EXPECT_EQ(figure_of(difference, "effect_upper"), 0.1);
  EXPECT_EQ(figure_of(difference, "correlation"), 0.7);
  EXPECT_EQ(figure_of(difference, "worst"), -20);
  EXPECT_EQ(figure_of(difference, "best"), 18);
  EXPECT_EQ(figure_of(difference, "missing"), 2);
  EXPECT_EQ(figure_of(difference, "detectable"), 4.5);
  EXPECT_EQ(difference_figures().size(), 12U);
}

TEST(DifferenceGate, WithNothingMissingTheBoundsAreThePoint) {
  Difference difference = some_difference();
  difference.missing = {.intended = 8, .pairs = 8};
  EXPECT_EQ(figure_of(difference, "worst"), -1);
  EXPECT_EQ(figure_of(difference, "best"), -1);
  difference.missing.intended = 9;  // missing, and nobody knows the bounds
  EXPECT_FALSE(figure_of(difference, "worst"));
}

TEST(DifferenceGate, EveryDifferenceIsHeldAgainstEveryGate) {
  DifferenceReport report;
  report.pack = {"tiny"};
  report.first.subject = {"lab/a"};
  report.differences = {some_difference(), some_difference()};
  report.differences[1].second.subject = {"lab/c"};
  report.differences[1].difference->low = -1.5;
  const std::vector<Gate> gates = {*parse_gate("lower < -2", difference_figures()),
                                   *parse_gate("upper > 0", difference_figures())};
  const auto crossings = crossed_gates(std::span(&report, 1), gates);
  ASSERT_EQ(crossings.size(), 3U);
  EXPECT_EQ(crossings[0].second, "lab/b");
  EXPECT_EQ(to_text(crossings[0].crossing), "lower < -2 holds: lower is -3");
  EXPECT_EQ(crossings[2].second, "lab/c");
  EXPECT_EQ(crossings[2].crossing.gate.figure, "upper");
}

TEST(DifferenceGate, WhereNothingCouldBeComparedEveryGateIsCrossed) {
  DifferenceReport report;
  report.differences.emplace_back().failed = "nothing was scored on both sides";
  for (const char* text : {"lower < -2", "p > 0.5", "effect >= 1", "worst < 0"}) {
    const std::vector<Gate> gates = {*parse_gate(text, difference_figures())};
    EXPECT_EQ(crossed_gates(std::span(&report, 1), gates).size(), 1U) << text;
  }
}

}  // namespace
}  // namespace attune
