// Logs are held against what inspect_ai's own types ask for. Their names and types are taken from
// src/inspect_ai/log/_log.py (EvalLog, EvalSpec, EvalDataset, EvalConfig, EvalPlan, EvalResults,
// EvalScore, EvalMetric, EvalStats, EvalSample), model/_model_output.py (ModelOutput, StopReason,
// ModelUsage), model/_chat_message.py, scorer/_metric.py (Score) and _util/error.py (EvalError).
#include "results/render/inspect_log.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "results/render/inspect_sample.h"
#include "tests/results/render/some_slice.h"

namespace attune {
namespace {

using Json = nlohmann::json;

enum class Kind { Text, Whole, Number, Flag, List, Object, TextOrNull, ObjectOrNull };

bool is(const Json& value, Kind kind) {
  switch (kind) {
    case Kind::Text:
      return value.is_string();
    case Kind::Whole:
      return value.is_number_integer();
    case Kind::Number:
      return value.is_number();
    case Kind::Flag:
      return value.is_boolean();
    case Kind::List:
      return value.is_array();
    case Kind::Object:
      return value.is_object();
    case Kind::TextOrNull:
      return value.is_string() || value.is_null();
    case Kind::ObjectOrNull:
      return value.is_object() || value.is_null();
  }
  return false;
}

struct Field {
  const char* name;
  Kind kind;
};

void expect_fields(const Json& json, const std::vector<Field>& fields, const std::string& where) {
  ASSERT_TRUE(json.is_object()) << where;
  for (const Field& field : fields) {
    ASSERT_TRUE(json.contains(field.name)) << where << "." << field.name;
    EXPECT_TRUE(is(json[field.name], field.kind))
        << where << "." << field.name << ": " << json[field.name].dump();
  }
}

const std::vector<Field> kLog = {{"version", Kind::Whole},      {"status", Kind::Text},
                                 {"eval", Kind::Object},        {"plan", Kind::Object},
                                 {"results", Kind::Object},     {"stats", Kind::Object},
                                 {"error", Kind::ObjectOrNull}, {"samples", Kind::List}};
const std::vector<Field> kSpec = {{"eval_id", Kind::Text},
                                  {"run_id", Kind::Text},
                                  {"created", Kind::Text},
                                  {"task", Kind::Text},
                                  {"task_id", Kind::Text},
                                  {"task_version", Kind::Text},
                                  {"task_attribs", Kind::Object},
                                  {"task_args", Kind::Object},
                                  {"dataset", Kind::Object},
                                  {"model", Kind::Text},
                                  {"model_args", Kind::Object},
                                  {"model_generate_config", Kind::Object},
                                  {"config", Kind::Object},
                                  {"packages", Kind::Object},
                                  {"metadata", Kind::Object},
                                  {"scorers", Kind::List},
                                  {"model_roles", Kind::ObjectOrNull}};
const std::vector<Field> kDataset = {{"name", Kind::Text},
                                     {"samples", Kind::Whole},
                                     {"sample_ids", Kind::List},
                                     {"shuffled", Kind::Flag}};
const std::vector<Field> kScore = {{"name", Kind::Text},          {"scorer", Kind::Text},
                                   {"reducer", Kind::TextOrNull}, {"scored_samples", Kind::Whole},
                                   {"params", Kind::Object},      {"unscored_samples", Kind::Whole},
                                   {"metrics", Kind::Object}};
const std::vector<Field> kSample = {{"id", Kind::Text},
                                    {"epoch", Kind::Whole},
                                    {"input", Kind::Text},
                                    {"target", Kind::Text},
                                    {"messages", Kind::List},
                                    {"output", Kind::Object},
                                    {"scores", Kind::Object},
                                    {"metadata", Kind::Object},
                                    {"store", Kind::Object},
                                    {"events", Kind::List},
                                    {"uuid", Kind::Text},
                                    {"error", Kind::ObjectOrNull},
                                    {"attachments", Kind::Object},
                                    {"model_usage", Kind::Object}};
const std::vector<Field> kOutput = {{"model", Kind::Text},
                                    {"choices", Kind::List},
                                    {"completion", Kind::Text},
                                    {"usage", Kind::ObjectOrNull}};
const std::vector<Field> kUsage = {
    {"input_tokens", Kind::Whole}, {"output_tokens", Kind::Whole}, {"total_tokens", Kind::Whole}};
const std::vector<Field> kError = {
    {"message", Kind::Text}, {"traceback", Kind::Text}, {"traceback_ansi", Kind::Text}};

std::string log_text(const RunSlice& slice) {
  std::string text = inspect_log_begin(slice);
  bool first = true;
  for (const SampleRecord& sample : slice.samples) {
    text += (first ? "" : ",\n") + inspect_log_sample(slice, with_words(sample));
    first = false;
  }
  return text + inspect_log_end();
}

Json log_of(const RunSlice& slice) {
  Json json = Json::parse(log_text(slice), nullptr, false);
  EXPECT_FALSE(json.is_discarded());
  return json;
}

Json sample_at(const Json& log, const std::string& id, int epoch) {
  for (const Json& sample : log["samples"]) {
    if (sample["id"] == id && sample["epoch"] == epoch) return sample;
  }
  ADD_FAILURE() << id << "#" << epoch;
  return {};
}

TEST(InspectLog, HasWhatInspectsTypesAskFor) {
  const Json log = log_of(some_slice());
  expect_fields(log, kLog, "log");
  EXPECT_EQ(log["version"], 2);
  expect_fields(log["eval"], kSpec, "eval");
  expect_fields(log["eval"]["dataset"], kDataset, "eval.dataset");
  EXPECT_TRUE(log["eval"]["config"]["epochs"].is_number_integer());
  for (const Json& step : log["plan"]["steps"])
    expect_fields(step, {{"solver", Kind::Text}, {"params", Kind::Object}}, "plan.steps");
  expect_fields(
      log["results"],
      {{"total_samples", Kind::Whole}, {"completed_samples", Kind::Whole}, {"scores", Kind::List}},
      "results");
  for (const Json& score : log["results"]["scores"]) {
    expect_fields(score, kScore, "results.scores");
    for (const Json& metric : score["metrics"])
      expect_fields(metric, {{"name", Kind::Text}, {"value", Kind::Number}}, "metrics");
  }
  expect_fields(
      log["stats"],
      {{"started_at", Kind::Text}, {"completed_at", Kind::Text}, {"model_usage", Kind::Object}},
      "stats");
  for (const Json& usage : log["stats"]["model_usage"]) expect_fields(usage, kUsage, "usage");
  ASSERT_EQ(log["samples"].size(), 6U);
  for (const Json& sample : log["samples"]) {
    expect_fields(sample, kSample, "sample");
    expect_fields(sample["output"], kOutput, "sample.output");
    if (!sample["error"].is_null()) expect_fields(sample["error"], kError, "sample.error");
    for (const Json& score : sample["scores"]) {
      expect_fields(score,
                    {{"value", Kind::Number},
                     {"answer", Kind::TextOrNull},
                     {"explanation", Kind::TextOrNull},
                     {"metadata", Kind::Object}},
                    "sample.scores");
    }
  }
}

// log/_recorders/json.py reads headers by streaming and stops at the samples.
TEST(InspectLog, WhatAHeaderNeedsStandsBeforeTheSamples) {
  const std::string text = log_text(some_slice());
  const auto samples = text.find("\"samples\":[\n");
  ASSERT_NE(samples, std::string::npos);
  for (const char* key : {"\"version\":2", "\"status\":", "\"eval\":", "\"plan\":", "\"results\":",
                          "\"stats\":", "\"error\":"})
    EXPECT_LT(text.find(key), samples) << key;
  EXPECT_TRUE(Json::accept(inspect_log_begin(some_slice()) + inspect_log_end()));
}

TEST(InspectLog, FiguresAreTheBoards) {
  const Json scores = log_of(some_slice())["results"]["scores"];
  ASSERT_EQ(scores.size(), 2U);
  EXPECT_EQ(scores[0]["name"], "intensity@1");
  EXPECT_DOUBLE_EQ(scores[0]["metrics"]["mean"]["value"], 55);
  EXPECT_NEAR(scores[0]["metrics"]["stderr"]["value"], 9.428090415820634, 1e-12);
  EXPECT_EQ(scores[0]["scored_samples"], 3);
  EXPECT_EQ(scores[0]["unscored_samples"], 3);
  EXPECT_EQ(scores[1]["params"]["judge"], "openai/gpt-4");
  EXPECT_DOUBLE_EQ(scores[1]["metrics"]["empathy"]["value"], 9);
}

TEST(InspectLog, WhatIsUnscoredHasNoNumberButAReason) {
  const Json sample = sample_at(log_of(some_slice()), "q2", 1);
  EXPECT_FALSE(sample["scores"].contains("intensity@1"));
  EXPECT_THAT(sample["metadata"]["unscored"]["intensity@1"].get<std::string>(),
              ::testing::StartsWith("no numbers"));
  EXPECT_EQ(sample["scores"]["rubric@1"]["value"], 30.0);
  EXPECT_EQ(sample["scores"]["rubric@1"]["metadata"]["marks"]["empathy"], 6.0);
  EXPECT_EQ(sample["scores"]["rubric@1"]["explanation"], "a reason");
}

TEST(InspectLog, AFailedSampleIsAnErrorWithoutAChoice) {
  const Json sample = sample_at(log_of(some_slice()), "q3", 1);
  EXPECT_THAT(sample["error"]["message"].get<std::string>(), ::testing::StartsWith("because of"));
  EXPECT_TRUE(sample["output"]["choices"].empty());
  EXPECT_TRUE(sample_at(log_of(some_slice()), "q3", 2)["error"].is_null());
}

TEST(InspectLog, EveryOutcomeIsAStopReasonThatInspectKnows) {
  const std::set<std::string_view> known = {"stop",       "max_tokens",     "model_length",
                                            "tool_calls", "content_filter", "unknown"};
  for (const Outcome outcome : kOutcomes)
    EXPECT_TRUE(known.contains(inspect_stop_reason(outcome))) << to_text(outcome);
  const Json log = log_of(some_slice());
  EXPECT_EQ(sample_at(log, "q1", 1)["output"]["choices"][0]["stop_reason"], "stop");
  EXPECT_EQ(sample_at(log, "q2", 2)["output"]["choices"][0]["stop_reason"], "max_tokens");
  EXPECT_EQ(sample_at(log, "q3", 2)["output"]["choices"][0]["stop_reason"], "content_filter");
}

TEST(InspectLog, MessagesAreTheTranscriptWithReasoningApart) {
  const Json sample = sample_at(log_of(some_slice()), "q1", 1);
  EXPECT_EQ(sample["input"], "Hm?");
  EXPECT_EQ(sample["target"], "Proud 0, Angry 6, Sad 0, Calm 7");
  ASSERT_EQ(sample["messages"].size(), 4U);
  EXPECT_EQ(sample["messages"][0]["role"], "user");
  EXPECT_EQ(sample["messages"][1]["content"], "Yes.");
  EXPECT_EQ(sample["messages"][3]["content"][0],
            Json({{"type", "reasoning"}, {"reasoning", "Hard."}}));
  EXPECT_EQ(sample["messages"][3]["content"][1], Json({{"type", "text"}, {"text", "No."}}));
  EXPECT_EQ(sample["output"]["choices"][0]["message"], sample["messages"][3]);
  EXPECT_EQ(sample["output"]["completion"], "No.");
}

// model/_chat_message.py keeps messages by their ids while reading: without, all would be one.
TEST(InspectLog, EveryMessageHasAnIdOfItsOwn) {
  std::set<std::string> ids;
  std::size_t messages = 0;
  const Json log = log_of(some_slice());
  for (const Json& sample : log["samples"]) {
    for (const Json& message : sample["messages"]) {
      ids.insert(message["id"].get<std::string>());
      ++messages;
    }
  }
  EXPECT_EQ(ids.size(), messages);
  EXPECT_EQ(messages, 24U);
}

TEST(InspectLog, UsageIsLeftOutWhereAModelDoesNotSayIt) {
  RunSlice slice = some_slice();
  CallRecord silent = a_call_record("q1");
  silent.model = {"openai/gpt-4"};
  silent.prompt_tokens = std::nullopt;
  add_call(slice.calls[a_key("q1", 2)], silent);
  const Json usage = log_of(slice)["stats"]["model_usage"];
  EXPECT_FALSE(usage.contains("openai/gpt-4"));
  EXPECT_EQ(usage["lab/tiny"], Json({{"input_tokens", 100},
                                     {"output_tokens", 20},
                                     {"total_tokens", 120},
                                     {"total_cost", 0.25}}));
}

TEST(InspectLog, TheStatusSaysWhetherAllWasPlayed) {
  RunSlice slice = some_slice();
  EXPECT_EQ(log_of(slice)["status"], "cancelled");  // q4 is missing
  slice.planned.pop_back();
  EXPECT_EQ(log_of(slice)["status"], "success");
  slice.samples = {a_play("q3", 1, Outcome::Failed)};
  EXPECT_EQ(log_of(slice)["status"], "error");
  expect_fields(log_of(slice)["error"], kError, "error");
}

TEST(InspectLog, ParametersAndReleaseAndStubsAreSaid) {
  RunSlice slice = some_slice();
  Json eval = log_of(slice)["eval"];
  EXPECT_EQ(eval["model_generate_config"], Json({{"temperature", 0.5}}));
  EXPECT_EQ(eval["tags"], Json({"v1"}));
  EXPECT_EQ(eval["model_roles"]["grader"]["model"], "openai/gpt-4");
  EXPECT_EQ(eval["packages"]["attune"], "0.1.0");
  EXPECT_FALSE(eval["metadata"].contains("stub"));
  slice.subject = {"stub/skill-70"};
  slice.run.release = "";
  slice.run.settings = "broken";
  eval = log_of(slice)["eval"];
  EXPECT_EQ(eval["metadata"]["stub"], true);
  EXPECT_FALSE(eval.contains("tags"));
}

TEST(InspectLog, IsNamedAsInspectNamesLogs) {
  EXPECT_EQ(inspect_log_name(some_slice()),
            "2023-11-15T00-00-00.000000+00-00_feelings_" + slice_id(some_slice()) + ".json");
}

TEST(InspectLog, ASliceThatNobodyMarkedIsALogWithoutScores) {
  RunSlice slice = some_slice();
  slice.markings.clear();
  slice.pack.reset();
  const Json log = log_of(slice);
  EXPECT_TRUE(log["results"]["scores"].empty());
  EXPECT_TRUE(log["samples"][0]["scores"].empty());
  expect_fields(log["samples"][0], kSample, "sample");
}

}  // namespace
}  // namespace attune
