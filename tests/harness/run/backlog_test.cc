#include "harness/run/backlog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class BacklogTest : public testing::Test {
 protected:
  BacklogTest() { rehearsal_.announce(store_); }

  // The key of a place, as the plan has it.
  SampleKey key(std::size_t place) const {
    return key_of(plan_.samples[place], rehearsal_.request);
  }

  void play(std::size_t place, Outcome outcome = Outcome::Ok) {
    ASSERT_TRUE(store_.save(SampleRecord{.run = plan_.run,
                                         .key = key(place),
                                         .pack_digest = digest_,
                                         .outcome = outcome,
                                         .transcript = "[]",
                                         .cost_usd = 1}));
  }

  void mark(std::size_t place, std::string scorer, std::string judge,
            std::variant<Marks, Unscored> finding = Marks{50, {}}) {
    ASSERT_TRUE(store_.save(VerdictRecord{.run = plan_.run,
                                          .key = key(place),
                                          .pack_digest = digest_,
                                          .judge = std::move(judge),
                                          .verdict = {std::move(scorer), std::move(finding), ""},
                                          .cost_usd = 0.5}));
  }

  void finish(std::size_t place) {
    play(place);
    mark(place, "intensity@1", "");
    mark(place, "rubric@1", "court/judge");
  }

  Backlog find() {
    tally_ = {};
    const RunJob job{rehearsal_.request, plan_, rehearsal_.markings, {}, {}, {}};
    return *find_backlog(store_, job, tally_);
  }

  Rehearsal rehearsal_;
  Plan plan_ = rehearsal_.plan();
  std::string digest_ = rehearsal_.request.packs[0].digest;
  Store store_ = a_store();
  Tally tally_;
};

TEST_F(BacklogTest, OfANewRunIsTheWholePlanWithTheNextPlaceLast) {
  const Backlog backlog = find();
  EXPECT_THAT(backlog.places.at("lab"), ElementsAre(2, 1, 0));
  EXPECT_THAT(backlog.played, IsEmpty());
  EXPECT_EQ(tally_.planned, 3U);
  EXPECT_EQ(tally_.to_mark, 6U);
  EXPECT_EQ(tally_.played, 0U);
}

TEST_F(BacklogTest, LeavesOutWhatIsPlayedAndMarked) {
  finish(1);
  const Backlog backlog = find();
  EXPECT_THAT(backlog.places.at("lab"), ElementsAre(2, 0));
  EXPECT_EQ(tally_.played, 1U);
  EXPECT_EQ(tally_.marked, 2U);
}

TEST_F(BacklogTest, APlayedSampleWithAVerdictMissingIsOnlyMarked) {
  play(1);
  mark(1, "intensity@1", "");
  const Backlog backlog = find();
  EXPECT_THAT(backlog.places.at("lab"), ElementsAre(2, 1, 0));
  EXPECT_THAT(backlog.played, ElementsAre(1));
}

TEST_F(BacklogTest, AVerdictOfAnotherJudgeIsNotTheOneThatIsWanted) {
  play(1);
  mark(1, "intensity@1", "");
  mark(1, "rubric@1", "court/other");
  EXPECT_THAT(find().played, ElementsAre(1));
}

TEST_F(BacklogTest, AnUnscoredVerdictIsLookedAtAgain) {
  play(1);
  mark(1, "intensity@1", "");
  mark(1, "rubric@1", "court/judge", Unscored{"unreadable"});
  EXPECT_THAT(find().played, ElementsAre(1));
}

TEST_F(BacklogTest, AFailedSampleIsPlayedAgain) {
  play(1, Outcome::Failed);
  const Backlog backlog = find();
  EXPECT_THAT(backlog.places.at("lab"), SizeIs(3));
  EXPECT_THAT(backlog.played, IsEmpty());
}

TEST_F(BacklogTest, CountsWhatIsDoneButNotOk) {
  play(1, Outcome::Truncated);
  mark(1, "intensity@1", "");
  mark(1, "rubric@1", "court/judge");
  find();
  EXPECT_EQ(tally_.not_ok, 1U);
}

TEST_F(BacklogTest, SamplesAreFiledByTheEndpointThatPlaysThem) {
  rehearsal_.request.subjects.push_back({{"attic/old"}, {}});
  plan_ = rehearsal_.plan();
  rehearsal_.announce(store_);
  const Backlog backlog = find();
  EXPECT_THAT(backlog.places.at("lab"), SizeIs(3));
  EXPECT_THAT(backlog.places.at("attic"), SizeIs(3));
}

}  // namespace
}  // namespace attune
