#include "results/charts/axis.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace attune {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr double kEndless = std::numeric_limits<double>::infinity();

TEST(ChartAxis, GoesFromTheRoundNumberBelowToTheOneAbove) {
  const ChartAxis axis = chart_axis(std::vector<double>{38.9, 91.2}, 6);
  EXPECT_EQ(axis.ticks, (std::vector<double>{30, 40, 50, 60, 70, 80, 90, 100}));
  EXPECT_EQ(axis.least, 30);
  EXPECT_EQ(axis.most, 100);
  EXPECT_EQ(axis.decimals, 0);
}

TEST(ChartAxis, DoesNotGoBeyondRoundEnds) {
  EXPECT_EQ(chart_axis(std::vector<double>{0, 100}).ticks,
            (std::vector<double>{0, 20, 40, 60, 80, 100}));
}

TEST(ChartAxis, TellsFineTicksApart) {
  const ChartAxis axis = chart_axis(std::vector<double>{0.11, 0.32});
  EXPECT_EQ(axis.decimals, 2);
  EXPECT_EQ(tick_text(axis, axis.ticks.front()), "0.10");
  EXPECT_EQ(tick_text(axis, axis.ticks.back()), "0.35");
}

TEST(ChartAxis, OfNothingIsFromZeroToHundred) {
  const ChartAxis axis = chart_axis(std::vector<double>{kNothing, kEndless, 1e300});
  EXPECT_EQ(axis.least, 0);
  EXPECT_EQ(axis.most, 100);
}

TEST(ChartAxis, HasAnExtentForEqualValues) {
  for (const double value : {0.0, 50.0, -3.25, 1e9, -1e9}) {
    const ChartAxis axis = chart_axis(std::vector<double>{value, value});
    EXPECT_LT(axis.least, value);
    EXPECT_GT(axis.most, value);
    EXPECT_LE(axis.ticks.size(), 5U);
  }
}

// Whatever the values: they lie within, ticks rise by equal steps, and there are few of them.
TEST(ChartAxis, HoldsAllValuesWithFewEvenTicks) {
  for (double span = 0.0015; span < 1e8; span *= 3.7) {
    for (const double least : {-7.0 * span, -0.3 * span, 0.0, 0.123 * span}) {
      const ChartAxis axis = chart_axis(std::vector<double>{least, least + span});
      EXPECT_LE(axis.least, least + 1e-9 * span);
      EXPECT_GE(axis.most, least + span - 1e-9 * span);
      ASSERT_GE(axis.ticks.size(), 2U);
      EXPECT_LE(axis.ticks.size(), 8U) << span;
      const double step = axis.ticks[1] - axis.ticks[0];
      for (std::size_t i = 1; i < axis.ticks.size(); ++i)
        EXPECT_NEAR(axis.ticks[i] - axis.ticks[i - 1], step, 1e-6 * step);
      EXPECT_NE(tick_text(axis, axis.ticks[0]), tick_text(axis, axis.ticks[1]));
    }
  }
}

TEST(ChartAxis, HoldsTheEndsOfIntervals) {
  const ChartAxis axis = chart_axis(std::vector<Whisker>{{50, 12, 88}, {}});
  EXPECT_LE(axis.least, 12);
  EXPECT_GE(axis.most, 88);
}

TEST(ChartAxis, PlacesValuesAndKeepsThemWithin) {
  const ChartAxis axis = chart_axis(std::vector<double>{0, 100});
  EXPECT_EQ(place_on(axis, 25, {100, 200}), 125);
  EXPECT_EQ(place_on(axis, 25, {200, 100}), 175);
  EXPECT_EQ(place_on(axis, -5, {100, 200}), 100);
  EXPECT_EQ(place_on(axis, 500, {100, 200}), 200);
}

TEST(Whisker, DrawsOnlyWhatIsANumber) {
  EXPECT_EQ(drawable(Whisker{kNothing, 1, 2}), Whisker{});
  EXPECT_EQ(drawable(Whisker{1, kNothing, 2}), Whisker{.point = 1});
  EXPECT_EQ(drawable(Whisker{1, 0, kEndless}), Whisker{.point = 1});
  EXPECT_EQ(drawable(Whisker{1, 3, 0}), (Whisker{1, 0, 3}));
  EXPECT_EQ(drawable(Whisker{1e300}), Whisker{});
}

TEST(Whisker, IsTheEstimateWithItsInterval) {
  EXPECT_EQ(whisker_of(Estimate{.point = 3, .low = 1, .high = 4}), (Whisker{3, 1, 4}));
  EXPECT_EQ(whisker_of(std::nullopt), Whisker{});
}

}  // namespace
}  // namespace attune
