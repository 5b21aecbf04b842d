#include <string>

#include <gtest/gtest.h>

#include "results/render/rating_formats.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"
#include "tests/results/render/some_rating_board.h"

namespace attune {
namespace {

TEST(RatingTable, AlignsFiguresAndKeepsStubsApart) {
  EXPECT_EQ(to_table(some_rating_board()), R"board(Tiny pack (tiny 1.0), compared by pairwise@1

Rank  Subject                        Rating          95 %    W-T-L  Opp    n
 1-2  openai/gpt-4                   1084.5  1071 to 1099  40-2-20    2  124
 1-2  lab/small                       915.5             -  20-2-40    2  124
   -  =evil/�[2J|<b>`x` "y", z (v1)       -             -    3-0-0    1    -

Stub: attune's own test endpoint, not a model

Rank  Subject               Rating          95 %    W-T-L  Opp    n
   1  stub/skill-85 (stub)  1084.5  1071 to 1099  40-2-20    2  124

- not rated, undefeated: =evil/�[2J|<b>`x` "y", z (v1)
- scale: the mean of all rated is 1000
)board");
}

TEST(RatingTable, ShowsAbilitiesFactorsJudgesAndCitedRatingsBelow) {
  EXPECT_EQ(to_table(some_full_rating_board()), R"board(Tiny pack (tiny 1.0), compared by pairwise@1

Rank  Subject                        Rating          95 %    W-T-L  Opp    n
 1-2  openai/gpt-4                   1084.5  1071 to 1099  40-2-20    2  124
 1-2  lab/small                       915.5             -  20-2-40    2  124
   -  =evil/�[2J|<b>`x` "y", z (v1)       -             -    3-0-0    1    -

By ability (rating, ± the farther end of the 95 % interval)

Subject       insight;deep    warmth
openai/gpt-4      1050 ±19  1101 ±21
lab/small                -       899

Beside strength (± the farther end of the 95 % interval)

Factor                              Log-odds  Wins between equals
position: for who is shown first  0.25 ±0.14          56.3 ±3.6 %

Judges (each alone beside all together)

Judge        Pairs  Rated  Spearman  Places off
court/one       40      3     0.500           1
(not named)     22      -         -           -

Cited: published by others, not measured here

Subject            Rating      Interval  Source
lab/small (cited)  1251.3  1200 to 1302  elo_norm; Somebody's arena | table;
                                         2025-07-26; another judge, other
                                         scenarios, and intervals that are too
                                         narrow
<i>z</i> (cited)    900.0             -  elo; the same

- not rated, undefeated: =evil/�[2J|<b>`x` "y", z (v1)
- judges agree to a Krippendorff's alpha of 0.61 (0.52 to 0.70), on 18 pairs
  that several compared
- scale: the mean of all rated is 1000
)board");
}

TEST(RatingTable, FitsEightyColumns) {
  RatingBoard board = some_full_rating_board();
  board.stub_rows = some_rating_board().stub_rows;
  board.rows[0].subject.text = "模型/" + std::string(200, 'x');
  board.rows[0].place = Place{.rank = 120, .low = 100, .high = 145};
  board.rows[0].tally = {.wins = 12345, .ties = 1234, .losses = 12345};
  board.rows[0].rating->samples = 123456;
  board.abilities.push_back("情绪" + std::string(100, 'v'));
  board.effects[0].name = "own family, " + std::string(90, 'f');
  board.judges[0].judge = "court/" + std::string(90, 'j');
  board.cited[0].subject.text = std::string(90, 's');
  for (const std::string& line : split(to_table(board), '\n')) {
    if (line.starts_with("- ")) break;  // sentences: a long name is not broken there
    EXPECT_LE(columns(line), 80U) << line;
  }
}

TEST(RatingTable, NamesOfManyWhoAreNotRatedAreCutShort) {
  RatingBoard board = some_rating_board();
  board.rows.resize(2);
  for (int at = 0; at < 15; ++at) {
    RatingRow row;
    row.subject = {"lab/" + std::to_string(at)};
    row.unrated = "undefeated";
    board.rows.push_back(row);
  }
  EXPECT_NE(to_table(board).find("lab/11 and 3 more"), std::string::npos);
}

}  // namespace
}  // namespace attune
