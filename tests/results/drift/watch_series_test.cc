#include "results/drift/watch_series.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/results/drift/watch_worlds.h"

namespace attune {
namespace {

using testing::looks_in;

const CusumThreshold kThreshold{.height = 5};

TEST(SignalsIn, AreThoseAnyLookHas) {
  EXPECT_EQ(signals_in(looks_in({.looks = 2}, 1)),
            (std::vector{Signal::Score, Signal::Judge, Signal::Refusals, Signal::Length,
                         Signal::Latency}));
  EXPECT_TRUE(signals_in(std::vector<ReleaseFacts>(2)).empty());
}

TEST(RowsIn, CountScenariosOfThePanel) {
  EXPECT_EQ(rows_in(looks_in({.looks = 2, .scenarios = 7}, 1)), 7U);
  EXPECT_EQ(rows_in(std::vector<ReleaseFacts>(2)), 2U);
}

TEST(SeriesOf, HoldsNothingAgainstItsBaseline) {
  const auto looks = looks_in({.looks = 6}, 1);
  const Series series = series_of(Signal::Score, looks, 4, kThreshold);
  for (std::size_t look = 0; look < 6; ++look)
    EXPECT_EQ(series.looks[look]->normal.has_value(), look >= 4);
  const Series unknown = series_of(Signal::Score, looks, 4, std::nullopt);
  EXPECT_FALSE(unknown.looks[5]->normal);
  EXPECT_EQ(unknown.looks[5]->value, series.looks[5]->value);
}

// A look without the figure is neither a look of the baseline nor one to be held against it.
TEST(SeriesOf, PassesOverLooksWithoutTheFigure) {
  auto looks = looks_in({.looks = 6}, 1);
  looks[1].points.clear();
  const Series series = series_of(Signal::Score, looks, 3, kThreshold);
  EXPECT_FALSE(series.looks[1]);
  EXPECT_FALSE(series.looks[3]->normal);
  EXPECT_TRUE(series.looks[4]->normal);
}

// What the judge gives frozen replies more is taken out; a look without them tells nothing.
TEST(SeriesOf, TakesTheJudgeOutOfTheScore) {
  auto looks = looks_in({.looks = 8, .change = 6, .judge = -40}, 1);
  const Series series = series_of(Signal::Score, looks, 3, kThreshold);
  EXPECT_LT(std::abs(*series.looks[6]->normal), 4);
  EXPECT_NEAR(*series.adjusted[6], *series.adjusted[5], 8);
  EXPECT_GT(std::abs(*series_of(Signal::Judge, looks, 3, kThreshold).looks[6]->normal), 6);
  looks[6].anchors.clear();
  const Series without = series_of(Signal::Score, looks, 3, kThreshold);
  EXPECT_TRUE(without.looks[6]);
  EXPECT_FALSE(without.looks[6]->normal);
}

TEST(SeriesOf, RaisesAnAlarmAndStartsAnew) {
  const auto looks = looks_in({.looks = 14, .anchors = 0, .change = 6, .score = -15}, 1);
  const Series series = series_of(Signal::Score, looks, 3, kThreshold);
  ASSERT_EQ(series.raised.size(), 1U);
  EXPECT_EQ(series.raised[0].first, 0U);
  EXPECT_EQ(series.raised[0].since, 6U);
  EXPECT_FALSE(series.raised[0].above);
  const std::size_t look = series.raised[0].look;
  EXPECT_GT(series.looks[look]->below, 5);
  EXPECT_FALSE(series.looks[look + 1]->normal);
  EXPECT_FALSE(series.looks[look + 3]->normal);
  EXPECT_TRUE(series.looks[look + 4]->normal);
}

}  // namespace
}  // namespace attune
