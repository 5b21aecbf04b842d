#include "results/stats/cusum_threshold.h"

#include <cmath>

#include <gtest/gtest.h>

#include "results/stats/cusum.h"
#include "results/stats/self_starting.h"
#include "scenarios/base/rng.h"

namespace attune {
namespace {

// Looks from the end of the baseline to the first alarm, at values as they come: nothing is taken
// from the simulation by which the threshold was found.
double looks_to_alarm(const CusumWish& wish, double height, Rng& rng) {
  RowChart chart(wish.scenarios);
  Cusum cusum({wish.reference, height});
  for (double looks = 0;; ++looks) {
    LookValues look(wish.scenarios);
    for (auto& value : look) value = 60 + 5 * rng.normal();
    const auto contrast = chart.add(look);
    if (looks < static_cast<double>(wish.baseline)) continue;
    if (cusum.add(normal_score(*contrast))) return looks + 1 - static_cast<double>(wish.baseline);
  }
}

TEST(CusumThreshold, AlarmsAsSeldomAsAsked) {
  constexpr int kRuns = 250;
  const CusumWish wish{.in_control = 25, .baseline = 2, .scenarios = 5};
  const CusumThreshold found = find_cusum_threshold(wish);
  Rng rng(21);
  double looks = 0;
  for (int run = 0; run < kRuns; ++run) looks += looks_to_alarm(wish, found.height, rng);
  EXPECT_NEAR(looks / kRuns / 25, 1, 0.2);  // three standard errors
  EXPECT_NEAR(found.measured / 25, 1, 0.02);
}

TEST(CusumThreshold, IsCloseToThatOfKnownMeanAndSpread) {
  const CusumThreshold found = find_cusum_threshold({.in_control = 200});
  EXPECT_NEAR(found.height, siegmund_height(0.5, 200), 0.15);
  EXPECT_NEAR(found.measured, 200, 2);
  EXPECT_EQ(found.height, found.simulated);
  EXPECT_EQ(found.asked, 200);
}

TEST(CusumThreshold, GoesOnByTheFormulaWhereSimulatingWouldTakeTooLong) {
  CusumThreshold far = find_cusum_threshold({.in_control = 1e5});
  EXPECT_NEAR(far.height - far.simulated, siegmund_height(0.5, 1e5) - siegmund_height(0.5, 500),
              1e-9);
  EXPECT_NEAR(far.measured, 500, 5);
  EXPECT_NE(far.method.find("Siegmund"), std::string::npos);
}

TEST(CusumThreshold, IsTheSameForTheSameSeed) {
  const CusumWish wish{.in_control = 50, .scenarios = 10, .seed = 4};
  EXPECT_EQ(find_cusum_threshold(wish), find_cusum_threshold(wish));
  EXPECT_NE(find_cusum_threshold(wish).height,
            find_cusum_threshold({.in_control = 50, .scenarios = 10, .seed = 5}).height);
}

}  // namespace
}  // namespace attune
