#include "results/render/table.h"

#include <string>

#include <gtest/gtest.h>

#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"
#include "tests/results/render/some_board.h"

namespace attune {
namespace {

TEST(Table, AlignsFiguresAndKeepsStubsApart) {
  EXPECT_EQ(to_table(some_board()), R"board(Tiny pack (tiny 1.0), marked by rubric@1 with lab/judge

Rank  Subject                   Score          95 %    n  Miss  Outcomes    Cost
 1-2  openai/gpt-4              85.73  83.1 to 88.2  170     1  refused 1  $0.61
   -  =evil/�[2J|<b>`x`… (v1)  failed             -    0     4  failed 3…      -

Stub: attune's own test endpoint, not a model

Rank  Subject               Score          95 %    n  Miss  Outcomes
   1  stub/skill-85 (stub)  85.73  83.1 to 88.2  170     0  ok

- openai/gpt-4: 1 of 171 missing, with them the score lies between 84.12 and
  86.00; 1 unscored: refused (1)
- =evil/�[2J|<b>`x` "y", z (v1): failed: scored 0 of 4
- constant answer 3 scores 38.9 on this pack
)board");
}

TEST(Table, FitsEightyColumns) {
  Leaderboard board = some_board();
  board.rows[0].subject.text = "模型/" + std::string(200, 'x');
  board.rows[0].outcomes = {{"truncated", 17}, {"refused", 12}, {"over-context", 3}};
  board.rows[0].place = Place{.rank = 120, .low = 100, .high = 145};
  board.rows[0].cost_usd = 1234.5;
  for (const std::string& line : split(to_table(board), '\n')) {
    if (line.starts_with("- ")) break;  // sentences: a long name is not broken there
    EXPECT_LE(columns(line), 80U) << line;
  }
}

TEST(Table, LeavesTheCostOutWhereNoneIsKnown) {
  Leaderboard board = some_board();
  for (Standing& row : board.rows) row.cost_usd.reset();
  EXPECT_EQ(to_table(board).find("Cost"), std::string::npos);
}

}  // namespace
}  // namespace attune
