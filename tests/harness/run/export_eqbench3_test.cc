#include "harness/run/export_eqbench3.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/run/export_eqbench3_elo.h"
#include "harness/run/import_eqbench3.h"
#include "harness/run/import_eqbench3_elo.h"
#include "results/facts/transcript_json.h"
#include "scenarios/load/pack_json.h"
#include "scorers/judges/eqbench3_judge.h"
#include "tests/support/eqbench3_folder.h"
#include "tests/support/eqbench3_results.h"

namespace attune {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Json = nlohmann::json;

const std::string kLongReply =
    "# I'm thinking & feeling\nTired.\n# They're thinking & feeling\nAlone.\n# My response\nI "
    "knock "
    "and bring tea, and I stay a while, though it is late and there is work in the morning.";

class ExportEqbench3Test : public ::testing::Test {
 protected:
  ExportEqbench3Test() { add_pack(store_); }

  void add_pack(Store& store) const {
    EXPECT_TRUE(store.save(PackRecord{
        .digest = pack_.digest, .id = pack_.id, .version = pack_.version, .body = to_json(pack_)}));
  }

  void import_runs(const std::string& text, Store& store) {
    const auto runs = parse_eqbench3_runs({"runs.json", text});
    ASSERT_TRUE(runs) << runs.error().what;
    ASSERT_TRUE(import_eqbench3_runs(*runs, pack_, *eqbench3_judge().make(), store));
  }

  void import_elo(const std::string& text, Store& store) {
    const auto elo = parse_eqbench3_elo({"elo.json", text});
    ASSERT_TRUE(elo) << elo.error().what;
    ASSERT_TRUE(import_eqbench3_elo(*elo, pack_, store));
  }

  std::string runs_text(Store& store) {
    const auto runs = export_eqbench3_runs(*store.runs(), store);
    EXPECT_TRUE(runs) << runs.error().what;
    return runs ? eqbench3_runs_text(*runs) : "";
  }

  std::string elo_text(Store& store) {
    const auto elo = export_eqbench3_elo(*store.runs(), store);
    EXPECT_TRUE(elo) << elo.error().what;
    return elo ? eqbench3_elo_text(*elo) : "";
  }

  // A run that was played here: "lab/tiny" on the role-play and the analysis.
  void play(const std::string& judge, Outcome outcome = Outcome::Ok) {
    ASSERT_TRUE(store_.save(RunRecord{.id = {"r1"},
                                      .started = {1'747'830'896'000},
                                      .command = "run",
                                      .settings = "{}",
                                      .provenance = "{}"}));
    ASSERT_TRUE(store_.save(PlanRecord{{"r1"}, pack_.digest, {"lab/tiny"}, 5, 1}));
    for (const std::size_t place : {std::size_t{0}, std::size_t{3}}) {
      Sample sample =
          an_eqbench3_sample(pack_.scenarios[place], {"<think>hm</think>" + kLongReply});
      if (outcome != Outcome::Ok) sample.transcript.turns.resize(1);
      ASSERT_TRUE(store_.save(SampleRecord{.run = {"r1"},
                                           .key = sample.key,
                                           .pack_digest = pack_.digest,
                                           .outcome = outcome,
                                           .why = outcome == Outcome::Ok ? "" : "no line",
                                           .transcript = to_json(sample.transcript)}));
      if (judge.empty()) continue;
      ASSERT_TRUE(store_.save(
          VerdictRecord{.run = {"r1"},
                        .key = sample.key,
                        .pack_digest = pack_.digest,
                        .judge = judge,
                        .verdict = {"eqbench3-robust@1",
                                    Marks{60, {{"depth_of_insight", 12}, {"format", 100}}}, ""}}));
    }
  }

  Pack pack_ = *parse_eqbench3(an_eqbench3_folder());
  Store store_ = *Store::open(":memory:");
};

TEST_F(ExportEqbench3Test, AnImportedRunsFileComesOutAsItWentIn) {
  import_runs(kEqbench3RunsFile, store_);
  EXPECT_EQ(Json::parse(runs_text(store_)), Json::parse(kEqbench3RunsFile));
}

TEST_F(ExportEqbench3Test, AnImportedEloFileComesOutAsItWentIn) {
  import_elo(kEqbench3EloFile, store_);
  EXPECT_EQ(Json::parse(elo_text(store_)), Json::parse(kEqbench3EloFile));
}

TEST_F(ExportEqbench3Test, WhatIsExportedAndImportedAgainIsTheSame) {
  import_runs(kEqbench3RunsFile, store_);
  import_elo(kEqbench3EloFile, store_);
  Store other = *Store::open(":memory:");
  add_pack(other);
  import_runs(runs_text(store_), other);
  import_elo(elo_text(store_), other);
  ASSERT_EQ(other.runs()->size(), store_.runs()->size());
  const auto runs = store_.runs();
  for (const RunRecord& run : *runs) {
    const auto same = [](const auto& a, const auto& b) {
      return a.key == b.key && a.outcome == b.outcome && a.why == b.why &&
             a.transcript == b.transcript;
    };
    const auto samples = *store_.samples_of_run(run.id, true);
    const auto again = *other.samples_of_run(run.id, true);
    EXPECT_TRUE(std::ranges::equal(samples, again, same)) << run.id.text;
    const auto verdicts = *store_.verdicts_of_run(run.id);
    const auto verdicts_again = *other.verdicts_of_run(run.id);
    EXPECT_TRUE(std::ranges::equal(verdicts, verdicts_again, [](const auto& a, const auto& b) {
      return a.key == b.key && a.judge == b.judge && a.verdict == b.verdict;
    }));
    // Answers are the same objects, whatever the blanks in them.
    const auto spelled = [](std::vector<Comparison> comparisons) {
      for (Comparison& comparison : comparisons) {
        const Json json = Json::parse(comparison.raw, nullptr, false);
        if (!json.is_discarded()) comparison.raw = json.dump();
      }
      return comparisons;
    };
    EXPECT_EQ(spelled(*other.comparisons_of_run(run.id)),
              spelled(*store_.comparisons_of_run(run.id)));
  }
  EXPECT_EQ(*other.cited_of_pack(pack_.digest), *store_.cited_of_pack(pack_.digest));
}

TEST_F(ExportEqbench3Test, ARunPlayedHereHasEveryFieldOfTheReference) {
  play("court/judge");
  const Json ours = Json::parse(runs_text(store_)).at("r1_lab_tiny");
  const Json theirs = Json::parse(kEqbench3RunsFile).at("ab12cd34_tiny-1");
  for (const auto& [name, value] : theirs.items()) EXPECT_TRUE(ours.contains(name)) << name;
  for (const auto& [name, value] : theirs["scenario_tasks"]["1"]["1"].items())
    EXPECT_TRUE(ours["scenario_tasks"]["1"]["1"].contains(name)) << name;
  EXPECT_EQ(ours["model_name"], "lab/tiny");
  EXPECT_EQ(ours["api_model_id"], "tiny");
  EXPECT_EQ(ours["judge_model"], "court/judge");
  EXPECT_EQ(ours["status"], "completed");
  EXPECT_EQ(ours["start_time"], "2025-05-21T12:34:56+00:00");
  EXPECT_EQ(ours["results"]["average_rubric_score"], 12.0);
}

TEST_F(ExportEqbench3Test, AReplyPlayedHereIsWhatTheReferenceWouldHaveKept) {
  play("court/judge");
  const Json task = Json::parse(runs_text(store_)).at("r1_lab_tiny")["scenario_tasks"]["1"]["1"];
  EXPECT_EQ(task["status"], "rubric_scored");
  ASSERT_THAT(task["conversation_history"], SizeIs(4));
  EXPECT_EQ(task["conversation_history"][1]["content"], kLongReply);
  EXPECT_EQ(task["parsed_responses"][0]["their_thinking_feeling"], "Alone.");
  EXPECT_EQ(task["parsed_responses"][0]["raw"], kLongReply);
  EXPECT_EQ(task["debrief_response"], kLongReply);
  EXPECT_EQ(task["rubric_scores"], Json({{"depth_of_insight", 12.0}}));
  EXPECT_EQ(task["prompts"][0], pack_.scenarios[0].cues[0].text);
  EXPECT_EQ(task["master_prompt_template"], nullptr);
}

TEST_F(ExportEqbench3Test, ARunThatNobodyJudgedIsOneWithoutRubric) {
  play("");
  const Json run = Json::parse(runs_text(store_)).at("r1_lab_tiny");
  EXPECT_EQ(run["judge_model"], "N/A");
  EXPECT_EQ(run["results"]["average_rubric_score"], "Skipped");
  EXPECT_EQ(run["scenario_tasks"]["1"]["1"]["status"], "completed");
  EXPECT_EQ(run["scenario_tasks"]["1"]["401"]["status"], "scenario_completed");
  EXPECT_EQ(run["status"], "completed");
}

TEST_F(ExportEqbench3Test, AFailedSampleIsAnErrorOfItsPhase) {
  play("", Outcome::Failed);
  const Json run = Json::parse(runs_text(store_)).at("r1_lab_tiny");
  EXPECT_EQ(run["scenario_tasks"]["1"]["1"]["status"], "error");
  EXPECT_EQ(run["scenario_tasks"]["1"]["1"]["scenario_run_error"], "no line");
  EXPECT_EQ(run["scenario_tasks"]["1"]["1"]["error"], "Scenario Run Error at turn 2: no line");
  EXPECT_EQ(run["status"], "completed_with_errors");
}

TEST_F(ExportEqbench3Test, AnExportOfARunPlayedHereCanBeImported) {
  play("court/judge");
  Store other = *Store::open(":memory:");
  add_pack(other);
  import_runs(runs_text(store_), other);
  const auto verdicts = *other.verdicts_of_run(other.runs()->at(0).id);
  ASSERT_THAT(verdicts, SizeIs(2));
  EXPECT_DOUBLE_EQ(std::get<Marks>(verdicts[0].verdict.finding).points, 60);
  EXPECT_EQ(Json::parse(runs_text(other)), Json::parse(runs_text(store_)));
}

TEST_F(ExportEqbench3Test, SeveralJudgesAreSeveralRuns) {
  play("court/judge");
  VerdictRecord second = store_.verdicts_of_run({"r1"})->at(0);
  second.judge = "court/other";
  ASSERT_TRUE(store_.save(second));
  const auto runs = export_eqbench3_runs(*store_.runs(), store_);
  ASSERT_THAT(*runs, SizeIs(2));
  EXPECT_EQ((*runs)[0].run_key, "r1.court_judge_lab_tiny");
  EXPECT_EQ((*runs)[1].run_key, "r1.court_other_lab_tiny");
}

TEST_F(ExportEqbench3Test, AnEmptyStoreGivesEmptyFiles) {
  EXPECT_THAT(*export_eqbench3_runs({}, store_), IsEmpty());
  EXPECT_EQ(Json::parse(runs_text(store_)), Json::object());
  EXPECT_EQ(*export_eqbench3_elo({}, store_), Eqbench3Elo());
}

}  // namespace
}  // namespace attune
