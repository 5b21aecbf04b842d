#include "harness/run/rating_boards.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/ratings/some_field.h"
#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

PairScorerRegistry two_pair_scorers() {
  PairScorerRegistry scorers;
  scorers.add({.id = "pairwise@1", .rule = a_pair_rule()});
  scorers.add({.id = "vote@1", .published = true, .rule = {.most = 1}});
  return scorers;
}

class RatingBoardsTest : public testing::Test {
 protected:
  RatingBoardsTest() { publish("sha256:1", "run-1", 0); }

  void publish(const std::string& digest, const std::string& run, std::int64_t later,
               const std::string& id = "feelings") {
    PackRecord pack = a_pack_record(digest);
    pack.id = {id};
    RunRecord record = a_run_record(run);
    record.started.millis += later;
    ASSERT_TRUE(store_.save(pack));
    ASSERT_TRUE(store_.save(record));
  }

  struct Where {
    std::string scorer = "pairwise@1";
    std::string run = "run-1";
    std::string digest = "sha256:1";
  };

  void compare(const FieldPlan& plan, const Where& where) {
    for (Comparison each : some_field(plan)) {
      each.scorer = where.scorer;
      each.run = {where.run};
      each.pack_digest = where.digest;
      ASSERT_TRUE(store_.save(each));
    }
  }

  void compare(const FieldPlan& plan = {}) { compare(plan, {}); }

  Result<std::vector<RatingBoard>> load(RatingQuery query = {}) {
    query.options.bootstrap.resamples = 50;
    return load_rating_boards(store_, scorers_, query);
  }

  RatingBoard board(RatingQuery query = {}) {
    auto boards = load(std::move(query));
    if (!boards || boards->empty()) return {.scorer = boards ? "none" : boards.error().what};
    return boards->front();
  }

  std::string error(RatingQuery query) {
    const auto boards = load(std::move(query));
    if (boards) return "none";
    EXPECT_EQ(boards.error().remedy, Remedy::FixInput);
    return boards.error().what;
  }

  PairScorerRegistry scorers_ = two_pair_scorers();
  Store store_ = a_store();
};

TEST_F(RatingBoardsTest, NothingComparedYetIsSaid) {
  EXPECT_THAT(error({}), HasSubstr("nothing is compared yet"));
  EXPECT_THAT(error({.pack = "feelings"}), HasSubstr("nothing is compared yet"));
}

TEST_F(RatingBoardsTest, ComparisonsOfTheStoreAreRated) {
  compare();
  const RatingBoard shown = board();
  EXPECT_EQ(shown.pack.text, "feelings");
  EXPECT_EQ(shown.scorer, "pairwise@1");
  ASSERT_THAT(shown.rows, SizeIs(4));
  EXPECT_EQ(shown.rows[0].subject.text, "lab/a");
  EXPECT_THAT(shown.notes, Not(Contains(HasSubstr("also"))));
}

TEST_F(RatingBoardsTest, NamesThatFitNothingAreAnsweredWithTheNearest) {
  compare();
  EXPECT_EQ(error({.pack = "feelins"}),
            "no pack with comparisons 'feelins'; did you mean 'feelings'?");
  EXPECT_EQ(error({.scorer = "pairwize"}),
            "no comparisons by scorer 'pairwize'; did you mean 'pairwise'?");
  EXPECT_EQ(error({.judge = "court/jude"}),
            "no comparisons by judge 'court/jude'; did you mean 'court/judge'?");
  EXPECT_EQ(error({.options = {.contests = {.ability = "warmt"}}}),
            "feelings: no ability 'warmt'; did you mean 'warmth'?");
}

TEST_F(RatingBoardsTest, TheScorerOfMostSubjectsIsShownAndTheOtherNamed) {
  compare({.strengths = {{"lab/a", 1}, {"lab/b", 0}}}, {.scorer = "vote@1"});
  compare();
  EXPECT_EQ(board().scorer, "pairwise@1");
  EXPECT_THAT(board().notes, Contains("also compared by vote@1: --scorer vote"));
  EXPECT_EQ(board({.scorer = "vote"}).scorer, "vote@1");
  EXPECT_EQ(board({.scorer = "vote@1"}).scorer, "vote@1");
}

TEST_F(RatingBoardsTest, JudgesArePooledUnlessOneIsAskedFor) {
  compare({.judge = "court/a"});
  compare({.judge = "court/b", .seed = 2});
  EXPECT_THAT(board().judges, SizeIs(2));
  EXPECT_EQ(board().rows[0].rating->samples, 144U);
  const RatingBoard one = board({.judge = "court/a"});
  EXPECT_THAT(one.judges, IsEmpty());
  EXPECT_EQ(one.judge, "court/a");
  EXPECT_EQ(one.rows[0].rating->samples, 72U);
}

TEST_F(RatingBoardsTest, TheVersionOfTheNewestRunIsShownAndTheOlderNamed) {
  compare();
  publish("sha256:0", "run-2", 1000);
  compare({.strengths = {{"lab/a", 1}, {"lab/b", 0}}}, {.run = "run-2", .digest = "sha256:0"});
  EXPECT_EQ(board().digest, "sha256:0");
  EXPECT_THAT(board().rows, SizeIs(2));
  EXPECT_THAT(board().notes, Contains("an older version of this pack was compared too"));
}

TEST_F(RatingBoardsTest, EveryPackHasABoardInTheOrderOfTheirIds) {
  compare();
  publish("sha256:2", "run-2", 0, "acts");
  compare({}, {.run = "run-2", .digest = "sha256:2"});
  const auto boards = load();
  ASSERT_TRUE(boards);
  ASSERT_THAT(*boards, SizeIs(2));
  EXPECT_EQ((*boards)[0].pack.text, "acts");
  EXPECT_EQ((*boards)[1].pack.text, "feelings");
  EXPECT_THAT(*load({.pack = "acts"}), SizeIs(1));
}

TEST_F(RatingBoardsTest, OfPublishedFiguresTheNormalisedRatingIsCited) {
  compare();
  const auto cite = [&](const std::string& subject, const std::string& figure, double value) {
    ASSERT_TRUE(store_.save(CitedRecord{.pack_digest = "sha256:1",
                                        .subject = {subject},
                                        .figure = figure,
                                        .value = value,
                                        .source = "an Elo file",
                                        .date = "2025"}));
  };
  cite("lab/a", "elo", 1300);
  cite("lab/a", "elo_norm", 1200);
  cite("lab/a", "sigma", 20);
  cite("lab/b", "elo", 900);
  const RatingBoard shown = board();
  ASSERT_THAT(shown.cited, SizeIs(2));
  EXPECT_EQ(shown.cited[0].figure, "elo_norm");
  EXPECT_EQ(shown.cited[1].value, 900);
}

TEST_F(RatingBoardsTest, AFaultNamesThePackItIsOf) {
  compare();
  EXPECT_EQ(error({.options = {.anchors = {{"lab/aa", 1000}}}}),
            "feelings: no rated subject 'lab/aa'; did you mean 'lab/a'?");
}

}  // namespace
}  // namespace attune
