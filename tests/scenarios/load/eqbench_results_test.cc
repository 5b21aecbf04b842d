#include "scenarios/load/eqbench_results.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

Json some_results() {
  return {{"model_path", "gpt-4"},
          {"inference_engine", "openai"},
          {"benchmark_score", 71.5},
          {"run_completed", 1'700'000'000.25},
          {"raw_results", {{"1", {{"raw_inference", {{"1", "Glad: 3"}, {"7", "Glad: 4"}}}}}}}};
}

Result<EqbenchResults> parse(const Json& json) {
  return parse_eqbench_results({"r.json", json.dump()});
}

std::string subject(const std::string& model, const Json& engine) {
  Json json = some_results();
  json["model_path"] = model;
  json["inference_engine"] = engine;
  const auto results = parse(json);
  return results ? results->subject.text : results.error().what;
}

std::string fault_in(const Json& json) {
  const auto results = parse(json);
  return results ? "no fault" : results.error().what;
}

TEST(EqbenchResults, GiveTheRepliesByIterationAndQuestion) {
  Json json = some_results();
  json["raw_results"]["2"]["raw_inference"]["1"] = "Glad: 5";
  const auto results = parse(json);
  ASSERT_TRUE(results);
  const std::map<int, std::map<std::string, std::string>> expected = {
      {1, {{"1", "Glad: 3"}, {"7", "Glad: 4"}}}, {2, {{"1", "Glad: 5"}}}};
  EXPECT_EQ(results->replies, expected);
}

TEST(EqbenchResults, GiveScoreAndTimeWhereTheyAreThere) {
  const auto results = parse(some_results());
  ASSERT_TRUE(results);
  EXPECT_EQ(results->published_score, 71.5);
  EXPECT_EQ(to_text(results->completed), "2023-11-14T22:13:20Z");
  Json json = some_results();
  json["benchmark_score"] = "FAILED";
  EXPECT_EQ(parse(json)->published_score, std::nullopt);
}

TEST(EqbenchResults, AreRevisedWhereAReplyHasTheHeading) {
  EXPECT_FALSE(parse(some_results())->revised);
  Json json = some_results();
  json["raw_results"]["1"]["raw_inference"]["7"] = "Glad: 4\nRevised scores:\nGlad: 5";
  EXPECT_TRUE(parse(json)->revised);
}

TEST(EqbenchResults, NameTheSubjectByTheEngineThatRanIt) {
  EXPECT_EQ(subject("gpt-4", "openai"), "openai/gpt-4");
  EXPECT_EQ(subject("gemini-pro", "gemini"), "google/gemini-pro");
  EXPECT_EQ(subject("mistral-small", "mistralai"), "mistral/mistral-small");
  EXPECT_EQ(subject("mine", "ooba"), "ooba/mine");
  EXPECT_EQ(subject("mine", Json()), "unknown/mine");
}

TEST(EqbenchResults, KeepANameThatSaysWhoseItIs) {
  EXPECT_EQ(subject("Qwen/Qwen-14B-Chat", "transformers"), "Qwen/Qwen-14B-Chat");
}

TEST(EqbenchResults, WantAModel) {
  EXPECT_EQ(subject("", "openai"), "r.json: model_path: is missing");
}

TEST(EqbenchResults, AreJson) {
  for (const char* text : {"", "[]", "{"}) {
    const auto results = parse_eqbench_results({"r.json", text});
    ASSERT_FALSE(results) << text;
    EXPECT_EQ(results.error(), fix_input("r.json:1:1: expected a result file of EQ-Bench as JSON"));
  }
}

TEST(EqbenchResults, WantIterations) {
  Json json = some_results();
  json["raw_results"] = Json::object();
  EXPECT_EQ(fault_in(json), "r.json: raw_results: holds no iteration");
  json.erase("raw_results");
  EXPECT_EQ(fault_in(json), "r.json: raw_results: is missing");
}

TEST(EqbenchResults, WantIterationsNumberedFromOne) {
  for (const char* name : {"0", "-1", "one", "1x", ""}) {
    Json json = some_results();
    json["raw_results"][name] = json["raw_results"]["1"];
    EXPECT_EQ(fault_in(json),
              std::string("r.json: raw_results.") + name + ": expected iterations numbered from 1");
  }
}

TEST(EqbenchResults, WantATimeThatCanBe) {
  for (const double seconds : {-1.0, 1e12, 1e300}) {
    Json json = some_results();
    json["run_completed"] = seconds;
    EXPECT_EQ(fault_in(json), "r.json: run_completed: expected seconds since 1970");
  }
}

TEST(EqbenchResults, NameTheQuestionWhoseReplyIsNoText) {
  Json json = some_results();
  json["raw_results"]["1"]["raw_inference"]["7"] = 5;
  EXPECT_EQ(fault_in(json), "r.json: raw_inference.7: expected a text");
  json["raw_results"]["1"].erase("raw_inference");
  EXPECT_EQ(fault_in(json),
            "r.json: raw_results.1.raw_inference: expected the raw replies by question");
}

}  // namespace
}  // namespace attune
