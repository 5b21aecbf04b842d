#include "results/drift/ruling.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/results/drift/drift_worlds.h"

namespace attune {
namespace {

using testing::DriftWorld;
using testing::two_releases;
using testing::TwoReleases;

Ruling ruled(const TwoReleases& made) {
  return rule_on(attribute(made.from, made.to, {.resamples = 300}), made.from, made.to);
}

TEST(RuleOn, SaysWhyNothingCanBeTold) {
  DriftWorld world;
  world.anchors = 0;
  TwoReleases made = two_releases(world, 1);
  EXPECT_EQ(ruled(made).cause, Cause::Unknown);
  EXPECT_EQ(ruled(made).why, "no frozen replies were marked by the judge at both releases");
  made.to.judge = "lab/other";
  EXPECT_EQ(ruled(made).why,
            "the judge is another (lab/judge before, lab/other now) and no frozen replies were "
            "marked by both");
}

TEST(RuleOn, AsksForEnoughScenarios) {
  DriftWorld world;
  world.anchors = 7;
  world.judge_shift = -30;
  EXPECT_EQ(ruled(two_releases(world, 1)).why,
            "frozen replies of 7 scenarios are too few: 8 are needed");
  world.anchors = 8;
  EXPECT_EQ(ruled(two_releases(world, 1)).cause, Cause::Judge);
  world.scenarios = 7;
  EXPECT_EQ(ruled(two_releases(world, 1)).why, "7 scenarios in common are too few: 8 are needed");
}

TEST(RuleOn, DoesNotSayWhoseWhereOnlyTheTotalIsShown) {
  const auto estimate = [](double point, double half) {
    return Estimate{.point = point, .low = point - half, .high = point + half, .clusters = 20};
  };
  Parts parts{.total = estimate(-3, 2), .judge = estimate(-1.5, 2), .model = estimate(-1.5, 3)};
  parts.anchors = parts.anchor_scenarios = 20;
  ReleaseFacts release;
  release.judge = "lab/judge";
  EXPECT_EQ(rule_on(parts, release, release).cause, Cause::Unknown);
  parts.total = estimate(-1, 2);
  EXPECT_EQ(rule_on(parts, release, release).cause, Cause::None);
  parts.model = estimate(-4, 3);
  EXPECT_EQ(rule_on(parts, release, release).cause, Cause::Model);
  parts.levelled = estimate(-2, 3);
  EXPECT_EQ(rule_on(parts, release, release).cause, Cause::Unknown);
  parts.levelled = estimate(4, 3);  // the other way round
  EXPECT_EQ(rule_on(parts, release, release).cause, Cause::Unknown);
  parts.judge = estimate(-4, 3);
  EXPECT_EQ(rule_on(parts, release, release).cause, Cause::Judge);
}

TEST(NoiseOf, ComesFromRepeatsWhereThereAreEnough) {
  ReleaseFacts from, to;
  for (int at = 0; at < 10; ++at) {
    from.points[testing::scenario_named(static_cast<std::size_t>(at))] = {10.0 + at, 14.0 + at};
    to.points[testing::scenario_named(static_cast<std::size_t>(at))] = {30.0 + 2 * at};
  }
  // s^2 = 8 on 10 degrees of freedom; sum of 1/2 + 1 over 10 scenarios; t = 2.228.
  const auto noise = noise_of(from, to, 0.95);
  EXPECT_EQ(noise->from, Noise::From::Repeats);
  EXPECT_NEAR(noise->half_width, 2.228 * std::sqrt(8 * 15.0) / 10, 1e-3);
}

TEST(NoiseOf, ComesFromTheSpreadOfDifferencesOtherwise) {
  ReleaseFacts from, to;
  from.points = {{{"a"}, {1}}, {{"b"}, {2}}, {{"c"}, {3}}};
  to.points = {{{"a"}, {2}}, {{"b"}, {5}}, {{"c"}, {8}}};
  const auto noise = noise_of(from, to, 0.95);  // differences 1, 3, 5
  EXPECT_EQ(noise->from, Noise::From::Spread);
  EXPECT_NEAR(noise->half_width, 4.303 * 2 / std::sqrt(3.0), 1e-3);
  to.points = {{{"a"}, {2}}};
  EXPECT_FALSE(noise_of(from, to, 0.95));
}

// Of unchanged subjects and judges, 95 in 100 lie within it.
TEST(NoiseOf, IsWhatNothingShows) {
  DriftWorld world{.scenarios = 30, .repeats = 2};
  int within = 0;
  for (std::uint64_t run = 0; run < 200; ++run) {
    const TwoReleases made = two_releases(world, run);
    double total = 0;
    for (const auto& [scenario, values] : made.from.points) {
      const auto& later = made.to.points.at(scenario);
      total += (later[0] + later[1] - values[0] - values[1]) / 60;
    }
    within += std::abs(total) <= noise_of(made.from, made.to, 0.95)->half_width ? 1 : 0;
  }
  EXPECT_NEAR(within / 200.0, 0.95, 0.046);  // three standard errors
}

}  // namespace
}  // namespace attune
