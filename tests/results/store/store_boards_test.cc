#include <map>
#include <string>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/store/store.h"
#include "scenarios/base/rng.h"
#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;

class StoreBoardsTest : public testing::Test {
 protected:
  StoreBoardsTest() {
    EXPECT_TRUE(store_.save(a_pack_record()));
    EXPECT_TRUE(store_.save(a_run_record()));
  }

  Store store_ = a_store();
};

TEST_F(StoreBoardsTest, ABoardHasEveryVerdictWithoutItsWords) {
  VerdictRecord marked = a_verdict_record("q1", 40);
  marked.verdict.rationale = "it heard her";
  VerdictRecord unscored = a_verdict_record("q2");
  unscored.verdict.finding = Unscored{"no JSON"};
  ASSERT_TRUE(store_.save(marked) && store_.save(unscored));
  const BoardKey board{marked.pack_digest, marked.verdict.scorer, marked.judge, 1};
  const std::vector<VerdictRecord> expected = *store_.verdicts_of_pack(board);
  ASSERT_THAT(expected, SizeIs(2));
  const auto found = store_.verdicts_of_board(board);
  ASSERT_TRUE(found.has_value());
  ASSERT_THAT(found->parts, SizeIs(1));
  ASSERT_THAT(found->verdicts, SizeIs(2));
  for (std::size_t i = 0; i < 2; ++i) {
    const BoardVerdict& verdict = found->verdicts[i];
    const MarkedPart& part = found->part_of(verdict);
    EXPECT_EQ(part.run, expected[i].run);
    EXPECT_EQ(part.subject, expected[i].key.subject);
    EXPECT_EQ(part.release, expected[i].release);
    EXPECT_EQ(part.pack_digest, expected[i].pack_digest);
    EXPECT_EQ(part.scorer, expected[i].verdict.scorer);
    EXPECT_EQ(part.judge, expected[i].judge);
    EXPECT_EQ(verdict.scenario, expected[i].key.scenario);
    EXPECT_EQ(verdict.repeat, expected[i].key.repeat);
    EXPECT_EQ(verdict.finding, expected[i].verdict.finding);
  }
}

// Against a plain loop over the records.
TEST_F(StoreBoardsTest, SamplesAreCountedByRunRepeatAndOutcome) {
  ASSERT_TRUE(store_.save(a_run_record("run-2")));
  Rng rng(3);
  using Alike = std::tuple<std::string, std::string, int, Outcome>;
  std::map<Alike, SampleCount> expected;
  for (const char* run : {"run-1", "run-2"}) {
    for (const char* subject : {"lab/a", "lab/b"}) {
      for (int number = 0; number < 20; ++number) {
        SampleRecord sample = a_sample_record();
        sample.run = {run};
        sample.key.subject = {subject};
        sample.key.scenario = {std::to_string(number)};
        sample.key.repeat = 1 + number % 2;
        sample.outcome = rng.uniform() < 0.7 ? Outcome::Ok : Outcome::Refused;
        sample.cost_usd.reset();
        if (rng.uniform() < 0.7) sample.cost_usd = 0.25 * static_cast<double>(1 + rng.below(8));
        ASSERT_TRUE(store_.save(sample));
        SampleCount one = count_of_one(sample);
        one.release = a_run_record().release;
        const auto [known, fresh] =
            expected.try_emplace({subject, run, sample.key.repeat, sample.outcome}, one);
        if (fresh) continue;
        ++known->second.count;
        known->second.priced += one.priced;
        known->second.cost_usd += one.cost_usd;
      }
    }
  }
  const auto found = store_.sample_counts("sha256:1");
  ASSERT_TRUE(found.has_value());
  std::map<Alike, SampleCount> counted;
  for (const SampleCount& each : *found)
    counted.emplace(Alike{each.subject.text, each.run.text, each.repeat, each.outcome}, each);
  EXPECT_EQ(counted, expected);
  EXPECT_EQ(found->size(), expected.size());
}

TEST_F(StoreBoardsTest, LatenciesAreOfAnsweredCallsToTheSubjectItself) {
  PlanRecord plan{
      .run = {"run-1"}, .pack_digest = "sha256:1", .subject = a_key().subject, .repeats = 1};
  ASSERT_TRUE(store_.save(plan));
  CallRecord answered = a_call_record();
  answered.purpose = "play";
  answered.key = a_key();
  answered.model = answered.key.subject;
  CallRecord failed = answered;
  failed.outcome = Outcome::Failed;
  CallRecord judge = answered;
  judge.model = {"court/judge"};
  CallRecord mark = answered;
  mark.purpose = "rubric@1";
  for (const Millis latency : {Millis(30), Millis(10)}) {
    answered.latency = latency;
    ASSERT_TRUE(store_.save(answered));
  }
  ASSERT_TRUE(store_.save(failed) && store_.save(judge) && store_.save(mark));
  const auto found = store_.play_latencies("sha256:1");
  ASSERT_TRUE(found.has_value());
  ASSERT_THAT(*found, SizeIs(1));
  EXPECT_EQ(found->front().run.text, "run-1");
  EXPECT_EQ(found->front().subject, a_key().subject);
  EXPECT_THAT(found->front().latencies, testing::UnorderedElementsAre(Millis(10), Millis(30)));
  EXPECT_THAT(*store_.play_latencies("sha256:2"), IsEmpty());
}

TEST_F(StoreBoardsTest, BoardsCountTheSubjectsOfEachScorerAndJudge) {
  ASSERT_TRUE(store_.save(a_verdict_record("q1")));
  ASSERT_TRUE(store_.save(a_verdict_record("q2")));
  VerdictRecord other = a_verdict_record("q1");
  other.key.subject = {"lab/big"};
  ASSERT_TRUE(store_.save(other));
  const auto boards = store_.boards();
  ASSERT_EQ(boards->size(), 1U);
  EXPECT_EQ(boards->at(0).subjects, 2U);
  EXPECT_EQ(boards->at(0).scorer, "intensity@1");
}

TEST_F(StoreBoardsTest, BoardsTellIdsApartThatBeginWithOneAnother) {
  for (const char* run : {"a", "a-1", "a!"}) {
    ASSERT_TRUE(store_.save(a_run_record(run)));
    for (const char* subject : {"lab/m", "lab/m-2", "lab/m+x"}) {
      for (const char* judge : {"", "court/judge"}) {
        VerdictRecord verdict = a_verdict_record();
        verdict.run = {run};
        verdict.key.subject = {subject};
        verdict.judge = judge;
        ASSERT_TRUE(store_.save(verdict));
      }
    }
  }
  const auto boards = store_.boards();
  ASSERT_THAT(*boards, SizeIs(2));
  for (const BoardKey& board : *boards) EXPECT_EQ(board.subjects, 3U) << board.judge;
}

TEST_F(StoreBoardsTest, VerdictsOfABoardLeaveOtherJudgesOut) {
  VerdictRecord judged = a_verdict_record();
  judged.judge = "court/judge";
  ASSERT_TRUE(store_.save(judged));
  ASSERT_TRUE(store_.save(a_verdict_record()));
  EXPECT_THAT(*store_.verdicts_of_pack({"sha256:1", "intensity@1", "court/judge"}),
              ElementsAre(Field(&VerdictRecord::judge, "court/judge")));
}

TEST_F(StoreBoardsTest, LooksOfAWatchAreInNothingThatIsAskedOfAPack) {
  RunRecord look = a_run_record("look");
  look.command = kWatchCommand;
  ASSERT_TRUE(store_.save(look).has_value());
  SampleRecord sample = a_sample_record();
  sample.run = look.id;
  ASSERT_TRUE(store_.save(sample).has_value());
  VerdictRecord verdict = a_verdict_record();
  verdict.run = look.id;
  ASSERT_TRUE(store_.save(verdict).has_value());
  EXPECT_THAT(*store_.boards(), IsEmpty());
  EXPECT_THAT(*store_.samples_of_pack(sample.pack_digest), IsEmpty());
  EXPECT_THAT(*store_.sample_counts(sample.pack_digest), IsEmpty());
  const BoardKey board{sample.pack_digest, verdict.verdict.scorer, verdict.judge, 1};
  EXPECT_THAT(*store_.verdicts_of_pack(board), IsEmpty());
  EXPECT_THAT(store_.verdicts_of_board(board)->parts, IsEmpty());
  EXPECT_THAT(*store_.verdicts_of_run(look.id), SizeIs(1));
}

}  // namespace
}  // namespace attune
