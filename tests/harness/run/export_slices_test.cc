#include "harness/run/export_slices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/load/pack_json.h"
#include "scorers/catalog/catalog.h"
#include "tests/support/builders.h"

namespace attune {
namespace {

using ::testing::ElementsAre;

// Two subjects of one run on one pack of three scenarios, of which two were planned, twice each;
// and another run of the first.
class ExportSlices : public ::testing::Test {
 protected:
  void SetUp() override {
    PackRecord record{.digest = pack_.digest,
                      .id = pack_.id,
                      .version = "1.0",
                      .title = "Feelings",
                      .scorers = {"intensity", "rubric"},
                      .body = to_json(pack_)};
    for (const Scenario& scenario : pack_.scenarios) record.scenarios.push_back(scenario.id);
    ASSERT_TRUE(store_.save(record));
    ASSERT_TRUE(store_.save(a_run_record("run-1")));
    ASSERT_TRUE(store_.save(a_run_record("run-2")));
    for (const char* subject : {"lab/tiny", "lab/big"})
      ASSERT_TRUE(store_.save(PlanRecord{{"run-1"}, pack_.digest, {subject}, 2, 2}));
    ASSERT_TRUE(store_.save(PlanRecord{{"run-2"}, pack_.digest, {"lab/tiny"}, 3, 1}));
    save("q2", 2);
    save("q1", 1);
    save("q1", 2);
  }

  void save(const std::string& scenario, int repeat) {
    SampleRecord sample = a_sample_record(scenario);
    sample.key.repeat = repeat;
    sample.pack_digest = pack_.digest;
    ASSERT_TRUE(store_.save(sample));
    VerdictRecord verdict = a_verdict_record(scenario, 10.0 * repeat);
    verdict.key.repeat = repeat;
    verdict.pack_digest = pack_.digest;
    ASSERT_TRUE(store_.save(verdict));
    verdict.judge = "lab/judge";
    verdict.verdict = {"rubric@1", Marks{50, {{"empathy", 10}}}, ""};
    ASSERT_TRUE(store_.save(verdict));
    CallRecord call = a_call_record(scenario);
    call.key.repeat = repeat;
    call.latency = Millis(100);
    ASSERT_TRUE(store_.save(call));
    call.pair = "run-1";  // on an anchor: no part of this sample's play
    ASSERT_TRUE(store_.save(call));
  }

  std::vector<std::string> keys(const SliceQuery& query = {}) {
    const auto found = slice_keys(*store_.runs(), query, store_);
    EXPECT_TRUE(found);
    std::vector<std::string> texts;
    for (const SliceKey& key : *found) texts.push_back(to_text(key));
    return texts;
  }

  std::vector<RunSlice> slices() {
    const RunRecord run = store_.runs()->front();
    const auto found = slice_keys({run}, {}, store_);
    auto loaded = load_slices(run, *found, shipped_scorers(), store_);
    EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().what);
    return *std::move(loaded);
  }

  Pack pack_ = a_pack(3);
  Store store_ = *Store::open(":memory:");
};

TEST_F(ExportSlices, AreNamedByRunPackAndSubject) {
  EXPECT_THAT(keys(), ElementsAre("run-1 feelings lab/big", "run-1 feelings lab/tiny",
                                  "run-2 feelings lab/tiny"));
  EXPECT_THAT(keys({.subject = "lab/big"}), ElementsAre("run-1 feelings lab/big"));
  EXPECT_THAT(keys({.pack = "other"}), ElementsAre());
}

TEST_F(ExportSlices, HaveWhatWasPlannedAndPlayedInOrder) {
  const RunSlice slice = slices()[1];
  EXPECT_EQ(slice.planned, (std::vector<ScenarioId>{{"q1"}, {"q2"}}));
  EXPECT_EQ(slice.repeats, 2U);
  std::vector<std::string> played;
  for (const SampleRecord& sample : slice.samples) {
    played.push_back(sample.key.scenario.text + "#" + std::to_string(sample.key.repeat));
    EXPECT_EQ(sample.transcript, "");
  }
  EXPECT_THAT(played, ElementsAre("q1#1", "q1#2", "q2#2"));
  EXPECT_EQ(slice.pack->scenarios.size(), 3U);
}

TEST_F(ExportSlices, HaveAMarkingForEachScorerInThePacksOrder) {
  const RunSlice slice = slices()[1];
  ASSERT_EQ(slice.markings.size(), 2U);
  EXPECT_EQ(slice.markings[0].scorer, "intensity@1");
  EXPECT_EQ(slice.markings[1].scorer, "rubric@1");
  EXPECT_EQ(slice.markings[1].judge, "lab/judge");
  EXPECT_EQ(slice.markings[1].standing.score->point, 50);
  EXPECT_EQ(slice.markings[1].standing.missing, 1U);
}

TEST_F(ExportSlices, CountTheCallsOfTheirOwnSamplesAlone) {
  const RunSlice slice = slices()[1];
  EXPECT_EQ(slice.calls.at(a_key("q1", 2)).time, Millis(100));
  EXPECT_TRUE(slices()[0].calls.empty());
}

TEST_F(ExportSlices, WhatWasSaidComesScenarioByScenario) {
  const RunSlice slice = slices()[1];
  const auto samples = samples_with_words(slice, {"q1"}, store_);
  ASSERT_TRUE(samples);
  ASSERT_EQ(samples->size(), 2U);
  EXPECT_EQ(samples->at(1).key.repeat, 2);
  EXPECT_NE(samples->at(1).transcript.find("Yes."), std::string::npos);
  EXPECT_TRUE(samples_with_words(slice, {"q3"}, store_)->empty());
}

TEST_F(ExportSlices, APackThatCannotBeReadLeavesFactsAndFigures) {
  PackRecord broken = a_pack_record("sha256:broken");
  ASSERT_TRUE(store_.save(broken));
  ASSERT_TRUE(store_.save(PlanRecord{{"run-2"}, broken.digest, {"lab/tiny"}, 1, 1}));
  const RunRecord run = store_.runs()->back();
  const auto found = slice_keys({run}, {}, store_);
  const auto loaded = load_slices(run, *found, shipped_scorers(), store_);
  ASSERT_TRUE(loaded);
  ASSERT_EQ(loaded->size(), 2U);
  EXPECT_TRUE(std::ranges::any_of(*loaded, [](const RunSlice& s) { return !s.pack; }));
}

}  // namespace
}  // namespace attune
