#include "results/render/formats.h"

#include <gtest/gtest.h>

#include "tests/results/render/some_board.h"

namespace attune {
namespace {

TEST(Formats, AreFoundByName) {
  for (const Format& format : formats()) {
    const auto found = find_format(format.name);
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, &format);
    EXPECT_FALSE(format.summary.empty());
  }
}

TEST(Formats, OfferTheNearestName) {
  const auto found = find_format("markdwon");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().remedy, Remedy::FixInput);
  EXPECT_EQ(found.error().what, "no format 'markdwon'; did you mean 'markdown'?");
}

TEST(Formats, WrapSeveralBoards) {
  const std::vector<Leaderboard> two = {some_board(), some_board()};
  const auto json = (*find_format("json"))->render;
  EXPECT_TRUE(json({some_board()}, true).starts_with("{\n  \"schema\": \"attune.leaderboard/1\""));
  EXPECT_TRUE(
      json({some_board()}, false).starts_with("{\n  \"schema\": \"attune.leaderboards/1\""));
  EXPECT_TRUE(json({}, false).find("\"leaderboards\": []") != std::string::npos);
  const auto table = (*find_format("table"))->render;
  EXPECT_EQ(table(two, false), table({some_board()}, true) + "\n" + table({some_board()}, true));
}

// Whatever a name holds, no format lets an escape or a line of its own through.
TEST(Formats, HoldNoControlCharacters) {
  Leaderboard board = some_choice_board();
  board.rows[0].groups["\x1b[2J\n"]["a\r\n\tb"] = {.point = 1};
  board.rows[0].leanings[0].letter = "\x1b";
  board.cited[0] = {.subject = "x\ny", .source = "\x1b[2J", .date = "\t", .note = "\x07"};
  for (const Format& format : formats()) {
    const std::string text = format.render({some_board(), board}, false);
    for (const char letter : text) {
      const bool line_end = letter == '\n' || (letter == '\r' && format.name == "csv");
      EXPECT_TRUE(line_end || static_cast<unsigned char>(letter) >= 0x20) << format.name;
    }
  }
}

TEST(Formats, TakeEmptyBoards) {
  for (const Format& format : formats()) EXPECT_FALSE(format.render({Leaderboard{}}, true).empty());
}

}  // namespace
}  // namespace attune
