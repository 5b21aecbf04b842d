#include "results/render/rating_cells.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/base/utf8.h"
#include "tests/results/render/some_rating_board.h"

namespace attune {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(RatingCells, ARowWithoutARatingHasDashes) {
  const RatingRow bad = some_rating_board().rows[2];
  EXPECT_EQ(place_text(bad), "-");
  EXPECT_EQ(rating_text(bad), "-");
  EXPECT_EQ(interval_text(bad), "-");
  EXPECT_EQ(comparisons_text(bad), "-");
  EXPECT_EQ(tally_text(bad), "3-0-0");
}

TEST(RatingCells, ALongNameIsCutBeforeItsLabel) {
  RatingRow row;
  row.subject = {"lab/" + std::string(50, 'x')};
  row.release = "v1";
  row.stub = true;
  EXPECT_EQ(columns(subject_text(row, 24)), 24U);
  EXPECT_THAT(subject_text(row, 24), HasSubstr("(v1) (stub)"));
}

TEST(RatingCells, TheHeadingSaysWhoComparedAndWhat) {
  RatingBoard board = some_rating_board();
  board.judge = "court/one";
  board.ability = "warmth";
  board.method = "elo";
  EXPECT_EQ(
      heading_text(board),
      "Tiny pack (tiny 1.0), compared by pairwise@1 with court/one; warmth alone; online Elo");
}

TEST(RatingCells, TablesThatWouldBeEmptyAreAbsent) {
  EXPECT_THAT(rating_grids(some_rating_board(), 32), IsEmpty());
  EXPECT_THAT(rating_grids(some_full_rating_board(), 32), SizeIs(3));
}

TEST(RatingCells, OfManyJudgesTheFirstAreListedAndTheRestCounted) {
  RatingBoard board = some_rating_board();
  board.judges.assign(20, {.judge = "court/one", .pairs = 1});
  EXPECT_THAT(rating_grids(board, 32).at(0).grid, SizeIs(13));
  EXPECT_EQ(rating_notes(board).at(1), "8 more judges are not listed");
}

}  // namespace
}  // namespace attune
