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

TEST(Table, ShowsMarksGroupsAndCitedResultsBelow) {
  EXPECT_EQ(to_table(some_choice_board()),
            R"board(Tiny pack (tiny 1.0), marked by rubric@1 with lab/judge

Rank  Subject                   Score          95 %    n  Miss  Outcomes    Cost
 1-2  openai/gpt-4              85.73  83.1 to 88.2  170     1  refused 1  $0.61
 1-2  lab/small                 85.73  83.1 to 88.2  170     0  ok         $0.61
   -  =evil/�[2J|<b>`x`… (v1)  failed             -    0     4  failed 3…      -

Beside the score (± the farther end of the 95 % interval)

Subject       Above chance       Format
openai/gpt-4     61.3 ±5.0  98.5 ±1.0 %
lab/small        61.3 ±5.0            -

Cited: published by others, not measured here

Subject               Score  Source
human norm (cited)    83.20  Somebody et al. 2024, "A test of what people feel",
                             table 3; 2024-08; asked on paper | not by a prompt
openai/gpt-4 (cited)  75.88  the same; 2024

By category (points, ± the farther end of the 95 % interval)

Subject       Personal-Self     Social
openai/gpt-4     71.2 ±13.1  64.0 ±9.0
lab/small                 -       50.0

- openai/gpt-4: 1 of 171 missing, with them the score lies between 84.12 and
  86.00; 1 unscored: refused (1)
- openai/gpt-4 answered A 41 % of 170 times (25 % if spread evenly), D 10 % of
  170 times (25 % if spread evenly)
- =evil/�[2J|<b>`x` "y", z (v1): failed: scored 0 of 4
- constant answer 3 scores 38.9 on this pack
)board");
}

TEST(Table, FitsEightyColumnsWithMarksGroupsAndCitedResults) {
  Leaderboard board = some_choice_board();
  board.rows[0].subject.text = "模型/" + std::string(200, 'x');
  board.rows[0].place = Place{.rank = 120, .low = 100, .high = 145};
  board.rows[0].cost_usd = 1234.5;
  board.rows[0].groups["category"]["情绪" + std::string(100, 'v')] = {.point = 100};
  board.cited[0].subject = std::string(90, 's');
  board.cited[0].value = -1234.5;
  for (const std::string& line : split(to_table(board), '\n')) {
    if (line.starts_with("- ")) break;  // sentences: a long name is not broken there
    EXPECT_LE(columns(line), 80U) << line;
  }
}

TEST(Table, KeepsMarksBesideTheScoreWhereNamesHaveRoom) {
  Leaderboard board = some_choice_board();
  board.rows.resize(2);
  for (Standing& row : board.rows) row.outcomes = {{"ok", 170}};
  board.rows[0].criteria.erase("format");
  const std::string text = to_table(board);
  EXPECT_NE(text.find("95 %  Above chance    n  Miss   Cost\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("Outcomes"), std::string::npos);  // all are ok
  EXPECT_EQ(text.find("Beside the score"), std::string::npos);
}

TEST(Table, LeavesTheCostOutWhereNoneIsKnown) {
  Leaderboard board = some_board();
  for (Standing& row : board.rows) row.cost_usd.reset();
  EXPECT_EQ(to_table(board).find("Cost"), std::string::npos);
}

}  // namespace
}  // namespace attune
