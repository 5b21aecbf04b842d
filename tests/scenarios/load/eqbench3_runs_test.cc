#include "scenarios/load/eqbench3_runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/eqbench3_results.h"

namespace attune {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using testing::SizeIs;
using Json = nlohmann::json;

std::vector<Eqbench3Run> read(const std::string& text) {
  const auto runs = parse_eqbench3_runs({"runs.json", text});
  EXPECT_TRUE(runs) << runs.error().what;
  return runs ? *runs : std::vector<Eqbench3Run>();
}

std::string fault(const std::string& text) {
  const auto runs = parse_eqbench3_runs({"runs.json", text});
  if (runs) return "read";
  EXPECT_EQ(runs.error().remedy, Remedy::FixInput);
  return runs.error().what;
}

// One task in a run that has nothing else.
std::string with_task(const std::string& task, const std::string& iteration = "1") {
  return R"({"k_m": {"model_name": "m", "scenario_tasks": {")" + iteration + R"(": {"208": )" +
         task + "}}}}";
}

TEST(Eqbench3Runs, EveryRunOfTheFileIsThereInItsOrder) {
  const auto runs = read(kEqbench3RunsFile);
  ASSERT_THAT(runs, SizeIs(2));
  EXPECT_EQ(runs[0].run_key, "ab12cd34_tiny-1");
  EXPECT_EQ(runs[0].model_name, "tiny-1");
  EXPECT_EQ(runs[0].judge_model, "court/judge");
  EXPECT_EQ(runs[0].start_time, "2025-05-21T12:34:56.789012+00:00");
  EXPECT_EQ(runs[0].status, "completed_with_errors");
  EXPECT_EQ(runs[0].iterations_requested, 2);
  EXPECT_EQ(runs[0].average_rubric_score, 13.25);
  EXPECT_THAT(runs[0].tasks, SizeIs(4));
  EXPECT_EQ(runs[1].run_key, "99ff_lab_big");
  EXPECT_EQ(runs[1].judge_model, "");
  EXPECT_EQ(runs[1].average_rubric_score, std::nullopt);
}

TEST(Eqbench3Runs, ATaskHasAllThatTheFileHas) {
  const Eqbench3Task task = read(kEqbench3RunsFile)[0].tasks[0];
  EXPECT_EQ(task.scenario, "1");
  EXPECT_EQ(task.iteration, 1);
  EXPECT_THAT(task.prompts, SizeIs(2));
  EXPECT_EQ(task.status, "rubric_scored");
  EXPECT_EQ(task.start_time, 1747830900.123456);
  ASSERT_THAT(task.conversation, SizeIs(4));
  EXPECT_EQ(task.conversation[3].role, Role::Assistant);
  EXPECT_THAT(text_of(task.conversation[0]), HasSubstr("In role, please."));
  ASSERT_THAT(task.parsed_responses, SizeIs(2));
  EXPECT_THAT(task.parsed_responses[0], SizeIs(4));
  EXPECT_THAT(*task.debrief_response, HasSubstr("knocked sooner"));
  EXPECT_THAT(task.rubric_scores, testing::Contains(Pair("warmth", 18.0)));
  EXPECT_THAT(*task.raw_rubric_judge_text, HasSubstr("Calm and kind."));
  EXPECT_EQ(task.error, std::nullopt);
}

TEST(Eqbench3Runs, WhatIsNullIsAbsent) {
  const Eqbench3Task task = read(kEqbench3RunsFile)[1].tasks[1];
  EXPECT_EQ(task.status, "initialized");
  EXPECT_EQ(task.start_time, std::nullopt);
  EXPECT_EQ(task.debrief_response, std::nullopt);
  EXPECT_TRUE(task.rubric_scores.empty());
  EXPECT_TRUE(task.conversation.empty());
}

TEST(Eqbench3Runs, TheTextWrittenIsTheSameFile) {
  const auto runs = read(kEqbench3RunsFile);
  const std::string text = eqbench3_runs_text(runs);
  EXPECT_EQ(Json::parse(text), Json::parse(kEqbench3RunsFile));
  EXPECT_EQ(read(text), runs);
}

TEST(Eqbench3Runs, FieldsComeInTheOrderOfTheReference) {
  const auto text = eqbench3_runs_text(read(kEqbench3RunsFile));
  const auto json = nlohmann::ordered_json::parse(text);
  std::vector<std::string> names;
  for (const auto& [name, value] : json["ab12cd34_tiny-1"].items()) names.push_back(name);
  EXPECT_EQ(names.front(), "run_key");
  EXPECT_EQ(names[names.size() - 2], "scenario_tasks");
  EXPECT_EQ(names.back(), "results");
}

TEST(Eqbench3Runs, AnOlderFileNamesItsModelOtherwise) {
  EXPECT_EQ(read(R"({"k": {"test_model": "old", "judge_model": "j"}})")[0].model_name, "old");
  EXPECT_EQ(read(R"({"k": {"test_model": "old", "judge_model": "j"}})")[0].judge_model, "j");
}

TEST(Eqbench3Runs, FieldsThatAreNotKnownAreKept) {
  const auto runs = read(R"({"k": {"model_name": "m", "later": {"x": [1]}}})");
  EXPECT_EQ(Json::parse(eqbench3_runs_text(runs))["k"]["later"]["x"][0], 1);
}

TEST(Eqbench3Runs, HalfALetterIsMendedAndNotRefused) {
  const auto runs = read(with_task(R"({"error": "cut \ud83e"})"));
  EXPECT_EQ(*runs[0].tasks[0].error, "cut \xEF\xBF\xBD");
}

TEST(Eqbench3Runs, AFaultNamesRunIterationScenarioAndField) {
  EXPECT_THAT(fault(with_task(R"({"rubric_scores": {"warmth": "high"}})")),
              HasSubstr("runs.json: k_m: scenario_tasks.1.208: rubric_scores: expected numbers"));
  EXPECT_THAT(fault(with_task(R"({"conversation_history": [{"role": "system"}]})")),
              HasSubstr("1.208: conversation_history: expected messages"));
  EXPECT_THAT(fault(with_task(R"({"start_time": "noon"})")), HasSubstr("start_time"));
  EXPECT_THAT(fault(with_task("[1]")), HasSubstr("1.208: expected a task"));
  EXPECT_THAT(fault(with_task("{}", "zero")),
              HasSubstr("scenario_tasks.zero: expected iterations"));
  EXPECT_THAT(fault(with_task("{}", "0")), HasSubstr("numbered from 1"));
  EXPECT_THAT(fault(with_task(R"({}, "208": {})")), HasSubstr("1.208: is there twice"));
  EXPECT_THAT(fault(with_task(R"({}}, "01": {"208": {})")), HasSubstr("01: is there twice"));
  EXPECT_THAT(fault(with_task(R"({"iteration_index": 1e300})")),
              HasSubstr("1.208: iteration_index: expected a number of iterations"));
  EXPECT_THAT(fault(R"({"k": {"status": "running"}})"), HasSubstr("k: model_name: is missing"));
  EXPECT_THAT(fault(R"({"k": 1})"), HasSubstr("k: expected an object"));
  EXPECT_THAT(fault(R"({"k": {"model_name": "m", "scenario_tasks": []}})"),
              HasSubstr("scenario_tasks: expected an object"));
}

TEST(Eqbench3Runs, AFileCutAnywhereIsRefused) {
  const std::string text = kEqbench3RunsFile;
  for (std::size_t size = 0; size < text.size(); size += 97)
    EXPECT_NE(fault(text.substr(0, size)), "read") << size;
}

TEST(Eqbench3Runs, NamesWithoutAProviderGetOneAndLoseItAgain) {
  EXPECT_EQ(eqbench3_subject("o3").text, "unknown/o3");
  EXPECT_EQ(eqbench3_subject("lab/o3").text, "lab/o3");
  for (const char* name : {"o3", "lab/o3", "a/b/c"})
    EXPECT_EQ(eqbench3_model(eqbench3_subject(name)), name);
}

}  // namespace
}  // namespace attune
