#include "results/page/board_figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/page/html_reader.h"
#include "tests/results/render/some_board.h"

namespace attune {
namespace {

using ::testing::HasSubstr;
using testing::HtmlReader;
using ::testing::Not;

TEST(BoardFigures, CriteriaAreAPictureAndATable) {
  const std::string html = criteria_section(some_board(), "pack-1");
  EXPECT_EQ(HtmlReader(html).fault(), "");
  EXPECT_THAT(html, HasSubstr("<h3 id=\"pack-1-criteria\">"));
  EXPECT_THAT(html, HasSubstr("Marks by criterion: every figure with its interval"));
  EXPECT_THAT(html, HasSubstr("data-value=\"14.25\">14.2</td>"));
}

TEST(BoardFigures, ARowWithoutAFigureKeepsItsPlace) {
  EXPECT_THAT(criteria_section(some_board(), "x"), HasSubstr("data-value=\"\">-</td>"));
}

TEST(BoardFigures, MarksWithColumnsOfTheirOwnAreNoCriteria) {
  EXPECT_EQ(criteria_section(some_choice_board(), "x"), "");
}

TEST(BoardFigures, EveryTagHasItsMap) {
  const std::string html = groups_section(some_choice_board(), "pack-1");
  EXPECT_EQ(HtmlReader(html).fault(), "");
  EXPECT_THAT(html, HasSubstr("Score by category"));
  EXPECT_THAT(html, HasSubstr("71.2 ±13.1"));
}

TEST(BoardFigures, WithoutFiguresThereIsNothing) {
  EXPECT_EQ(groups_section(some_board(), "x"), "");
  EXPECT_EQ(criteria_section({}, "x"), "");
}

TEST(BoardFigures, ForeignNamesAreText) {
  Leaderboard board = some_board();
  board.rows[0].criteria = {{"<b>\x1b", {.point = 1}}};
  EXPECT_THAT(criteria_section(board, "x"), Not(HasSubstr("<b>")));
}

}  // namespace
}  // namespace attune
