#include "harness/run/drifts.h"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// Releases of "lab/tiny" in one store, marked by the rule and by "court/judge".
class DriftsTest : public testing::Test {
 protected:
  Rehearsal play(const std::string& label, const Script& script = good_answer) {
    Rehearsal rehearsal(5);
    rehearsal.request.release = label;
    rehearsal.anchors = 3;
    // The rehearsal's own announcement has another label: this one comes first and stays.
    RunRecord run = a_run_record(rehearsal.plan().run.text);
    run.release = label;
    run.command = command_;
    run.started = UtcTime{++started_ * 1000};
    EXPECT_TRUE(store_.save(a_pack_record(rehearsal.request.packs.front().digest)).has_value());
    EXPECT_TRUE(store_.save(run).has_value());
    EXPECT_EQ(rehearsal.play(store_, script).ending, Ending::Complete);
    return rehearsal;
  }

  Result<std::vector<SubjectHistory>> load(HistoryQuery query = {}) {
    if (query.subject.text.empty()) query.subject = {"lab/tiny"};
    if (query.scorer.empty()) query.scorer = "rubric";
    return load_histories(store_, shipped_scorers(), query);
  }

  static std::set<std::string> names_of(const ReleaseFacts& release) {
    std::set<std::string> names;
    for (const AnchorMark& mark : release.anchors) names.insert(mark.name);
    return names;
  }

  Store store_ = a_store();
  std::string command_ = "run";
  std::int64_t started_ = 0;
};

TEST_F(DriftsTest, AHistoryHasEachReleaseWithItsPointsByScenario) {
  play("spring");
  play("autumn");
  const auto histories = load();
  ASSERT_TRUE(histories.has_value()) << histories.error().what;
  ASSERT_THAT(*histories, SizeIs(1));
  const SubjectHistory& history = histories->front();
  EXPECT_EQ(history.of.subject.text, "lab/tiny");
  EXPECT_THAT(history.of.scorer, testing::StartsWith("rubric@"));
  ASSERT_THAT(history.releases, SizeIs(2));
  EXPECT_EQ(history.releases[0].label, "spring");
  EXPECT_EQ(history.releases[1].label, "autumn");
  for (const ReleaseFacts& release : history.releases) {
    EXPECT_EQ(release.judge, "court/judge");
    EXPECT_THAT(release.points, SizeIs(5));
    EXPECT_THAT(release.vitals, SizeIs(5));
    for (const Vital& vital : release.vitals) {
      EXPECT_GT(vital.length.value_or(0), 20);
      EXPECT_GE(vital.latency.value_or(Millis{0}), Millis{10});
      EXPECT_TRUE(vital.cost_usd.has_value());
    }
  }
}

TEST_F(DriftsTest, TheAnchorsOfTheFirstReleaseAreItsOwnVerdictsAndLaterOnesTheJudgesNewMarks) {
  const Rehearsal first = play("spring");
  const auto all_noughts = good_but(kJudgeUrl, [](const HttpRequest&, int) {
    return Scripted{a_completion(R"({\"reasoning\": \"r\", \"empathy\": 0, \"insight\": 0})")};
  });
  play("autumn", all_noughts);
  const SubjectHistory history = load()->front();
  const auto& releases = history.releases;
  ASSERT_THAT(releases, SizeIs(2));
  ASSERT_THAT(releases[0].anchors, SizeIs(3));
  EXPECT_EQ(names_of(releases[0]), names_of(releases[1]));
  for (const AnchorMark& mark : releases[0].anchors)
    EXPECT_EQ(mark.points, releases[0].points.at(mark.scenario).front());
  for (const AnchorMark& mark : releases[1].anchors) EXPECT_EQ(mark.points, 0);
}

TEST_F(DriftsTest, ARuleHasNoJudgeAndNoAnchors) {
  play("spring");
  play("autumn");
  const SubjectHistory history = load({.scorer = "intensity"})->front();
  ASSERT_THAT(history.releases, SizeIs(2));
  EXPECT_EQ(history.releases[0].judge, "");
  EXPECT_THAT(history.releases[1].anchors, IsEmpty());
}

TEST_F(DriftsTest, LooksOfAWatchAreNoReleasesAndReleasesNoLooks) {
  play("spring");
  command_ = kWatchCommand;
  play("watch 1");
  play("watch 2");
  EXPECT_THAT(load()->front().releases, SizeIs(1));
  EXPECT_THAT(load({.watched = true})->front().releases, SizeIs(2));
}

TEST_F(DriftsTest, LooksAtAPanelOfAnotherSizeAreLeftOutAndCounted) {
  command_ = kWatchCommand;
  const Rehearsal first = play("watch 1");
  play("watch 2");
  PlanRecord plan{first.plan().run, first.request.packs.front().digest, {"lab/tiny"}, 50, 1};
  ASSERT_TRUE(store_.save(plan).has_value());  // a plan only grows
  const SubjectHistory history = load({.watched = true})->front();
  ASSERT_THAT(history.releases, SizeIs(1));
  EXPECT_EQ(history.releases[0].label, "watch 2");
  EXPECT_THAT(history.notes, testing::Contains(HasSubstr("another size")));
}

TEST_F(DriftsTest, AReleaseAnotherJudgeMarkedStandsWithThatJudge) {
  play("spring");
  Rehearsal other(5);
  other.request.release = "autumn";
  other.request.judges = {{{"court/other"}, {}}};
  RunRecord run = a_run_record(other.plan().run.text);
  run.release = "autumn";
  run.started = UtcTime{9000};
  ASSERT_TRUE(store_.save(run).has_value());
  other.anchors = 3;
  other.play(store_, good_answer);
  const SubjectHistory history = load()->front();
  ASSERT_THAT(history.releases, SizeIs(2));
  EXPECT_EQ(history.releases[1].judge, "court/other");
  EXPECT_EQ(names_of(history.releases[0]), names_of(history.releases[1]));
  const SubjectHistory asked = load({.judge = "court/other"})->front();
  ASSERT_THAT(asked.releases, SizeIs(1));
  EXPECT_THAT(asked.notes, SizeIs(1)) << "the release that judge did not mark is named";
}

TEST_F(DriftsTest, WhatIsNotThereIsSaidWithTheNearestName) {
  play("spring");
  EXPECT_THAT(load({.subject = {"lab/tny"}}).error().what, HasSubstr("lab/tiny"));
  EXPECT_THAT(load({.watched = true}).error().what, HasSubstr("was not watched yet"));
  EXPECT_FALSE(load({.pack = "other"}).has_value());
  EXPECT_FALSE(load({.judge = "court/nobody"}).has_value());
}

}  // namespace
}  // namespace attune
