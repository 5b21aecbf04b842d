#include "results/store/store.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;

class StoreTest : public testing::Test {
 protected:
  StoreTest() {
    EXPECT_TRUE(store_.save(a_pack_record()));
    EXPECT_TRUE(store_.save(a_run_record()));
  }

  SampleRecord sample() { return **store_.sample({"run-1"}, a_key()); }

  VerdictRecord verdict() { return store_.verdicts_of_run({"run-1"})->at(0); }

  CallRecord call() { return store_.calls_of_run({"run-1"})->at(0); }

  Store store_ = a_store();
};

TEST_F(StoreTest, APackComesBackAsItWas) {
  const PackRecord pack = **store_.pack("sha256:1");
  EXPECT_EQ(pack.id.text, "feelings");
  EXPECT_EQ(pack.version, "1.0");
  EXPECT_EQ(pack.title, "Feelings");
  EXPECT_THAT(pack.scorers, ElementsAre("intensity", "rubric"));
  EXPECT_THAT(pack.scenarios, ElementsAre(ScenarioId{"q1"}, ScenarioId{"q2"}, ScenarioId{"q3"}));
  EXPECT_THAT(pack.notes, ElementsAre("constant answer 3 scores 38.9"));
  EXPECT_EQ(pack.body, "{}");
}

TEST_F(StoreTest, APackThatIsNotThereIsAbsentAndNoError) {
  const auto pack = store_.pack("sha256:other");
  ASSERT_TRUE(pack);
  EXPECT_FALSE(pack->has_value());
}

TEST_F(StoreTest, APackOfAKnownDigestIsLeftAsItIs) {
  PackRecord again = a_pack_record();
  again.title = "Renamed";
  ASSERT_TRUE(store_.save(again));
  EXPECT_EQ((*store_.pack("sha256:1"))->title, "Feelings");
}

TEST_F(StoreTest, ARunComesBackWithTheGreatestSeed) {
  RunRecord run = a_run_record("run-2");
  run.seed = std::numeric_limits<std::uint64_t>::max();
  run.started = {run.started.millis + 1};
  ASSERT_TRUE(store_.save(run));
  const RunRecord back = store_.runs()->at(1);
  EXPECT_EQ(back.seed, std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(back.id, run.id);
  EXPECT_EQ(back.started, run.started);
  EXPECT_EQ(back.command, "run");
  EXPECT_EQ(back.release, "v1");
  EXPECT_EQ(back.settings, "{}");
  EXPECT_EQ(back.provenance, "{}");
}

TEST_F(StoreTest, RunsComeOldestFirst) {
  RunRecord older = a_run_record("run-0");
  older.started = {1};
  ASSERT_TRUE(store_.save(older));
  EXPECT_THAT(*store_.runs(), ElementsAre(Field(&RunRecord::id, RunId{"run-0"}),
                                          Field(&RunRecord::id, RunId{"run-1"})));
}

TEST_F(StoreTest, ARunThatIsThereIsLeftAsItIs) {
  RunRecord again = a_run_record();
  again.release = "v2";
  ASSERT_TRUE(store_.save(again));
  EXPECT_THAT(*store_.runs(), ElementsAre(Field(&RunRecord::release, "v1")));
}

TEST_F(StoreTest, APlanOnlyGrows) {
  PlanRecord plan = a_plan_record();
  for (const auto& [scenarios, repeats] : {std::pair{3, 1}, {2, 4}, {1, 2}}) {
    plan.scenarios = scenarios;
    plan.repeats = repeats;
    ASSERT_TRUE(store_.save(plan));
  }
  ASSERT_EQ(store_.plans()->size(), 1U);
  EXPECT_EQ(store_.plans()->at(0).scenarios, 3);
  EXPECT_EQ(store_.plans()->at(0).repeats, 4);
}

TEST_F(StoreTest, ASampleComesBackWithTheReleaseOfItsRun) {
  SampleRecord saved = a_sample_record();
  saved.outcome = Outcome::OverContext;
  saved.why = "too long";
  ASSERT_TRUE(store_.save(saved));
  EXPECT_EQ(sample().key, saved.key);
  EXPECT_EQ(sample().pack_digest, "sha256:1");
  EXPECT_EQ(sample().release, "v1");
  EXPECT_EQ(sample().outcome, Outcome::OverContext);
  EXPECT_EQ(sample().why, "too long");
  EXPECT_EQ(sample().transcript, saved.transcript);
  EXPECT_EQ(sample().cost_usd, 0.25);
}

TEST_F(StoreTest, AnUnknownCostStaysUnknown) {
  SampleRecord saved = a_sample_record();
  saved.cost_usd = std::nullopt;
  ASSERT_TRUE(store_.save(saved));
  EXPECT_EQ(sample().cost_usd, std::nullopt);
}

TEST_F(StoreTest, TranscriptsComeOnlyWhereTheyAreAskedFor) {
  ASSERT_TRUE(store_.save(a_sample_record()));
  EXPECT_EQ(store_.samples_of_run({"run-1"}, false)->at(0).transcript, "");
  EXPECT_NE(store_.samples_of_run({"run-1"}, true)->at(0).transcript, "");
  EXPECT_EQ(store_.samples_of_pack("sha256:1")->at(0).transcript, "");
}

TEST_F(StoreTest, AFailedSampleIsReplaced) {
  SampleRecord saved = a_sample_record();
  saved.outcome = Outcome::Failed;
  ASSERT_TRUE(store_.save(saved));
  ASSERT_TRUE(store_.save(a_sample_record()));
  EXPECT_EQ(sample().outcome, Outcome::Ok);
  EXPECT_EQ(sample().transcript, a_sample_record().transcript);
}

TEST_F(StoreTest, ASampleThatDidNotFailNeverChanges) {
  ASSERT_TRUE(store_.save(a_sample_record()));
  SampleRecord other = a_sample_record();
  other.outcome = Outcome::Failed;
  other.transcript = "[]";
  ASSERT_TRUE(store_.save(other));
  EXPECT_EQ(sample().outcome, Outcome::Ok);
  EXPECT_EQ(sample().transcript, a_sample_record().transcript);
}

TEST_F(StoreTest, AVerdictComesBackWithItsMarksInOrder) {
  VerdictRecord saved = a_verdict_record();
  saved.judge = "court/judge";
  saved.verdict.finding = Marks{1.0 / 3, {{"z", 0.1}, {"a", -2}}};
  ASSERT_TRUE(store_.save(saved));
  EXPECT_EQ(verdict().verdict, saved.verdict);
  EXPECT_EQ(verdict().judge, "court/judge");
  EXPECT_EQ(verdict().release, "v1");
  EXPECT_EQ(verdict().key, saved.key);
  EXPECT_EQ(verdict().cost_usd, 0.0);
}

TEST_F(StoreTest, AnUnscoredVerdictIsNoZero) {
  VerdictRecord saved = a_verdict_record();
  saved.verdict.finding = Unscored{"unreadable"};
  ASSERT_TRUE(store_.save(saved));
  EXPECT_EQ(verdict().verdict.finding, (std::variant<Marks, Unscored>(Unscored{"unreadable"})));
}

TEST_F(StoreTest, AnUnscoredVerdictIsReplaced) {
  VerdictRecord saved = a_verdict_record();
  saved.verdict.finding = Unscored{"unreadable"};
  ASSERT_TRUE(store_.save(saved));
  ASSERT_TRUE(store_.save(a_verdict_record()));
  EXPECT_EQ(verdict().verdict, a_verdict_record().verdict);
}

TEST_F(StoreTest, AVerdictWithMarksNeverChanges) {
  ASSERT_TRUE(store_.save(a_verdict_record("q1", 50)));
  ASSERT_TRUE(store_.save(a_verdict_record("q1", 60)));
  EXPECT_EQ(verdict().verdict, a_verdict_record("q1", 50).verdict);
}

TEST_F(StoreTest, ACallComesBackWithEveryField) {
  CallRecord saved = a_call_record();
  saved.position = 2;
  saved.asked = 3;
  saved.attempt = 4;
  saved.outcome = Outcome::Truncated;
  saved.why = "why";
  saved.reasoning = "hm";
  saved.finish_reason = "length";
  saved.served_id = "tiny-1";
  saved.fingerprint = "fp";
  saved.request_id = "req";
  saved.dropped = "seed";
  saved.prompt_tokens = 1;
  saved.completion_tokens = 2;
  saved.reasoning_tokens = 3;
  saved.cached_tokens = 4;
  saved.cost_usd = 0.5;
  saved.latency = Millis(77);
  ASSERT_TRUE(store_.save(saved));
  const CallRecord back = call();
  EXPECT_EQ(std::tie(back.purpose, back.model, back.position, back.asked, back.attempt),
            std::tie(saved.purpose, saved.model, saved.position, saved.asked, saved.attempt));
  EXPECT_EQ(std::tie(back.request, back.request_digest, back.outcome, back.trouble, back.why),
            std::tie(saved.request, saved.request_digest, saved.outcome, saved.trouble, saved.why));
  EXPECT_EQ(
      std::tie(back.status, back.text, back.reasoning, back.finish_reason, back.served_id),
      std::tie(saved.status, saved.text, saved.reasoning, saved.finish_reason, saved.served_id));
  EXPECT_EQ(
      std::tie(back.fingerprint, back.request_id, back.dropped, back.latency, back.ended),
      std::tie(saved.fingerprint, saved.request_id, saved.dropped, saved.latency, saved.ended));
  EXPECT_EQ(std::tie(back.prompt_tokens, back.completion_tokens, back.reasoning_tokens,
                     back.cached_tokens, back.cost_usd),
            std::tie(saved.prompt_tokens, saved.completion_tokens, saved.reasoning_tokens,
                     saved.cached_tokens, saved.cost_usd));
}

TEST_F(StoreTest, WhatAnEndpointDidNotCountStaysAbsent) {
  ASSERT_TRUE(store_.save(a_call_record()));
  EXPECT_EQ(call().prompt_tokens, std::nullopt);
  EXPECT_EQ(call().cached_tokens, std::nullopt);
  EXPECT_EQ(call().cost_usd, std::nullopt);
}

TEST_F(StoreTest, BrokenUtf8IsKeptByteForByte) {
  CallRecord saved = a_call_record();
  saved.text = std::string("\xff\xc3\0x", 4);
  ASSERT_TRUE(store_.save(saved));
  EXPECT_EQ(call().text, saved.text);
}

TEST_F(StoreTest, AMarkWithABrokenNameStillHasItsValue) {
  VerdictRecord saved = a_verdict_record();
  saved.verdict.finding = Marks{5, {{"warm\xff", 7}}};
  ASSERT_TRUE(store_.save(saved));
  EXPECT_EQ(std::get<Marks>(verdict().verdict.finding).marks.at(0).value, 7);
}

TEST_F(StoreTest, MarksComeBackAsTheyWere) {
  const std::vector<Mark> all = {
      {"first_pass", 23.360749999999992}, {"a \"b\" \\ c", -1e-7}, {"Wärme", 1e21}, {":", 0}};
  for (std::size_t count = 0; count <= all.size(); ++count) {
    VerdictRecord saved = a_verdict_record("q" + std::to_string(count));
    const std::vector<Mark> marks(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count));
    saved.verdict.finding = Marks{5, marks};
    ASSERT_TRUE(store_.save(saved));
    EXPECT_EQ(std::get<Marks>(store_.verdicts_of_run(saved.run)->at(count).verdict.finding).marks,
              marks);
  }
}

TEST_F(StoreTest, ASampleIsFoundByItsName) {
  SampleRecord sample = a_sample_record();
  ASSERT_TRUE(store_.save(sample));
  const std::string name = sample.key.scenario.text + "@" + sample.key.subject.text + "#" +
                           std::to_string(sample.key.repeat);
  const SampleKey first = sample.key;
  EXPECT_THAT(*store_.samples_named(sample.run, name), ElementsAre(first));
  EXPECT_THAT(*store_.samples_named({"another"}, name), IsEmpty());
  sample.key.pack.text += "-2";
  ASSERT_TRUE(store_.save(sample));
  EXPECT_THAT(*store_.samples_named(sample.run, name), ElementsAre(first, sample.key));
  const std::string bare = name.substr(0, name.find('#'));
  for (const std::string& other : {name + "1", bare + "#0" + name.substr(name.find('#') + 1),
                                   bare + "#", bare, std::string("#1"), name + " ", std::string()})
    EXPECT_THAT(*store_.samples_named(sample.run, other), IsEmpty()) << other;
}

TEST_F(StoreTest, ASampleIsFoundByANameWithSignsOfItsOwn) {
  SampleRecord sample = a_sample_record();
  sample.key.scenario = {"a@b#2@"};
  sample.key.subject = {"lab/m@2024#x"};
  sample.key.repeat = 10;
  ASSERT_TRUE(store_.save(sample));
  EXPECT_THAT(*store_.samples_named(sample.run, "a@b#2@@lab/m@2024#x#10"), ElementsAre(sample.key));
}

TEST_F(StoreTest, VerdictsOfOneSampleAreItsOwn) {
  const VerdictRecord own = a_verdict_record("q1", 40);
  ASSERT_TRUE(store_.save(own) && store_.save(a_verdict_record("q2", 50)));
  const auto found = store_.verdicts_of_sample(own.run, own.key);
  ASSERT_TRUE(found.has_value());
  ASSERT_THAT(*found, SizeIs(1));
  EXPECT_EQ(found->front().key, own.key);
}

TEST_F(StoreTest, EveryAttemptOfACallIsKept) {
  CallRecord attempt = a_call_record();
  ASSERT_TRUE(store_.save(attempt));
  attempt.attempt = 2;
  ASSERT_TRUE(store_.save(attempt));
  EXPECT_EQ(store_.calls_of_sample({"run-1"}, a_key())->size(), 2U);
}

TEST_F(StoreTest, AnsweredCallsAreThoseThatAModelOrItsFilterAnswered) {
  for (const auto& [outcome, trouble] : {std::pair{Outcome::Ok, ""},
                                         {Outcome::Failed, "transient"},
                                         {Outcome::Filtered, "filtered"},
                                         {Outcome::OverContext, "over-context"}}) {
    CallRecord saved = a_call_record();
    saved.outcome = outcome;
    saved.trouble = trouble;
    ASSERT_TRUE(store_.save(saved));
  }
  std::vector<Outcome> answered;
  ASSERT_TRUE(store_.each_answered_call(
      {"run-1"}, [&](const CallRecord& call) { answered.push_back(call.outcome); }));
  EXPECT_THAT(answered, ElementsAre(Outcome::Ok, Outcome::Filtered, Outcome::OverContext));
}

TEST_F(StoreTest, ARecordOfAnUnknownRunIsRefused) {
  SampleRecord stray = a_sample_record();
  stray.run = {"nobody"};
  EXPECT_FALSE(store_.save(stray));
}

TEST_F(StoreTest, AnAnchorIsFrozenOnce) {
  const AnchorRecord anchor{.pack_digest = a_sample_record().pack_digest,
                            .run = {"run-1"},
                            .key = a_sample_record().key,
                            .frozen = {1000}};
  ASSERT_TRUE(store_.save(anchor).has_value());
  AnchorRecord later = anchor;
  later.frozen = {2000};
  ASSERT_TRUE(store_.save(later).has_value());
  EXPECT_THAT(*store_.anchors_of_pack(anchor.pack_digest), ElementsAre(anchor));
  EXPECT_THAT(*store_.anchors_of_pack("another"), IsEmpty());
}

TEST_F(StoreTest, WhatALaterRunSaidOfAnAnchorIsNoVerdictOfEitherRun) {
  ASSERT_TRUE(store_.save(a_run_record("run-2")).has_value());
  AnchorVerdictRecord record{.run = {"run-2"}, .verdict = a_verdict_record("q1", 40)};
  const auto points = [&] {
    return std::get<Marks>(store_.anchor_verdicts_of_run({"run-2"})->at(0).verdict.verdict.finding)
        .points;
  };
  record.verdict.verdict.finding = Unscored{"no JSON"};
  ASSERT_TRUE(store_.save(record).has_value());
  record.verdict.verdict.finding = Marks{40, {}};
  ASSERT_TRUE(store_.save(record).has_value()) << "it was unscored";
  EXPECT_EQ(points(), 40);
  record.verdict.verdict.finding = Marks{90, {}};
  ASSERT_TRUE(store_.save(record).has_value());
  EXPECT_EQ(points(), 40) << "marks never change";
  EXPECT_THAT(*store_.verdicts_of_run({"run-1"}), IsEmpty());
  EXPECT_THAT(*store_.verdicts_of_run({"run-2"}), IsEmpty());
}

TEST_F(StoreTest, WhatIsNotCommittedIsRolledBackTogether) {
  {
    Transaction transaction = store_.begin();
    ASSERT_TRUE(store_.save(a_call_record()));
    ASSERT_TRUE(store_.save(a_sample_record()));
  }
  EXPECT_THAT(*store_.calls_of_run({"run-1"}), IsEmpty());
  EXPECT_THAT(*store_.samples_of_run({"run-1"}, false), IsEmpty());
}

}  // namespace
}  // namespace attune
