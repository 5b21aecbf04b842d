#include "results/drift/vitals.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

namespace attune {
namespace {

Vital a_vital(std::string scenario, double length, int latency, double cost,
              Outcome outcome = Outcome::Ok) {
  return {.scenario = {std::move(scenario)},
          .outcome = outcome,
          .length = length,
          .latency = Millis(latency),
          .cost_usd = cost};
}

ReleaseFacts a_release() {
  ReleaseFacts made;
  made.vitals = {a_vital("a", 100, 1000, 0.001), a_vital("a", 300, 3000, 0.003),
                 a_vital("b", 400, 500, 0.002, Outcome::Refused),
                 a_vital("c", 600, 900, 0.001, Outcome::Filtered),
                 a_vital("d", 0, 1, 9, Outcome::Failed)};
  return made;
}

TEST(VitalsOf, LetsEveryScenarioWeighTheSame) {
  const Vitals vitals = vitals_of(a_release(), {});
  EXPECT_DOUBLE_EQ(vitals.length->point, 400);            // 200, 400, 600
  EXPECT_DOUBLE_EQ(vitals.latency->point, 900);           // 2000, 500, 900
  EXPECT_NEAR(vitals.cost->point, 5.0 / 3, 1e-12);        // 2, 2, 1 USD of 1,000
  EXPECT_NEAR(vitals.refusals->point, 200.0 / 3, 1e-12);  // 0, 100, 100
  EXPECT_EQ(vitals.length->samples, 4U);                  // none of what failed
  EXPECT_EQ(vitals.refusals->clusters, 3U);
}

// Wilson's for 2 of 3: (0.2077, 0.9385).
TEST(VitalsOf, GivesRefusalsWilsonsInterval) {
  const Vitals vitals = vitals_of(a_release(), {});
  EXPECT_NEAR(*vitals.refusals->low, 20.77, 0.01);
  EXPECT_NEAR(*vitals.refusals->high, 93.85, 0.01);
  ReleaseFacts never;
  for (int at = 0; at < 20; ++at) never.vitals.push_back({.scenario = {std::to_string(at)}});
  EXPECT_EQ(*vitals_of(never, {}).refusals->low, 0);
  EXPECT_NEAR(*vitals_of(never, {}).refusals->high, 16.11, 0.01);
}

TEST(VitalsOf, IsAbsentWhereNothingIsKnown) {
  ReleaseFacts release;
  EXPECT_EQ(vitals_of(release, {}), Vitals{});
  release.vitals = {{.scenario = {"a"}}};
  const Vitals vitals = vitals_of(release, {});
  EXPECT_TRUE(vitals.refusals);
  EXPECT_FALSE(vitals.length);
  EXPECT_FALSE(vitals.latency);
  EXPECT_FALSE(vitals.cost);
}

TEST(VitalsChange, IsOfCommonScenarios) {
  ReleaseFacts to;
  to.vitals = {a_vital("a", 250, 2100, 0.002), a_vital("b", 300, 700, 0.001),
               a_vital("e", 9999, 9999, 9)};
  const Vitals change = vitals_change(a_release(), to, {});
  EXPECT_DOUBLE_EQ(change.length->point, -25);    // 275 - 300
  EXPECT_DOUBLE_EQ(change.latency->point, 150);   // 1400 - 1250
  EXPECT_NEAR(change.cost->point, -0.5, 1e-12);   // 1.5 - 2
  EXPECT_DOUBLE_EQ(change.refusals->point, -50);  // 0 - 50
  EXPECT_EQ(change.length->clusters, 2U);
}

// By the square-and-add of both Wilson intervals, written out.
TEST(VitalsChange, GivesRefusalsNewcombesInterval) {
  ReleaseFacts from, to;
  const auto add = [](ReleaseFacts& release, int scenarios, int refused) {
    for (int at = 0; at < scenarios; ++at)
      release.vitals.push_back({.scenario = {std::to_string(at)},
                                .outcome = at < refused ? Outcome::Refused : Outcome::Ok});
  };
  add(from, 80, 48);
  add(to, 80, 64);
  const Vitals change = vitals_change(from, to, {});
  EXPECT_NEAR(change.refusals->point, 20, 1e-9);
  const double z = 1.959964;
  const auto wilson = [z](double p, double n, double sign) {
    return (p + z * z / (2 * n) + sign * z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n))) /
           (1 + z * z / n);
  };
  const double low = 0.2 - std::hypot(0.8 - wilson(0.8, 80, -1), wilson(0.6, 80, 1) - 0.6);
  const double high = 0.2 + std::hypot(wilson(0.8, 80, 1) - 0.8, 0.6 - wilson(0.6, 80, -1));
  EXPECT_NEAR(*change.refusals->low, 100 * low, 1e-4);
  EXPECT_NEAR(*change.refusals->high, 100 * high, 1e-4);
}

TEST(VitalsChange, DoesNotCareInWhichOrderSamplesCome) {
  ReleaseFacts turned = a_release();
  std::ranges::reverse(turned.vitals);
  EXPECT_EQ(vitals_of(turned, {}), vitals_of(a_release(), {}));
}

}  // namespace
}  // namespace attune
