#include "results/render/drift_cells.h"

#include <gtest/gtest.h>

#include "tests/results/render/some_drift.h"

namespace attune {
namespace {

using testing::an_estimate;
using testing::some_drift;

TEST(FigureText, GivesTheFartherEnd) {
  EXPECT_EQ(figure_text(an_estimate(63.44, 3), 1), "63.4 ±3.0");
  EXPECT_EQ(figure_text(Estimate{.point = 785, .low = 780, .high = 800}, 0), "785 ±15");
  EXPECT_EQ(figure_text(Estimate{.point = 785}, 0), "785");
  EXPECT_EQ(figure_text(std::nullopt, 0), "-");
}

TEST(StepsGrid, EndsWithTheWhole) {
  const Grid grid = steps_grid(some_drift(), 24);
  ASSERT_EQ(grid.size(), 4U);
  EXPECT_EQ(grid[1], (std::vector<std::string>{"2026-06 to 2026-09", "-4.1 ±1.9", "-4.3 ±0.8",
                                               "+0.2 ±1.8", "±1.7", "judge"}));
  EXPECT_EQ(grid[2].back(), "unknown");
  EXPECT_EQ(grid[2][1], "-");
  EXPECT_TRUE(grid[3][0].starts_with("2026-06 to new|one"));
}

TEST(DriftGrids, LeaveOutWhatSaysNothing) {
  EXPECT_EQ(drift_grids(some_drift(), 24).size(), 4U);
  Drift drift = some_drift();
  drift.steps.pop_back();
  drift.whole->ids.clear();
  const auto grids = drift_grids(drift, 24);
  ASSERT_EQ(grids.size(), 2U);  // no names, and one step is the whole
  EXPECT_TRUE(grids[0].title.starts_with("2026-06 to new|one"));
}

TEST(Paragraph, BreaksAtBlanks) {
  EXPECT_EQ(paragraph("one two three", 7), "one two\nthree\n");
  EXPECT_EQ(paragraph("one", 80), "one\n");
}

}  // namespace
}  // namespace attune
