#include "harness/run/boards.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/load/pack_json.h"
#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class BoardsTest : public testing::Test {
 protected:
  BoardsTest() {
    EXPECT_TRUE(store_.save(a_pack_record()));
    EXPECT_TRUE(store_.save(a_run_record()));
    EXPECT_TRUE(store_.save(a_plan_record()));
  }

  void mark(const std::string& scorer, const std::string& judge, const std::string& subject,
            double points = 50, const std::string& run = "run-1",
            const std::string& digest = "sha256:1") {
    SampleRecord sample = a_sample_record();
    VerdictRecord verdict = a_verdict_record("q1", points);
    sample.run = verdict.run = {run};
    sample.key.subject = verdict.key.subject = {subject};
    sample.pack_digest = verdict.pack_digest = digest;
    verdict.verdict.scorer = scorer;
    verdict.judge = judge;
    ASSERT_TRUE(store_.save(sample));
    ASSERT_TRUE(store_.save(verdict));
  }

  // A later run of another version of the pack, with other ids where asked.
  void publish(const std::string& digest, const std::string& run, std::int64_t later,
               const std::string& id = "feelings") {
    PackRecord pack = a_pack_record(digest);
    pack.id = {id};
    RunRecord record = a_run_record(run);
    record.started.millis += later;
    ASSERT_TRUE(store_.save(pack));
    ASSERT_TRUE(store_.save(record));
    ASSERT_TRUE(store_.save(PlanRecord{{run}, digest, {"lab/tiny"}, 3, 1}));
  }

  Leaderboard board(const BoardQuery& query = {}) {
    auto boards = load_boards(store_, scorers_, query);
    if (!boards || boards->empty()) return {.scorer = boards ? "none" : boards.error().what};
    return boards->front();
  }

  ScorerRegistry scorers_ = shipped_scorers();
  Store store_ = a_store();
};

TEST_F(BoardsTest, NothingScoredYetIsSaid) {
  const auto boards = load_boards(store_, scorers_, {});
  ASSERT_FALSE(boards);
  EXPECT_EQ(boards.error().remedy, Remedy::FixInput);
  EXPECT_THAT(boards.error().what, HasSubstr("nothing is scored yet"));
}

TEST_F(BoardsTest, AnUnknownPackIsAnsweredWithTheNearest) {
  const auto boards = load_boards(store_, scorers_, {.pack = "feelins"});
  ASSERT_FALSE(boards);
  EXPECT_THAT(boards.error().what, HasSubstr("did you mean 'feelings'"));
}

TEST_F(BoardsTest, ABoardCountsWhatWasPlannedAndNotPlayed) {
  mark("intensity@1", "", "lab/tiny");
  ASSERT_THAT(board().rows, SizeIs(1));
  EXPECT_EQ(board().rows[0].planned, 3U);
  EXPECT_EQ(board().rows[0].missing, 2U);
}

TEST_F(BoardsTest, TheScorerThatCoversMostSubjectsIsShown) {
  mark("intensity@1", "", "lab/tiny");
  mark("rubric@1", "court/judge", "lab/tiny");
  mark("rubric@1", "court/judge", "lab/big");
  EXPECT_EQ(board().scorer, "rubric@1");
}

TEST_F(BoardsTest, WhoWasPlayedAndNotMarkedHereIsCountedInANoteAndNotAsMissing) {
  mark("intensity@1", "", "lab/tiny");
  mark("rubric@1", "court/judge", "lab/big");
  const Leaderboard shown = board({.scorer = "rubric"});
  ASSERT_THAT(shown.rows, SizeIs(1));
  EXPECT_EQ(shown.rows[0].subject.text, "lab/big");
  EXPECT_THAT(shown.notes, Contains("1 more played and not marked here: lab/tiny (v1)"));
}

TEST_F(BoardsTest, OnATieThePacksOwnOrderDecides) {
  mark("rubric@1", "court/judge", "lab/tiny");
  mark("intensity@1", "", "lab/tiny");
  EXPECT_EQ(board().scorer, "intensity@1");
}

TEST_F(BoardsTest, WhatIsPassedOverIsNamedWithTheWayToSeeIt) {
  mark("rubric@1", "court/judge", "lab/tiny");
  mark("intensity@1", "", "lab/tiny");
  EXPECT_THAT(board().notes, Contains("also scored by rubric@1: --scorer rubric"));
}

TEST_F(BoardsTest, TheScorerThatIsAskedForIsShownByNameOrId) {
  mark("rubric@1", "court/judge", "lab/tiny");
  mark("intensity@1", "", "lab/tiny");
  EXPECT_EQ(board({.scorer = "rubric"}).scorer, "rubric@1");
  EXPECT_EQ(board({.scorer = "rubric@1"}).scorer, "rubric@1");
}

TEST_F(BoardsTest, TheJudgeOfMostSubjectsIsShownAndTheOtherNamed) {
  mark("rubric@1", "court/a", "lab/tiny");
  mark("rubric@1", "court/b", "lab/tiny");
  mark("rubric@1", "court/b", "lab/big");
  EXPECT_EQ(board().judge, "court/b");
  EXPECT_THAT(board().notes, Contains("also judged by court/a: --judge court/a"));
  EXPECT_EQ(board({.judge = "court/a"}).judge, "court/a");
}

TEST_F(BoardsTest, AJudgeWhoMarkedNothingIsAnError) {
  mark("rubric@1", "court/a", "lab/tiny");
  const auto boards = load_boards(store_, scorers_, {.judge = "court/b"});
  ASSERT_FALSE(boards);
  EXPECT_EQ(boards.error().remedy, Remedy::FixInput);
}

TEST_F(BoardsTest, TheVersionOfTheNewestRunIsShownAndTheOlderNamed) {
  mark("intensity@1", "", "lab/tiny");
  mark("intensity@1", "", "lab/big");
  publish("sha256:0", "run-2", 1000);
  mark("intensity@1", "", "lab/tiny", 70, "run-2", "sha256:0");
  EXPECT_EQ(board().digest, "sha256:0");
  EXPECT_THAT(board().notes, Contains(HasSubstr("was played too, by lab/tiny (v1)")));
}

TEST_F(BoardsTest, VerdictsOfAnotherVersionAreNotPooled) {
  mark("intensity@1", "", "lab/tiny", 10);
  publish("sha256:0", "run-2", 1000);
  mark("intensity@1", "", "lab/tiny", 70, "run-2", "sha256:0");
  EXPECT_DOUBLE_EQ(board().rows.at(0).score->point, 70);
}

TEST_F(BoardsTest, EveryPackHasABoardInTheOrderOfTheirIds) {
  mark("intensity@1", "", "lab/tiny");
  publish("sha256:2", "run-2", 1000, "acts");
  mark("intensity@1", "", "lab/tiny", 70, "run-2", "sha256:2");
  const auto boards = load_boards(store_, scorers_, {});
  ASSERT_TRUE(boards);
  ASSERT_THAT(*boards, SizeIs(2));
  EXPECT_EQ((*boards)[0].pack.text, "acts");
  EXPECT_EQ((*boards)[1].pack.text, "feelings");
}

TEST_F(BoardsTest, APackThatIsAskedForStandsAlone) {
  mark("intensity@1", "", "lab/tiny");
  publish("sha256:2", "run-2", 1000, "acts");
  mark("intensity@1", "", "lab/tiny", 70, "run-2", "sha256:2");
  const auto boards = load_boards(store_, scorers_, {.pack = "feelings"});
  ASSERT_TRUE(boards);
  EXPECT_THAT(*boards, SizeIs(1));
}

TEST_F(BoardsTest, NotesOfThePackAreShownAndNothingIsPassedOverWhereThereIsOneBoard) {
  mark("intensity@1", "", "lab/tiny");
  EXPECT_THAT(board().notes, Contains("constant answer 3 scores 38.9"));
  EXPECT_THAT(board().notes, Not(Contains(HasSubstr("also"))));
}

TEST_F(BoardsTest, RunsOfOneSubjectWithOtherParametersAreRowsOfTheirOwn) {
  mark("intensity@1", "", "lab/tiny", 30);
  RunRecord warm = a_run_record("run-2");
  warm.settings =
      R"({"schema":"attune.run/1","subjects":[{"id":"lab/tiny","parameters":{"temperature":0.2}}]})";
  RunRecord cold = warm;
  cold.id = {"run-3"};
  cold.settings.replace(cold.settings.find("0.2"), 3, "1.5");
  for (const RunRecord& run : {warm, cold}) {
    ASSERT_TRUE(store_.save(run));
    ASSERT_TRUE(store_.save(PlanRecord{run.id, "sha256:1", {"lab/tiny"}, 3, 1}));
    mark("intensity@1", "", "lab/tiny", run.id.text == "run-2" ? 40 : 60, run.id.text);
  }
  const Leaderboard shown = board();
  ASSERT_THAT(shown.rows, SizeIs(3));
  EXPECT_THAT(shown.rows[0].release, HasSubstr("temperature 1.5"));
  EXPECT_DOUBLE_EQ(shown.rows[0].score->point, 60);
  EXPECT_EQ(shown.rows[0].planned, 3U);
  EXPECT_THAT(shown.rows[1].release, HasSubstr("temperature 0.2"));
  EXPECT_DOUBLE_EQ(shown.rows[1].score->point, 40);
  EXPECT_THAT(shown.rows[2].release, HasSubstr("temperature unset"));
  EXPECT_DOUBLE_EQ(shown.rows[2].score->point, 30);
}

TEST_F(BoardsTest, APackOfWhichNothingIsScoredIsListedBesideOthers) {
  mark("intensity@1", "", "lab/tiny");
  publish("sha256:2", "run-2", 1000, "acts");
  const auto boards = load_boards(store_, scorers_, {});
  ASSERT_TRUE(boards);
  ASSERT_THAT(*boards, SizeIs(2));
  EXPECT_EQ((*boards)[0].pack.text, "acts");
  ASSERT_THAT((*boards)[0].rows, SizeIs(1));
  EXPECT_FALSE((*boards)[0].rows[0].score);
  EXPECT_EQ((*boards)[0].rows[0].missing, 3U);
  EXPECT_EQ((*boards)[0].rows[0].outcomes.at("unplayed"), 3U);
}

TEST_F(BoardsTest, RowsHaveTheMedianLatencyOfTheirSubjectsAnsweredCalls) {
  mark("intensity@1", "", "lab/tiny");
  const auto call = [this](std::int64_t millis, const std::string& purpose,
                           const std::string& model, Outcome outcome) {
    CallRecord record = a_call_record();
    record.key.subject = {"lab/tiny"};
    record.purpose = purpose;
    record.model = {model};
    record.outcome = outcome;
    record.latency = Millis(millis);
    EXPECT_TRUE(store_.save(record));
  };
  call(100, "play", "lab/tiny", Outcome::Ok);
  call(300, "play", "lab/tiny", Outcome::Truncated);
  call(900, "play", "lab/tiny", Outcome::Ok);
  call(2000, "play", "lab/tiny", Outcome::Ok);
  call(99'000, "play", "lab/tiny", Outcome::Failed);  // nobody answered
  call(98'000, "play", "lab/user", Outcome::Ok);      // who plays the user
  call(97'000, "rubric@1", "lab/tiny", Outcome::Ok);  // as a judge
  EXPECT_EQ(board().rows.at(0).latency, Millis(600));
}

class CompositesTest : public BoardsTest {
 protected:
  CompositesTest() {
    mark("intensity@1", "", "lab/tiny", 30);
    publish("sha256:2", "run-2", 1000, "acts");
    mark("rubric@1", "court/judge", "lab/tiny", 70, "run-2", "sha256:2");
  }

  Result<Leaderboard> composite(const std::vector<PackWeight>& weights,
                                const BoardQuery& query = {}) {
    return load_composite(store_, scorers_, query, weights);
  }
};

TEST_F(CompositesTest, WeighThePacksAsTheirOwnBoardsShowThem) {
  const auto made = composite({{"feelings", 1}, {"acts", 3}});
  ASSERT_TRUE(made);
  ASSERT_THAT(made->rows, SizeIs(1));
  EXPECT_DOUBLE_EQ(made->rows[0].score->point, 0.25 * 30 + 0.75 * 70);
  ASSERT_THAT(made->parts, SizeIs(2));
  EXPECT_EQ(made->parts[0].scorer, "intensity@1");
  EXPECT_EQ(made->parts[1].judge, "court/judge");
}

TEST_F(CompositesTest, OfAnUnknownPackAreAnErrorThatNamesTheNearest) {
  const auto made = composite({{"feelings", 1}, {"actz", 3}});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().remedy, Remedy::FixInput);
  EXPECT_THAT(made.error().what, HasSubstr("did you mean 'acts'"));
}

TEST_F(CompositesTest, OfAPackWithoutVerdictsOfThatJudgeAreAnError) {
  EXPECT_FALSE(composite({{"feelings", 1}, {"acts", 3}}, {.judge = "court/judge"}));
}

// A pack that names groups and published results, played once and marked by both of its scorers.
class BoardsOfWholePacksTest : public BoardsTest {
 protected:
  BoardsOfWholePacksTest() {
    Pack pack = a_pack();
    pack.groups = {"category"};
    pack.scenarios[0].id = {"q1"};
    pack.scenarios[0].tags = {{"category", "warm"}};
    pack.cited = {{"human norm", 90, "somebody 2024", "2024", ""}};
    PackRecord record = a_pack_record("sha256:7");
    record.body = to_json(pack);
    RunRecord run = a_run_record("run-7");
    run.started.millis += 1000;
    EXPECT_TRUE(store_.save(record));
    EXPECT_TRUE(store_.save(run));
    EXPECT_TRUE(store_.save(PlanRecord{{"run-7"}, "sha256:7", {"lab/tiny"}, 3, 1}));
    mark("intensity@1", "", "lab/tiny", 40, "run-7", "sha256:7");
    mark("rubric@1", "court/judge", "lab/tiny", 60, "run-7", "sha256:7");
  }
};

TEST_F(BoardsOfWholePacksTest, RowsAreBrokenDownByTheTagsThatThePackNames) {
  const Leaderboard shown = board();
  ASSERT_THAT(shown.rows, SizeIs(1));
  EXPECT_EQ(shown.rows[0].groups.at("category").at("warm").point, 40);
  EXPECT_THAT(shown.notes, Not(Contains(HasSubstr("without groups"))));
}

TEST_F(BoardsOfWholePacksTest, PublishedResultsStandOnTheBoardOfTheDefaultScorerAlone) {
  EXPECT_THAT(board({.scorer = "intensity"}).cited, SizeIs(1));
  EXPECT_THAT(board({.scorer = "rubric"}).cited, SizeIs(0));
}

TEST_F(BoardsTest, APackThatCannotBeReadIsSaidAndItsBoardStands) {
  mark("intensity@1", "", "lab/tiny");
  EXPECT_THAT(board().rows, SizeIs(1));
  EXPECT_THAT(board().notes, Contains(HasSubstr("without groups of scenarios and cited results")));
}

TEST_F(BoardsTest, TheSeedOfTheBootstrapIsTheOneAskedFor) {
  mark("intensity@1", "", "lab/tiny");
  EXPECT_EQ(board({.seed = 42}).bootstrap.seed, 42U);
}

}  // namespace
}  // namespace attune
