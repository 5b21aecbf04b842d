#include "results/charts/win_grid.h"

#include <gtest/gtest.h>

#include "tests/results/charts/hostile.h"

namespace attune {
namespace {

using testing::expect_sound;

TEST(WinGrid, ShowsHowOftenTheRowWins) {
  const WinGrid grid{.title = "Wins",
                     .subjects = {"lab/a", "lab/b"},
                     .cells = {{50, 9}, {62.5, 8}, {37.5, 8}, {50, 9}}};
  EXPECT_EQ(
      win_grid(grid),
      R"svg(<svg class="chart" role="img" width="451.5" height="121" viewBox="0 0 451.5 121">)svg"
      R"svg(<title>Wins</title>)svg"
      R"svg(<desc>How often, in per cent of their pairs, the row wins against the column, for 2)svg"
      R"svg( subjects.</desc>)svg"
      R"svg(<text x="0" y="58">lab/a</text><text x="0" y="80">lab/b</text>)svg"
      R"svg(<text transform="translate(71 37) rotate(-45)">lab/a</text>)svg"
      R"svg(<text transform="translate(109 37) rotate(-45)">lab/b</text>)svg"
      R"svg(<path class="w3 k" d="M52 76h36"/><path class="w5 k" d="M90 54h36"/><g class="m i">)svg"
      R"svg(<g transform="translate(0 58)"><text x="108">62<title>62.5 % of 8 pairs</title>)svg"
      R"svg(</text></g><g transform="translate(0 80)">)svg"
      R"svg(<text x="70">38<title>37.5 % of 8 pairs</title></text></g></g>)svg"
      R"svg(<text class="s" x="52" y="113">0 %: the column wins</text>)svg"
      R"svg(<path class="w0 t" d="M188 109h14"/><path class="w1 t" d="M202 109h14"/>)svg"
      R"svg(<path class="w2 t" d="M216 109h14"/><path class="w3 t" d="M230 109h14"/>)svg"
      R"svg(<path class="w4 t" d="M244 109h14"/><path class="w5 t" d="M258 109h14"/>)svg"
      R"svg(<path class="w6 t" d="M272 109h14"/><path class="w7 t" d="M286 109h14"/>)svg"
      R"svg(<path class="w8 t" d="M300 109h14"/>)svg"
      R"svg(<text class="s" x="320" y="113">100 %: the row wins</text></svg>)svg");
}

TEST(WinGrid, LeavesUnknownCellsAndTheDiagonalEmpty) {
  const WinGrid grid{.title = "Wins",
                     .subjects = {"a", "b", "c"},
                     .cells = {{50, 9}, {100, 1}, {}, {0, 1}, {50, 9}}};
  const std::string svg = win_grid(grid);
  expect_sound(svg);
  EXPECT_EQ(svg.find(">50<"), std::string::npos);
  EXPECT_NE(svg.find("class=\"w8 k\""), std::string::npos);
  EXPECT_NE(svg.find("class=\"w0 k\""), std::string::npos);
}

TEST(WinGrid, IsSoundWhateverItIsCalledAndHolds) {
  for (const std::string& text : testing::hostile_texts()) {
    const WinGrid grid{.title = text,
                       .subjects = {text, text},
                       .cells = {{}, {testing::kNoNumber, 1}, {1e300, 3}, {}}};
    expect_sound(win_grid(grid), text);
  }
  expect_sound(win_grid({.title = "None"}));
}

}  // namespace
}  // namespace attune
