#include "results/store/views.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/store/schema.h"
#include "results/store/store.h"
#include "tests/support/builders.h"
#include "tests/support/command.h"

namespace attune {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// What a query gives, a row a line, columns between bars; "-" for NULL.
std::vector<std::string> rows(Database& db, const std::string& sql, int columns) {
  std::vector<std::string> lines;
  Statement statement = db.prepare(sql);
  while (statement.row()) {
    std::string line;
    for (int column = 0; column < columns; ++column)
      line += (column > 0 ? "|" : "") + statement.text(column);
    lines.push_back(line);
  }
  const auto done = statement.done();
  EXPECT_TRUE(done) << sql << (done ? "" : ": " + done.error().what);
  return lines;
}

// A store on disk, which a second connection reads as its users do.
class Views : public ::testing::Test {
 protected:
  void SetUp() override {
    auto store = Store::open(path_);
    ASSERT_TRUE(store) << store.error().what;
    ASSERT_TRUE(store->save(a_pack_record()));
    ASSERT_TRUE(store->save(a_run_record()));
    ASSERT_TRUE(store->save(a_plan_record()));
    fill(*store);
    auto db = Database::open(path_);
    ASSERT_TRUE(db) << db.error().what;
    db_.emplace(*std::move(db));
  }

  static void fill(Store& store) {
    SampleRecord talk = a_sample_record("q1");
    talk.transcript =
        R"([{"cue":"Hm?","reply":"Yes.","reasoning":""},)"
        R"({"cue":"So?","reply":"No.","reasoning":"hard","aside":{"internal":"odd","state":{}}}])";
    ASSERT_TRUE(store.save(talk));
    SampleRecord failed = a_sample_record("q2");
    failed.outcome = Outcome::Failed;
    failed.why = "HTTP 500";
    failed.transcript = "[]";
    ASSERT_TRUE(store.save(failed));
    VerdictRecord marked = a_verdict_record("q1", 62.5);
    marked.judge = "openai/gpt-4";
    marked.verdict = {"rubric@1", Marks{62.5, {{"warmth", 12}, {"insight", 13}}}, "Kind."};
    ASSERT_TRUE(store.save(marked));
    VerdictRecord unscored = a_verdict_record("q2");
    unscored.verdict.finding = Unscored{"no reply"};
    ASSERT_TRUE(store.save(unscored));
    CallRecord call = a_call_record();
    call.prompt_tokens = 100;
    call.completion_tokens = 20;
    call.cost_usd = 0.5;
    call.latency = Millis(100);
    ASSERT_TRUE(store.save(call));
    call.prompt_tokens = 50;
    call.cost_usd = std::nullopt;
    call.latency = Millis(300);
    ASSERT_TRUE(store.save(call));
    call.outcome = Outcome::Failed;
    call.latency = Millis(9000);
    ASSERT_TRUE(store.save(call));
  }

  testing::TempFolder folder_;
  std::string path_ = folder_.at("a.db");
  std::optional<Database> db_;
};

TEST_F(Views, ScoresHaveARowForEachVerdictWithItsRunAndPack) {
  EXPECT_THAT(rows(*db_,
                   "SELECT run, started, release, subject, pack, pack_version, pack_digest, "
                   "scenario, repeat, scorer, ifnull(judge, '-'), ifnull(points, '-'), "
                   "ifnull(unscored, '-'), outcome, ifnull(rationale, '-') FROM scores "
                   "ORDER BY scenario",
                   15),
              ElementsAre("run-1|2023-11-15T00:00:00Z|v1|lab/tiny|feelings|1.0|sha256:1|q1|1|"
                          "rubric@1|openai/gpt-4|62.5|-|ok|Kind.",
                          "run-1|2023-11-15T00:00:00Z|v1|lab/tiny|feelings|1.0|sha256:1|q2|1|"
                          "intensity@1|-|-|no reply|failed|read"));
}

TEST_F(Views, MarksHaveARowForEachMarkAndNoneForWhatIsUnscored) {
  EXPECT_THAT(rows(*db_, "SELECT scenario, judge, mark, value FROM marks", 4),
              ElementsAre("q1|openai/gpt-4|warmth|12.0", "q1|openai/gpt-4|insight|13.0"));
}

TEST_F(Views, TurnsCountFromOneAndKeepWhatTheUserThoughtApart) {
  EXPECT_THAT(rows(*db_,
                   "SELECT scenario, turn, cue, reply, ifnull(reasoning, '-'), "
                   "ifnull(json_extract(aside, '$.internal'), '-') FROM turns ORDER BY turn",
                   6),
              ElementsAre("q1|1|Hm?|Yes.|-|-", "q1|2|So?|No.|hard|odd"));
}

TEST_F(Views, OutcomesCountWhatWasPlannedPlayedAndHowItEnded) {
  EXPECT_THAT(rows(*db_, "SELECT planned, played, unplayed, ok, failed, refused FROM outcomes", 6),
              ElementsAre("3|2|1|1|1|0"));
}

// A failed call has a latency too, that of its time-out; it is nobody's speed.
TEST_F(Views, CostsAddUpWhatIsKnownAndSayWhatIsNot) {
  EXPECT_THAT(
      rows(*db_,
           "SELECT purpose, model, calls, answered, prompt_tokens, completion_tokens, "
           "ifnull(cached_tokens, '-'), cost_usd, unpriced, latency_mean_ms, latency_max_ms "
           "FROM costs",
           11),
      ElementsAre("play|lab/tiny|3|2|200|60|-|0.5|1|200.0|300"));
}

// One sample of a large store must not cost a walk through all transcripts.
TEST_F(Views, LookARunUpByIndexes) {
  for (const char* view : {"scores", "marks", "turns", "outcomes", "costs"}) {
    Statement plan = db_->prepare(std::string("EXPLAIN QUERY PLAN SELECT * FROM ") + view +
                                  " WHERE run = 'run-1'");
    while (plan.row()) {
      for (const char* table : {"SCAN v", "SCAN s", "SCAN c", "SCAN r", "SCAN l"})
        EXPECT_THAT(plan.text(3) + " ", Not(HasSubstr(std::string(table) + " "))) << view;
    }
    EXPECT_TRUE(plan.done());
  }
}

TEST_F(Views, AreMadeAgainWhenADatabaseIsMigratedAgain) {
  ASSERT_TRUE(db_->run("DROP TABLE set_aside; PRAGMA user_version=5"));
  ASSERT_TRUE(migrate(*db_));
  EXPECT_EQ(rows(*db_, "SELECT scenario FROM scores", 1).size(), 2U);
}

}  // namespace
}  // namespace attune
