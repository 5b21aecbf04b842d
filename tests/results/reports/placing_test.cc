#include "results/reports/placing.h"

#include <vector>

#include <gtest/gtest.h>

namespace attune {
namespace {

Standing a_row(const std::string& subject, std::optional<double> points) {
  Standing row{.subject = {subject}};
  if (points) row.score = Estimate{.point = *points};
  return row;
}

std::vector<Standing*> pointers(std::vector<Standing>& rows) {
  std::vector<Standing*> standings;
  for (Standing& row : rows) standings.push_back(&row);
  return standings;
}

TEST(Placing, OrdersByPointsThenNamesAndPutsRowsWithoutAScoreLast) {
  EXPECT_TRUE(stands_before(a_row("z", 2), a_row("a", 1)));
  EXPECT_TRUE(stands_before(a_row("a", 1), a_row("b", 1 + 1e-9)));
  EXPECT_FALSE(stands_before(a_row("a", 1), a_row("b", 1 + 1e-5)));
  EXPECT_TRUE(stands_before(a_row("z", -5), a_row("a", std::nullopt)));
  EXPECT_TRUE(stands_before(a_row("a", std::nullopt), a_row("b", std::nullopt)));
}

TEST(Placing, WidensARangeToTheRankWhereCommonScenariosSayOtherwise) {
  std::vector<Standing> rows = {a_row("a", 3), a_row("b", 2), a_row("c", std::nullopt)};
  const GapOf turned = [](std::size_t, std::size_t, DrawnGap& gap) {
    gap = {.point = -1};
    return true;
  };
  place_together(pointers(rows), turned, 0.95);
  EXPECT_EQ(rows[0].place, (Place{1, 1, 2}));
  EXPECT_EQ(rows[1].place, (Place{2, 1, 2}));
  EXPECT_FALSE(rows[2].place);
}

// Of three pairs the median: standard error 2, with 30 scenarios or more (1.96 + 0.8416) times.
TEST(Placing, GivesTheMedianPairsLeastDifference) {
  std::vector<Standing> rows = {a_row("a", 3), a_row("b", 2), a_row("c", 1)};
  const GapOf gaps = [](std::size_t first, std::size_t second, DrawnGap& gap) {
    gap = {.point = 1, .error = static_cast<double>(first + second), .freedom = 99};
    return true;
  };
  EXPECT_NEAR(*place_together(pointers(rows), gaps, 0.95), 2 * 2.8016, 1e-3);
  rows.resize(1);
  EXPECT_FALSE(place_together(pointers(rows), gaps, 0.95));
}

}  // namespace
}  // namespace attune
