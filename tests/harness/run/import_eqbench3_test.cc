#include "harness/run/import_eqbench3.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "results/facts/transcript_json.h"
#include "scenarios/load/pack_json.h"
#include "scorers/judges/eqbench3_judge.h"
#include "tests/support/eqbench3_folder.h"
#include "tests/support/eqbench3_results.h"

namespace attune {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ImportEqbench3Test : public ::testing::Test {
 protected:
  ImportEqbench3Test() {
    EXPECT_TRUE(store_.save(PackRecord{
        .digest = pack_.digest, .id = pack_.id, .version = pack_.version, .body = to_json(pack_)}));
  }

  std::vector<ImportedRun> import() {
    auto imported = import_eqbench3_runs(runs_, pack_, *scorer_, store_);
    EXPECT_TRUE(imported) << imported.error().what;
    return imported ? *imported : std::vector<ImportedRun>();
  }

  std::string refused() {
    const auto imported = import_eqbench3_runs(runs_, pack_, *scorer_, store_);
    if (imported) return "imported";
    EXPECT_EQ(imported.error().remedy, Remedy::FixInput);
    EXPECT_THAT(*store_.runs(), IsEmpty());
    return imported.error().what;
  }

  SampleRecord sample(const RunId& run, const std::string& scenario, int repeat) {
    const auto samples = store_.samples_of_run(run, true);
    for (const SampleRecord& sample : *samples) {
      if (sample.key.scenario.text == scenario && sample.key.repeat == repeat) return sample;
    }
    ADD_FAILURE() << "no sample of " << scenario;
    return {};
  }

  // Its finding, or null.
  std::optional<Verdict> verdict(const RunId& run, const std::string& scenario, int repeat) {
    const auto verdicts = store_.verdicts_of_run(run);
    for (const VerdictRecord& record : *verdicts) {
      if (record.key.scenario.text == scenario && record.key.repeat == repeat)
        return record.verdict;
    }
    return std::nullopt;
  }

  Pack pack_ = *parse_eqbench3(an_eqbench3_folder());
  std::unique_ptr<Scorer> scorer_ = eqbench3_judge().make();
  std::vector<Eqbench3Run> runs_ = *parse_eqbench3_runs({"runs.json", kEqbench3RunsFile});
  Store store_ = *Store::open(":memory:");
};

TEST_F(ImportEqbench3Test, EveryRunOfTheFileIsARun) {
  const auto imported = import();
  ASSERT_THAT(imported, SizeIs(2));
  EXPECT_EQ(imported[0].subject.text, "unknown/tiny-1");
  EXPECT_EQ(imported[1].subject.text, "lab/big");
  EXPECT_EQ(imported[0].samples, 4U);
  EXPECT_EQ(imported[0].failed, 1U);
  EXPECT_EQ(imported[0].marked, 2U);
  EXPECT_EQ(imported[0].reworded, 0U);
  ASSERT_THAT(*store_.runs(), SizeIs(2));
  EXPECT_EQ(store_.runs()->at(0).command, "import eqbench3-runs");
  EXPECT_EQ(to_text(store_.runs()->at(0).started), "2025-05-21T12:34:56Z");
}

TEST_F(ImportEqbench3Test, PointsAreFiveTimesTheMeanOfWhatCountsAndThePublishedMeanComesOut) {
  const auto imported = import();
  const auto marks = std::get<Marks>(verdict(imported[0].run, "1", 1)->finding);
  EXPECT_DOUBLE_EQ(marks.points, 75);
  EXPECT_EQ(marks.marks[0], (Mark{"demonstrated_empathy", 15}));
  EXPECT_EQ(marks.marks[6], (Mark{"warmth", 18}));
  EXPECT_DOUBLE_EQ(*imported[0].points, *imported[0].published);
  EXPECT_EQ(imported[1].points, std::nullopt);
}

TEST_F(ImportEqbench3Test, TheDebriefIsTheLastTurn) {
  const auto transcript = *transcript_from_json(sample(import()[0].run, "1", 1).transcript);
  ASSERT_THAT(transcript.turns, SizeIs(3));
  EXPECT_EQ(text_of(transcript.turns[0].cue), pack_.scenarios[0].cues[0].text);
  EXPECT_EQ(text_of(transcript.turns[2].cue), pack_.scenarios[0].cues[2].text);
  EXPECT_THAT(transcript.turns[2].reply, HasSubstr("knocked sooner"));
}

TEST_F(ImportEqbench3Test, ATaskWithoutItsWholeConversationIsFailedAndSaysWhy) {
  const auto imported = import();
  const SampleRecord failed = sample(imported[0].run, "1", 2);
  EXPECT_EQ(failed.outcome, Outcome::Failed);
  EXPECT_EQ(failed.why, "Request failed after 3 retries");
  EXPECT_THAT(transcript_from_json(failed.transcript)->turns, SizeIs(1));
  EXPECT_EQ(sample(imported[1].run, "401", 1).why, "the file has this task as 'initialized'");
  EXPECT_TRUE(std::holds_alternative<Unscored>(verdict(imported[0].run, "1", 2)->finding));
}

TEST_F(ImportEqbench3Test, AJudgesErrorIsAnUnscoredVerdictOnAPlayedSample) {
  const auto imported = import();
  EXPECT_EQ(sample(imported[0].run, "401", 2).outcome, Outcome::Ok);
  EXPECT_EQ(std::get<Unscored>(verdict(imported[0].run, "401", 2)->finding).why,
            "Failed to parse scores");
}

TEST_F(ImportEqbench3Test, WhatNobodyJudgedHasNoVerdict) {
  EXPECT_THAT(*store_.verdicts_of_run(import()[1].run), IsEmpty());
}

TEST_F(ImportEqbench3Test, WhatTheJudgeAnsweredIsACall) {
  const auto calls = *store_.calls_of_run(import()[0].run);
  ASSERT_THAT(calls, SizeIs(3));
  EXPECT_EQ(calls[0].purpose, "eqbench3@1");
  EXPECT_EQ(calls[0].model.text, "court/judge");
  EXPECT_THAT(calls[0].text, HasSubstr("Here it is:"));
  EXPECT_EQ(calls[0].cost_usd, std::nullopt);
  EXPECT_EQ(to_text(calls[0].ended), "2025-05-21T12:36:40Z");
}

TEST_F(ImportEqbench3Test, ThePlanIsWhatTheReferenceSeesInEveryIteration) {
  import();
  const auto plans = store_.plans();
  for (const PlanRecord& plan : *plans) {
    EXPECT_EQ(plan.scenarios, 4);  // of five: the last one's delimiter is malformed
    EXPECT_EQ(plan.repeats, plan.subject.text == "lab/big" ? 1 : 2);
  }
}

TEST_F(ImportEqbench3Test, TheSameRunAgainChangesNothing) {
  const auto first = import();
  const auto again = import();
  EXPECT_TRUE(first[0].fresh);
  EXPECT_FALSE(again[0].fresh);
  EXPECT_EQ(again[0].run, first[0].run);
  EXPECT_THAT(*store_.runs(), SizeIs(2));
  EXPECT_THAT(*store_.calls_of_run(first[0].run), SizeIs(3));
}

TEST_F(ImportEqbench3Test, ARunIsTheSameInAnotherFile) {
  const auto both = import();
  runs_.erase(runs_.begin());
  EXPECT_EQ(import()[0].run, both[1].run);
  runs_[0].tasks[0].debrief_response = "Something else.";
  EXPECT_NE(import()[0].run, both[1].run);
}

TEST_F(ImportEqbench3Test, WordsThatAreNotThePacksAreKeptAndCounted) {
  runs_[0].tasks[0].conversation[0] = text_message(Role::User, "In other words.");
  const auto imported = import();
  EXPECT_EQ(imported[0].reworded, 1U);
  EXPECT_THAT(sample(imported[0].run, "1", 1).transcript, HasSubstr("In other words."));
}

TEST_F(ImportEqbench3Test, WhatDoesNotFitTheQuestionsIsRefusedBeforeAnythingIsStored) {
  const auto runs = runs_;
  runs_[1].tasks[0].scenario = "77";
  EXPECT_THAT(refused(), HasSubstr("99ff_lab_big: scenario_tasks.1.77: the questions have no"));
  runs_ = runs;
  runs_[1].tasks[0].scenario = "401";
  EXPECT_THAT(refused(), HasSubstr("2 turns where the scenario has 1"));
  runs_ = runs;
  runs_[0].tasks[0].conversation[1].role = Role::User;
  EXPECT_THAT(refused(), HasSubstr("scenario_tasks.1.1: conversation_history: expected user"));
}

}  // namespace
}  // namespace attune
