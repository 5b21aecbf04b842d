#include "harness/run/board_choice.h"

#include <gtest/gtest.h>

#include "tests/support/builders.h"

namespace attune {
namespace {

// Two versions of one pack, the second played later.
Catalogue some_catalogue() {
  Catalogue catalogue;
  for (const char* digest : {"sha256:1", "sha256:2"})
    catalogue.packs.emplace(digest, a_pack_record(digest));
  for (const char* run : {"run-1", "run-2"}) {
    RunRecord record = a_run_record(run);
    record.started.millis += record.id.text == "run-2" ? 1000 : 0;
    catalogue.runs.emplace(record.id, record);
  }
  catalogue.plans = {{{"run-1"}, "sha256:1", {"lab/tiny"}, 3, 1},
                     {{"run-2"}, "sha256:2", {"lab/tiny"}, 3, 1}};
  catalogue.boards = {{"sha256:1", "rubric@1", "lab/judge", 9},
                      {"sha256:2", "rubric@1", "lab/judge", 1},
                      {"sha256:2", "rubric@1", "lab/other", 2},
                      {"sha256:2", "intensity@1", "", 2}};
  return catalogue;
}

TEST(BoardChoice, TheNewestVersionThenMostSubjectsThenThePacksOwnOrder) {
  const auto candidates = board_candidates(some_catalogue(), {});
  ASSERT_EQ(candidates.size(), 1U);
  const auto& found = candidates.at("feelings");
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].key.scorer, "intensity@1");
  EXPECT_EQ(found[1].key.judge, "lab/other");
  EXPECT_EQ(found[2].key.judge, "lab/judge");
  EXPECT_EQ(found[3].key.pack_digest, "sha256:1");
}

TEST(BoardChoice, OnlyWhatIsWantedIsACandidate) {
  const Catalogue catalogue = some_catalogue();
  EXPECT_EQ(board_candidates(catalogue, {.scorer = "rubric"}).at("feelings").size(), 3U);
  EXPECT_EQ(board_candidates(catalogue, {.scorer = "rubric@1"}).at("feelings").size(), 3U);
  EXPECT_EQ(board_candidates(catalogue, {.judge = "lab/other"}).at("feelings").size(), 1U);
  EXPECT_TRUE(board_candidates(catalogue, {.pack = "grief"}).empty());
  EXPECT_TRUE(board_candidates(catalogue, {.scorer = "rubric@2"}).empty());
}

TEST(BoardChoice, AScorersNameIsItsIdWithoutTheVersion) {
  EXPECT_EQ(scorer_name("rubric@1"), "rubric");
  EXPECT_EQ(scorer_name("rubric"), "rubric");
}

}  // namespace
}  // namespace attune
