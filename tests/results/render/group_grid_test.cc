#include "results/render/group_grid.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"
#include "tests/results/render/some_board.h"

namespace attune {
namespace {

Standing a_row(const std::string& subject, const std::vector<std::string>& values) {
  Standing row;
  row.subject = {subject};
  for (const std::string& value : values)
    row.groups["writer"][value] = {.point = 50, .low = 40, .high = 70, .clusters = 4};
  return row;
}

std::vector<Standing> some_rows(int subjects, int values) {
  std::vector<std::string> names;
  for (int at = 0; at < values; ++at) names.push_back("value-" + std::to_string(10 + at));
  std::vector<Standing> rows;
  for (int at = 0; at < subjects; ++at)
    rows.push_back(a_row("lab/model-" + std::to_string(10 + at), names));
  return rows;
}

TEST(GroupGrid, HasALineForEachRowAndAColumnForEachValue) {
  const auto grids = group_grids(some_choice_board().rows, 0.9, {});
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].title, "By category (points, ± the farther end of the 90 % interval)");
  EXPECT_EQ(grids[0].grid, (Grid{{"Subject", "Personal-Self", "Social"},
                                 {"openai/gpt-4", "71.2 ±13.1", "64.0 ±9.0"},
                                 {"lab/small", "-", "50.0"}}));
}

TEST(GroupGrid, IsNotThereWithoutGroups) {
  EXPECT_TRUE(group_grids(some_board().rows, 0.95, {}).empty());
}

TEST(GroupGrid, OfCriteriaLeavesOutWhatHasAColumnOfItsOwn) {
  Leaderboard board = some_choice_board();
  EXPECT_TRUE(criterion_grid(board, board.rows, {}).grid.empty());
  board.rows[0].criteria["warmth"] = {.point = 14.25, .low = 13, .high = 15};
  board.rows[0].criteria["picked_a"] = {.point = 1};
  const GroupGrid made = criterion_grid(board, board.rows, {});
  EXPECT_EQ(made.title,
            "By criterion (the scorer's own scale, ± the farther end of the 95 % interval)");
  EXPECT_EQ(made.grid, (Grid{{"Subject", "warmth"}, {"openai/gpt-4", "14.2 ±1.2"}}));
  EXPECT_EQ(breakdowns(board, board.rows, {}).size(), 2U);
}

TEST(GroupGrid, IsTurnedRoundWhereOnlyThatFits) {
  const auto grids = group_grids(some_rows(3, 12), 0.95, {.width = 80, .name = 30});
  EXPECT_EQ(grids[0].grid.size(), 13U);
  EXPECT_EQ(grids[0].grid[0],
            (std::vector<std::string>{"Writer", "lab/model-10", "lab/model-11", "lab/model-12"}));
  const auto both_too_wide = group_grids(some_rows(12, 12), 0.95, {.width = 80, .name = 30});
  EXPECT_EQ(both_too_wide[0].grid[0][0], "Subject");
}

TEST(GroupGrid, ContinuesBelowWithinItsWidth) {
  for (const auto& rows : {some_rows(12, 12), some_rows(3, 12), some_rows(12, 2)}) {
    const auto grids = group_grids(rows, 0.95, {.width = 80, .name = 30});
    const std::string text = aligned(grids[0].grid, 80);
    std::size_t figures = 0;
    for (const std::string& line : split(text, '\n')) {
      EXPECT_LE(columns(line), 80U) << line;
      figures += split(line, '.').size() - 1;
    }
    EXPECT_EQ(figures, 2 * rows.size() * rows[0].groups.at("writer").size());
  }
}

TEST(GroupGrid, KeepsForeignNamesOnOneHarmlessLine) {
  const std::vector<Standing> rows = {a_row("lab/\x1b[2J\nx", {std::string(200, 'v'), "a\nb"})};
  const auto grids = group_grids(rows, 0.95, {.width = 80, .name = 30});
  const std::string text = aligned(grids[0].grid, 80);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(text.find("a b"), std::string::npos);
  for (const std::string& line : split(text, '\n')) EXPECT_LE(columns(line), 80U) << line;
}

}  // namespace
}  // namespace attune
