#include "results/render/rating_formats.h"

#include <gtest/gtest.h>

#include "results/render/formats.h"
#include "results/reports/rating_board.h"
#include "tests/results/ratings/some_field.h"
#include "tests/results/render/some_rating_board.h"

namespace attune {
namespace {

TEST(RatingFormats, AreThoseOfLeaderboards) {
  ASSERT_EQ(rating_formats().size(), formats().size());
  for (const Format& format : formats()) {
    const auto found = find_rating_format(format.name);
    ASSERT_TRUE(found) << format.name;
    EXPECT_EQ((*found)->name, format.name);
  }
}

TEST(RatingFormats, AnUnknownOneIsAnsweredWithTheNearest) {
  const auto found = find_rating_format("jsn");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().what, "no format 'jsn'; did you mean 'json'?");
}

TEST(RatingFormats, SeveralBoardsFollowEachOther) {
  const std::vector<RatingBoard> boards = {some_rating_board(), some_rating_board()};
  const std::string table = (*find_rating_format("table"))->render(boards, false);
  EXPECT_EQ(table, to_table(boards[0]) + "\n" + to_table(boards[1]));
  const std::string json = (*find_rating_format("json"))->render({boards[0]}, true);
  EXPECT_EQ(json, to_json(boards[0]));
}

TEST(RatingFormats, TheOrderOfTheComparisonsMovesNoByte) {
  std::vector<Comparison> comparisons = some_field();
  for (const Comparison& each : some_field({.judge = "court/other", .seed = 2}))
    comparisons.push_back(each);
  add_pair(comparisons, "q01", "lab/winner", "lab/a", 5);
  const auto rendered = [&](const RatingFormat& format) {
    RatingOptions options;
    options.bootstrap.resamples = 100;
    options.contests.covariates.factors = {Factor::Judge, Factor::Length};
    for (Comparison& each : comparisons) {
      if (!each.first_length) each.first_length = each.second_length = 1;
    }
    auto board = make_rating_board({.pack = {.digest = "sha256:1", .id = {"feelings"}},
                                    .scorer = "pairwise@1",
                                    .rule = a_pair_rule(),
                                    .comparisons = comparisons},
                                   options);
    EXPECT_TRUE(board) << board.error().what;
    return board ? format.render({*std::move(board)}, true) : std::string();
  };
  std::vector<std::string> before;
  for (const RatingFormat& format : rating_formats()) before.push_back(rendered(format));
  Rng rng(4);
  rng.shuffle(comparisons);
  for (std::size_t at = 0; at < before.size(); ++at)
    EXPECT_EQ(rendered(rating_formats()[at]), before[at]);
}

TEST(RatingFormats, NoHostileNameGetsThroughToATerminal) {
  RatingBoard board = some_full_rating_board();
  const std::string evil = "\x1b]0;x\x07\r\n\x9b[31m";
  board.rows[0].subject.text += evil;
  board.rows[0].release = evil;
  board.abilities[0] = evil;
  board.effects[0].name = evil;
  board.judges[0].judge = evil;
  board.cited[0].subject.text = evil;
  board.cited[0].source = evil;
  board.notes.push_back(evil);
  board.pack.text = board.title = board.judge = evil;
  for (const RatingFormat& format : rating_formats()) {
    const std::string text = format.render({board}, true);
    for (const char letter : {'\x1b', '\x07', '\x9b'})
      EXPECT_EQ(text.find(letter), std::string::npos) << format.name;
  }
}

}  // namespace
}  // namespace attune
