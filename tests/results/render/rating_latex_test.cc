#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/render/rating_formats.h"
#include "tests/results/render/some_rating_board.h"
#include "tests/support/latex_reader.h"

namespace attune {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(RatingLatex, SetsStubsAndCitedRatingsApart) {
  RatingBoard board = some_full_rating_board();
  board.stub_rows = some_rating_board().stub_rows;
  const std::string text = to_latex(board);
  EXPECT_THAT(LatexReader::faults_of(text), IsEmpty()) << text;
  EXPECT_THAT(text, HasSubstr("1--2 & openai/gpt-4 & 1084.5 & 1071 to 1099 & 40--2--20 & 2 & "
                              "124 \\\\\n"));
  EXPECT_THAT(text, HasSubstr("\\multicolumn{7}{l}{\\emph{Stub: attune's own"));
  EXPECT_THAT(text, HasSubstr(" & lab/small (cited) & 1251.3 & 1200 to 1302 &  &  &  \\\\\n"));
  EXPECT_THAT(text, HasSubstr("\\label{tab:tiny-ratings-1}"));
}

TEST(RatingLatex, HoldsWhateverNamesHold) {
  const std::string evil = "\\end{tabular} }{ $ & % # _ ^ ~ [x] * \\\\\n\x1b";
  RatingBoard board = some_full_rating_board();
  board.title = board.scorer = board.ability = evil;
  board.rows[0].subject.text = "[" + evil;
  board.rows[2].unrated = evil;
  board.abilities.push_back(evil);
  board.effects[0].name = board.judges[0].judge = evil;
  board.cited[0].subject.text = board.cited[0].note = evil;
  board.notes = {evil};
  EXPECT_THAT(LatexReader::faults_of(to_latex(board)), IsEmpty()) << to_latex(board);
}

}  // namespace
}  // namespace attune
