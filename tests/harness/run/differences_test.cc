#include "harness/run/differences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/load/pack_json.h"
#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using testing::Contains;
using testing::HasSubstr;

// One subject's marks of the three scenarios of a pack.
struct Marking {
  std::string subject = "lab/a";
  double points = 50;  // of q1; q2 and q3 one and two more
  std::string run = "run-1";
  std::string digest = "sha256:1";
  std::string scorer = "rubric@1";
  std::string judge = "lab/judge";
};

class DifferencesTest : public testing::Test {
 protected:
  DifferencesTest() {
    publish("sha256:1", "run-1", "feelings", "1.0");
    publish("sha256:2", "run-2", "feelings", "1.1");
    publish("sha256:3", "run-3", "grief", "1.0");
  }

  void publish(const std::string& digest, const std::string& run, const std::string& id,
               const std::string& version) {
    PackRecord pack = a_pack_record(digest);
    pack.id = {id};
    pack.version = version;
    Pack body = a_pack();
    body.scenarios[0].title = "The ring";
    pack.body = to_json(body);
    EXPECT_TRUE(store_.save(pack));
    EXPECT_TRUE(store_.save(a_run_record(run)));
  }

  void mark(const Marking& marking) {
    ASSERT_TRUE(store_.save(PlanRecord{{marking.run}, marking.digest, {marking.subject}, 3, 1}));
    for (const int at : {0, 1, 2}) {
      const std::string scenario = "q" + std::to_string(at + 1);
      SampleRecord sample = a_sample_record(scenario);
      VerdictRecord verdict = a_verdict_record(scenario, marking.points + at);
      sample.run = verdict.run = {marking.run};
      sample.key.subject = verdict.key.subject = {marking.subject};
      sample.pack_digest = verdict.pack_digest = marking.digest;
      verdict.verdict.scorer = marking.scorer;
      verdict.judge = marking.judge;
      ASSERT_TRUE(store_.save(sample));
      ASSERT_TRUE(store_.save(verdict));
    }
  }

  Result<std::vector<DifferenceReport>> load(std::vector<std::string> names,
                                             DifferenceQuery query = {}) {
    query.names = std::move(names);
    query.options.bootstrap.resamples = 100;
    return load_differences(store_, scorers_, query);
  }

  std::string why(std::vector<std::string> names, const DifferenceQuery& query = {}) {
    auto reports = load(std::move(names), query);
    EXPECT_FALSE(reports);
    return reports ? "" : reports.error().what;
  }

  ScorerRegistry scorers_ = shipped_scorers();
  Store store_ = a_store();
};

TEST_F(DifferencesTest, TwoSubjectsOfOnePackAreHeldAgainstEachOther) {
  mark({.subject = "lab/a", .points = 60});
  mark({.subject = "lab/b", .points = 50});
  const auto reports = load({"lab/a", "lab/b"});
  ASSERT_TRUE(reports) << reports.error().what;
  ASSERT_EQ(reports->size(), 1U);
  const DifferenceReport& report = reports->front();
  EXPECT_EQ(report.pack.text, "feelings");
  EXPECT_EQ(report.scorer, "rubric@1");
  EXPECT_EQ(report.judge, "lab/judge");
  ASSERT_EQ(report.differences.size(), 1U);
  EXPECT_NEAR(report.differences[0].difference->point, 10, 1e-9);
  EXPECT_EQ(report.differences[0].points.size(), 3U);
  EXPECT_EQ(report.differences[0].points[0].title, "The ring");
  EXPECT_EQ(report.differences[0].missing.intended, 3U);
}

TEST_F(DifferencesTest, EveryPackInCommonHasAReport) {
  for (const char* subject : {"lab/a", "lab/b"}) {
    mark({.subject = subject});
    mark({.subject = subject, .run = "run-3", .digest = "sha256:3"});
  }
  mark({.subject = "lab/c"});
  const auto reports = load({"lab/a", "lab/b", "lab/c"});
  ASSERT_TRUE(reports) << reports.error().what;
  ASSERT_EQ(reports->size(), 2U);
  EXPECT_EQ((*reports)[0].differences.size(), 2U);
  EXPECT_EQ((*reports)[1].pack.text, "grief");
  EXPECT_EQ((*reports)[1].differences.size(), 1U);
  EXPECT_THAT((*reports)[1].notes, Contains(HasSubstr("lab/c was not marked by rubric here")));
  EXPECT_EQ(load({"lab/a", "lab/b"}, {.choice = {.pack = "grief"}})->size(), 1U);
}

TEST_F(DifferencesTest, TheScorerAndJudgeOfMostSidesIsTaken) {
  mark({.subject = "lab/a", .judge = "lab/one"});
  mark({.subject = "lab/a", .judge = "lab/two"});
  mark({.subject = "lab/c", .judge = "lab/one"});
  mark({.subject = "lab/d", .judge = "lab/one"});
  mark({.subject = "lab/b", .judge = "lab/two"});
  const auto reports = load({"lab/a", "lab/b"});
  ASSERT_TRUE(reports) << reports.error().what;
  EXPECT_EQ(reports->front().judge, "lab/two");
  // What the other judge said of the same samples tells how far judges spread.
  EXPECT_TRUE(reports->front().differences[0].spreads->first.judges);
  EXPECT_FALSE(reports->front().differences[0].spreads->second.judges);
}

TEST_F(DifferencesTest, UnlikePacksScorersAndJudgesAreRefusedByName) {
  mark({.subject = "lab/a"});
  mark({.subject = "lab/b", .run = "run-2", .digest = "sha256:2"});
  mark({.subject = "lab/c", .scorer = "rubric@2"});
  mark({.subject = "lab/d", .judge = "lab/other"});
  EXPECT_THAT(why({"lab/a", "lab/b"}),
              HasSubstr("the pack: version 1.0 (sha256:1) and version 1.1 (sha256:2)"));
  EXPECT_THAT(why({"lab/a", "lab/c"}), HasSubstr("the scorer: rubric@1 and rubric@2"));
  EXPECT_THAT(why({"lab/a", "lab/d"}), HasSubstr("the judge: lab/judge and lab/other"));
  EXPECT_THAT(why({"lab/a", "lab/d"}), HasSubstr("--unlike"));
}

TEST_F(DifferencesTest, AskedForTheyAreComparedWithANote) {
  mark({.subject = "lab/a", .points = 60});
  mark({.subject = "lab/b",
        .points = 50,
        .run = "run-2",
        .digest = "sha256:2",
        .judge = "lab/other"});
  const auto reports = load({"lab/a", "lab/b"}, {.unlike = true});
  ASSERT_TRUE(reports) << reports.error().what;
  EXPECT_NEAR(reports->front().differences[0].difference->point, 10, 1e-9);
  EXPECT_THAT(reports->front().notes, Contains(HasSubstr("lab/b was played or marked otherwise")));
  EXPECT_THAT(reports->front().notes, Contains(HasSubstr("lab/judge and lab/other")));
}

TEST_F(DifferencesTest, ARunIsASideOfItsOwn) {
  mark({.subject = "lab/a", .points = 60});
  mark({.subject = "lab/b", .points = 50});
  ASSERT_TRUE(store_.save(a_run_record("again-1")));
  mark({.subject = "lab/b", .points = 40, .run = "again-1"});
  // Both runs of lab/b carry one label: pooled, their repeats count on.
  EXPECT_EQ(load({"lab/a", "lab/b"})->front().differences[0].missing.second_alone, 3U);
  const auto reports = load({"lab/a", "agai"});
  ASSERT_TRUE(reports) << reports.error().what;
  EXPECT_EQ(reports->front().differences[0].second.run.text, "again-1");
  EXPECT_NEAR(reports->front().differences[0].difference->point, 20, 1e-9);
}

TEST_F(DifferencesTest, WithNothingInCommonItSaysWhatWasPlayed) {
  mark({.subject = "lab/a"});
  mark({.subject = "lab/b", .run = "run-3", .digest = "sha256:3"});
  EXPECT_THAT(why({"lab/a", "lab/b"}), HasSubstr("lab/a: feelings; lab/b: grief"));
  EXPECT_THAT(why({"lab/a", "lab/b"}, {.choice = {.scorer = "rubrik"}}),
              HasSubstr("did you mean 'rubric'"));
  EXPECT_THAT(why({"lab/a", "lab/b"}, {.choice = {.judge = "lab/juge"}}),
              HasSubstr("did you mean 'lab/judge'"));
}

TEST_F(DifferencesTest, OtherScorersMarksAreNeverMixed) {
  mark({.subject = "lab/a", .scorer = "rubric@1"});
  mark({.subject = "lab/b", .scorer = "seceu@1", .judge = ""});
  EXPECT_FALSE(load({"lab/a", "lab/b"}, {.unlike = true}));
}

}  // namespace
}  // namespace attune
