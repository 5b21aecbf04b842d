#include "harness/run/duelists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using testing::ElementsAre;

class DuelistsTest : public testing::Test {
 protected:
  DuelistsTest() {
    EXPECT_TRUE(store_.save(a_pack_record("sha256:1")));
    for (const auto& [id, started] : {std::pair{"old", 1}, {"new", 2}}) {
      RunRecord run = a_run_record(id);
      run.started = {started};
      run.release = std::string("of-") + id;
      EXPECT_TRUE(store_.save(run));
    }
  }

  void played(const std::string& run, const std::string& subject, const std::string& scenario,
              Outcome outcome = Outcome::Ok) {
    EXPECT_TRUE(store_.save(SampleRecord{.run = {run},
                                         .key = {{"feelings"}, {scenario}, {subject}, 1},
                                         .pack_digest = "sha256:1",
                                         .outcome = outcome,
                                         .transcript = "[]"}));
  }

  std::optional<Duelist> find(const std::string& subject, const std::string& release = "") {
    return find_duelists({"sha256:1", release}, {{subject}}, store_)->front();
  }

  Store store_ = a_store();
};

TEST_F(DuelistsTest, TheRunWithMostSamplesCounts) {
  played("old", "lab/a", "q1");
  played("old", "lab/a", "q2");
  played("new", "lab/a", "q1");
  played("new", "lab/a", "q2", Outcome::Refused);
  EXPECT_EQ(find("lab/a"), (Duelist{{"lab/a"}, {"old"}, "of-old"}));
}

TEST_F(DuelistsTest, OfEqualsTheNewestUnlessAReleaseIsAskedFor) {
  played("old", "lab/a", "q1");
  played("new", "lab/a", "q1");
  EXPECT_EQ(find("lab/a")->run.text, "new");
  EXPECT_EQ(find("lab/a", "of-old")->run.text, "old");
  EXPECT_FALSE(find("lab/a", "of-neither"));
}

TEST_F(DuelistsTest, WhoHasNothingToCompareIsAbsent) {
  played("old", "lab/a", "q1", Outcome::Truncated);
  EXPECT_FALSE(find("lab/a"));
  EXPECT_FALSE(find("lab/b"));
}

TEST_F(DuelistsTest, TheLadderIsWhomDuelsByThatScorerCompared) {
  Comparison comparison{.run = {"new"},
                        .pack = {"feelings"},
                        .pack_digest = "sha256:1",
                        .scenario = {"q1"},
                        .first = {"lab/b"},
                        .second = {"lab/a"},
                        .first_run = {"new"},
                        .second_run = {"old"},
                        .scorer = "pairwise@1",
                        .finding = Margins{},
                        .source = "judge"};
  EXPECT_TRUE(store_.save(comparison));
  comparison.first = {"lab/c"};
  comparison.scorer = "other@1";
  EXPECT_TRUE(store_.save(comparison));
  comparison.first = {"lab/d"};
  comparison.scorer = "pairwise@1";
  comparison.source = "probe";
  EXPECT_TRUE(store_.save(comparison));
  EXPECT_THAT(
      *ladder_of("sha256:1", "pairwise@1", store_),
      ElementsAre(Duelist{{"lab/a"}, {"old"}, "of-old"}, Duelist{{"lab/b"}, {"new"}, "of-new"}));
}

}  // namespace
}  // namespace attune
