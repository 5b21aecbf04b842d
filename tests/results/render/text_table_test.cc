#include "results/render/text_table.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

// A name that may be cut, a figure that stays, two that may go.
std::vector<TextColumn> a_table() {
  return {{.heading = "Name",
           .cells = {"a rather long name", "b"},
           .left = true,
           .yield = Yield::Cut,
           .least = 6},
          {.heading = "Score", .cells = {"12.5", "3"}},
          {.heading = "n", .cells = {"1000", "7"}, .yield = Yield::Drop, .order = 1},
          {.heading = "Cost", .cells = {"$1.00", "-"}, .yield = Yield::Drop, .order = 2}};
}

std::string text_of(std::size_t width) {
  return laid_out(fitted(a_table(), width), {.width = width});
}

TEST(TextTable, StandsTextsToTheLeftAndFiguresToTheRight) {
  EXPECT_EQ(text_of(80),
            "Name                Score     n   Cost\n"
            "a rather long name   12.5  1000  $1.00\n"
            "b                       3     7      -\n");
}

TEST(TextTable, CutsBeforeItDrops) {
  EXPECT_EQ(text_of(30),
            "Name        Score     n   Cost\n"
            "a rather …   12.5  1000  $1.00\n"
            "b               3     7      -\n");
  EXPECT_TRUE(fitted(a_table(), 26).dropped.empty());
}

TEST(TextTable, DropsTheLeastImportantFirst) {
  EXPECT_EQ(fitted(a_table(), 25).dropped, std::vector<std::string>{"Cost"});
  EXPECT_EQ(fitted(a_table(), 18).dropped, (std::vector<std::string>{"n", "Cost"}));
  EXPECT_EQ(text_of(13),
            "Name    Score\n"
            "a rat…   12.5\n"
            "b           3\n");
}

TEST(TextTable, LeavesEmptyColumnsOutWithoutAWord) {
  auto table = a_table();
  table[3].cells = {"", ""};
  const FittedColumns made = fitted(table, 80);
  EXPECT_EQ(made.columns.size(), 3U);
  EXPECT_TRUE(made.dropped.empty());
}

TEST(TextTable, GivesRoomToTheFirstClaim) {
  auto table = a_table();
  table[1] = {.heading = "Outcomes",
              .cells = {"truncated 17, refused 3", "ok"},
              .left = true,
              .yield = Yield::Cut,
              .least = 4,
              .claim = 1};
  table.resize(2);
  const FittedColumns made = fitted(table, 28);
  EXPECT_EQ(made.widths, (std::vector<std::size_t>{18, 8}));
}

TEST(TextTable, IsWiderThanAskedForWhereNothingYields) {
  EXPECT_EQ(fitted(a_table(), 5).widths, (std::vector<std::size_t>{6, 5}));
}

TEST(TextTable, OfNoColumnsIsAnEmptyLine) {
  EXPECT_EQ(laid_out(fitted({}, 80), {}), "\n");
}

TEST(TextTable, NamesWhatHadNoRoom) {
  EXPECT_EQ(no_room_note({"n", "Cost"}),
            "no room here for n, Cost: a wider terminal has it, or --format json");
}

}  // namespace
}  // namespace attune
