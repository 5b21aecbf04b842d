#include "results/page/board_section.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/page/html_reader.h"
#include "tests/results/render/some_board.h"

namespace attune {
namespace {

using ::testing::HasSubstr;
using testing::HtmlReader;
using ::testing::Not;

TEST(BoardSection, IsWellFormedWhateverASubjectIsCalled) {
  const std::string html = board_section(some_board(), "pack-1");
  EXPECT_EQ(HtmlReader(html).fault(), "");
  EXPECT_THAT(html, Not(HasSubstr("<b>`x`")));
  EXPECT_THAT(html, Not(HasSubstr("\x1b")));
}

TEST(BoardSection, EveryScoreStandsWithItsIntervalItsSamplesAndWhatIsMissing) {
  const std::string html = board_section(some_board(), "pack-1");
  EXPECT_THAT(html, HasSubstr("<span class=\"score\">85.73</span><br><span class=\"range\">83.1 to "
                              "88.2</span>"));
  EXPECT_THAT(html, HasSubstr("data-value=\"170\">170</td>"));
  EXPECT_THAT(html, HasSubstr("data-value=\"1\">1</td>"));
  EXPECT_THAT(html,
              HasSubstr("1 of 171 missing, with them the score lies between 84.12 and 86.00"));
}

TEST(BoardSection, ARankIsTheRangeOfPlaces) {
  EXPECT_THAT(board_section(some_board(), "pack-1"), HasSubstr("data-value=\"1\">1-2</td>"));
}

TEST(BoardSection, StubsStandInATableOfTheirOwnAndAreMarked) {
  const std::string html = board_section(some_board(), "pack-1");
  const auto own = html.find("not a model</span></caption>");
  ASSERT_NE(own, std::string::npos);
  EXPECT_GT(html.find("stub/skill-85</bdi> <span class=\"tag warn\">stub</span>"), own);
}

TEST(BoardSection, WhatNoRowHasIsNoColumn) {
  Leaderboard board = some_board();
  EXPECT_THAT(board_section(board, "pack-1"), HasSubstr(">Cost</th>"));
  EXPECT_THAT(board_section(board, "pack-1"), Not(HasSubstr(">Latency</th>")));
  board.rows.front().cost_usd.reset();
  board.rows.front().latency = Millis(1250);
  EXPECT_THAT(board_section(board, "pack-1"), Not(HasSubstr(">Cost</th>")));
  EXPECT_THAT(board_section(board, "pack-1"), HasSubstr("data-value=\"1250\">1.2 s</td>"));
}

TEST(BoardSection, HoldsItsFiguresByCriterionAndWhatOthersPublished) {
  const std::string html = board_section(some_choice_board(), "pack-1");
  EXPECT_THAT(html, HasSubstr("<h3 id=\"pack-1-groups\">"));
  EXPECT_THAT(html, HasSubstr("published by others, not measured here"));
  EXPECT_THAT(html, HasSubstr("human norm"));
}

TEST(BoardSection, BaselinesAndPartsOfACompositeAreShownWhereThereAreAny) {
  Leaderboard board = some_board();
  EXPECT_THAT(board_section(board, "x"), Not(HasSubstr("Baselines")));
  board.baselines = {{"the same <answer> everywhere", 38.9}};
  board.parts = {{.pack = {"tiny"}, .version = "1.0", .scorer = "rubric@1", .weight = 0.25}};
  const std::string html = board_section(board, "x");
  EXPECT_THAT(html,
              HasSubstr("the same &lt;answer&gt; everywhere</bdi></th><td class=\"number\">38.90"));
  EXPECT_THAT(html, HasSubstr("25.0 %"));
}

}  // namespace
}  // namespace attune
