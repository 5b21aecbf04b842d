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

By criterion (the scorer's own scale, ± the farther end of the 95 % interval)

Subject       warmth
openai/gpt-4    14.2

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

// Lines of the tables themselves; what follows are sentences, in which a long name is not broken.
void expect_fits(const Leaderboard& board, std::size_t width) {
  for (const std::string& line : split(to_table(board, {.width = width}), '\n')) {
    if (line.starts_with("- ")) break;
    EXPECT_LE(columns(line), width) << line;
  }
}

TEST(Table, FitsEveryWidthFromForty) {
  Leaderboard board = some_board();
  board.title = "A title that goes on and on";
  board.rows[0].subject.text = "模型/" + std::string(200, 'x');
  board.rows[0].latency = Millis(1234);
  board.baselines = {{"the same answer everywhere, whatever is asked and by whom", 38.9}};
  for (std::size_t width = 40; width <= 200; width += 7) expect_fits(board, width);
}

TEST(Table, GivesNamesTheRoomOfAWiderTerminal) {
  Leaderboard board = some_board();
  board.rows[0].subject.text = "lab/" + std::string(50, 'x');
  EXPECT_EQ(to_table(board).find(board.rows[0].subject.text + " "), std::string::npos);
  EXPECT_NE(to_table(board, {.width = 120}).find(board.rows[0].subject.text + " "),
            std::string::npos);
}

TEST(Table, ShowsTheLatencyWhereItCostsNoName) {
  Leaderboard board = some_board();
  board.rows.resize(1);
  board.rows[0].latency = Millis(840);
  EXPECT_NE(to_table(board).find("Latency   Cost\n"), std::string::npos) << to_table(board);
  EXPECT_NE(to_table(board).find(" 840 ms  $0.61\n"), std::string::npos);
  board.rows[0].subject.text = "lab/" + std::string(30, 'x');
  EXPECT_EQ(to_table(board).find("Latency"), std::string::npos) << to_table(board);
}

TEST(Table, SaysWhatANarrowTerminalHasNoRoomFor) {
  const std::string text = to_table(some_board(), {.width = 44});
  EXPECT_EQ(text.find("Outcomes"), text.rfind("Outcomes")) << text;  // in the sentence alone
  EXPECT_NE(text.find("- no room here for"), std::string::npos) << text;
  EXPECT_EQ(to_table(some_board(), {.width = 120}).find("no room"), std::string::npos);
}

TEST(Table, IsColouredWhereAskedAndNowhereElse) {
  const std::string plain = to_table(some_board());
  EXPECT_EQ(plain.find('\x1b'), std::string::npos);
  std::string coloured = to_table(some_board(), {.width = 80, .colour = true});
  EXPECT_NE(coloured.find("\x1b[1mRank"), std::string::npos);
  EXPECT_NE(coloured.find("\x1b[2mStub: attune's"), std::string::npos);
  EXPECT_NE(coloured.find("\x1b[2m- constant answer"), std::string::npos);
  for (const std::string escape : {"\x1b[1m", "\x1b[2m", "\x1b[0m"}) {
    for (auto at = coloured.find(escape); at != std::string::npos; at = coloured.find(escape))
      coloured.erase(at, escape.size());
  }
  EXPECT_EQ(coloured, plain);  // nothing of a name got through as an escape
}

TEST(Table, ShowsBaselinesApart) {
  Leaderboard board = some_board();
  board.baselines = {{"the answer 3 everywhere", 38.9}, {"random whole numbers", -1.25}};
  EXPECT_NE(to_table(board).find(R"board(
For reference: what answers without content come to, not a subject

Answer                   Score
the answer 3 everywhere  38.90
random whole numbers     -1.25
)board"),
            std::string::npos)
      << to_table(board);
}

TEST(Table, NamesThePacksOfAComposite) {
  Leaderboard board = some_board();
  board.parts = {{{"acts"}, "1", "sha256:1", "rubric@1", "", 0.25},
                 {{"feelings"}, "1", "sha256:2", "rubric@1", "", 0.75}};
  board.rows[0].criteria = {{"acts", {.point = 80}}, {"feelings", {.point = 87.5}}};
  const std::string text = to_table(board);
  EXPECT_TRUE(text.starts_with("Composite: 25 % acts, 75 % feelings\n")) << text;
  EXPECT_NE(text.find("By pack (points, ± the farther end of the 95 % interval)\n\n"
                      "Subject       acts  feelings\n"
                      "openai/gpt-4  80.0      87.5\n"),
            std::string::npos)
      << text;
}

TEST(Table, LeavesTheCostOutWhereNoneIsKnown) {
  Leaderboard board = some_board();
  for (Standing& row : board.rows) row.cost_usd.reset();
  EXPECT_EQ(to_table(board).find("Cost"), std::string::npos);
}

TEST(Table, SaysWhereCriteriaAreThatAreTooManyForATerminal) {
  Leaderboard board = some_board();
  for (int i = 0; i < 12; ++i)
    board.rows[0].criteria["criterion number " + std::to_string(i)] = {.point = 1};
  board.rows[1].criteria = board.rows[0].criteria;
  board.rows.resize(2);
  board.rows.resize(6, board.rows[0]);
  const std::string text = to_table(board);
  EXPECT_EQ(text.find("criterion number 3"), std::string::npos);
  EXPECT_NE(text.find("too wide for a terminal"), std::string::npos) << text;
}

}  // namespace
}  // namespace attune
