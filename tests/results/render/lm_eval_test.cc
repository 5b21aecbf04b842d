// Held against what lm-evaluation-harness writes and reads: lm_eval/evaluator.py (simple_evaluate,
// evaluate), lm_eval/loggers/evaluation_tracker.py (names of files, arguments, task_hashes) and
// lm_eval/utils.py (hash_string, sanitize_model_name, get_file_task_name, make_table).
#include "results/render/lm_eval.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "results/render/lm_eval_names.h"
#include "tests/results/render/some_slice.h"

namespace attune {
namespace {

using Json = nlohmann::json;

Json results_of(const std::vector<RunSlice>& slices,
                const std::map<PackId, std::string>& hashes = {}) {
  Json json = Json::parse(lm_eval_results(slices, hashes), nullptr, false);
  EXPECT_FALSE(json.is_discarded());
  return json;
}

Json line_of(const RunSlice& slice, const std::string& scenario, std::size_t marking = 0) {
  std::vector<SampleRecord> samples;
  for (const SampleRecord& sample : slice.samples) {
    if (sample.key.scenario.text == scenario) samples.push_back(with_words(sample));
  }
  const std::string text = lm_eval_line(slice, 0, marking, samples).json;
  EXPECT_EQ(text.find('\n'), text.size() - 1);
  return Json::parse(text, nullptr, false);
}

TEST(LmEval, ResultsHaveThePartsThatReadersLookFor) {
  const Json json = results_of({some_slice()});
  for (const char* key : {"results", "group_subtasks", "configs", "versions", "n-shot",
                          "higher_is_better", "n-samples", "config", "task_hashes"})
    EXPECT_TRUE(json[key].is_object()) << key;
  for (const char* key : {"results", "configs", "versions", "n-shot", "higher_is_better"})
    EXPECT_TRUE(json[key].contains("feelings")) << key;
  EXPECT_TRUE(json["git_hash"].is_null());
  EXPECT_DOUBLE_EQ(json["date"], 1'700'006'400.0);
  EXPECT_EQ(json["config"]["model"], "lab");
  EXPECT_EQ(json["config"]["model_args"], "model=tiny");
  EXPECT_EQ(json["config"]["limit"], nullptr);
  EXPECT_EQ(json["model_name"], "lab/tiny");
  EXPECT_EQ(json["versions"]["feelings"], "1.0");
  EXPECT_EQ(json["n-samples"]["feelings"], Json({{"original", 4}, {"effective", 2}}));
}

// As make_table() reads them: "metric,filter" and "metric_stderr,filter".
TEST(LmEval, EveryMetricHasAValueAndAClusteredErrorWhereThereIsOne) {
  const Json metrics = results_of({some_slice()})["results"]["feelings"];
  EXPECT_EQ(metrics["alias"], "feelings");
  EXPECT_DOUBLE_EQ(metrics["points,none"], 55);
  EXPECT_NEAR(metrics["points_stderr,none"], 9.428090415820634, 1e-12);
  EXPECT_DOUBLE_EQ(metrics["points,rubric@1"], (60.0 + 30.0) / 2);
  EXPECT_DOUBLE_EQ(metrics["empathy,rubric@1"], 9);
  EXPECT_EQ(metrics["insight_stderr,rubric@1"], "N/A");  // of one scenario alone
  for (const auto& [name, value] : metrics.items())
    EXPECT_TRUE(name == "alias" || std::ranges::count(name, ',') == 1) << name;
}

TEST(LmEval, AMarkOfSomethingBadIsBetterLow) {
  RunSlice slice = some_slice();
  slice.pack->scenarios[0].rubric.criteria[0].inverted = true;  // empathy
  const Json directions = results_of({slice})["higher_is_better"]["feelings"];
  EXPECT_EQ(directions["points"], true);
  EXPECT_EQ(directions["empathy"], false);
  EXPECT_EQ(directions["insight"], true);
}

TEST(LmEval, PartOfAPackIsALimit) {
  RunSlice slice = some_slice();
  slice.planned.resize(3);
  EXPECT_EQ(results_of({slice})["config"]["limit"], 3);
}

TEST(LmEval, SeveralPacksOfAModelAreSeveralTasks) {
  RunSlice other = some_slice();
  other.record.id = {"other, with a comma"};
  const Json json = results_of({some_slice(), other});
  EXPECT_EQ(json["results"].size(), 2U);
  EXPECT_EQ(json["configs"].size(), 2U);
}

TEST(LmEval, ADocumentHasWhatWasAskedSaidAndFound) {
  const Json line = line_of(some_slice(), "q1");
  EXPECT_EQ(line["doc_id"], 0);
  EXPECT_EQ(line["doc"]["scenario"], "q1");
  EXPECT_EQ(line["doc"]["tags"]["setting"], "station");
  EXPECT_EQ(line["target"], "Proud 0, Angry 6, Sad 0, Calm 7");
  EXPECT_EQ(line["arguments"]["gen_args_0"]["arg_0"], "Hm?");
  EXPECT_EQ(line["arguments"]["gen_args_1"]["arg_0"], "So?");
  EXPECT_EQ(line["resps"], Json::parse(R"([["Yes.","Yes."],["No.","No."]])"));
  EXPECT_EQ(line["filtered_resps"], line["resps"]);
  EXPECT_EQ(line["filter"], "none");
  EXPECT_EQ(line["metrics"], Json::parse(R"(["first_pass","points"])"));
  EXPECT_EQ(line["points"], 70.0);
}

TEST(LmEval, ADocumentOfOneRepeatHasItsReplyBare) {
  RunSlice slice = some_slice();
  slice.samples.erase(slice.samples.begin() + 1);
  EXPECT_EQ(line_of(slice, "q1")["filtered_resps"], Json::parse(R"(["Yes.","No."])"));
}

TEST(LmEval, AFigureIsTheMeanOverTheRepeatsThatWereScored) {
  EXPECT_EQ(line_of(some_slice(), "q2")["points"], 40.0);
  const Json rubric = line_of(some_slice(), "q1", 1);
  EXPECT_EQ(rubric["filter"], "rubric@1");
  EXPECT_EQ(rubric["empathy"], 12.0);
  const Json unscored = line_of(some_slice(), "q3");
  EXPECT_FALSE(unscored.contains("points"));
  EXPECT_TRUE(unscored["metrics"].empty());
}

// A mark may have any name, a document's own fields included.
TEST(LmEval, AMarkNeverReplacesAField) {
  RunSlice slice = some_slice();
  slice.markings = {make_marking(
      {a_finding("intensity@1", "q1", 1, Marks{60, {{"target", 3}, {"points", 4}, {"a,b", 5}}})},
      slice.samples, 8, ScoreRule{})};
  const Json line = line_of(slice, "q1");
  EXPECT_TRUE(line["target"].is_string());
  EXPECT_EQ(line["points"], 60.0);
  const Json metrics = results_of({slice})["results"]["feelings"];
  EXPECT_EQ(metrics["points,none"], 60.0);
  EXPECT_EQ(metrics["a;b,none"], 5.0);
}

// evaluation_tracker.py: the hash of all lines' hashes, one after the other.
TEST(LmEval, TasksAreHashedAsTheTrackerDoes) {
  const Json line = line_of(some_slice(), "q1");
  EXPECT_EQ(line["target_hash"], lm_eval_hash("Proud 0, Angry 6, Sad 0, Calm 7"));
  EXPECT_EQ(lm_eval_hash("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const Json json = results_of({some_slice()}, {{{"feelings"}, "abc"}});
  EXPECT_EQ(json["task_hashes"]["feelings"], lm_eval_hash("abc"));
}

TEST(LmEval, NamesOfFilesCanBeTakenApartAgain) {
  EXPECT_EQ(lm_eval_folder({"open/a:b|c??d"}), "open__a__b__c__d");
  EXPECT_EQ(lm_eval_time({1'700'006'400'020}), "2023-11-15T00-00-00.020000");
  RunSlice slice = some_slice();
  slice.record.id = {"my_pack"};
  EXPECT_EQ(lm_eval_task(slice), "my-pack");  // split at underscores
}

TEST(LmEval, ASliceThatNobodyMarkedHasDocumentsWithoutMetrics) {
  RunSlice slice = some_slice();
  slice.markings.clear();
  EXPECT_EQ(line_of(slice, "q1")["filter"], "none");
  EXPECT_EQ(results_of({slice})["results"]["feelings"], Json({{"alias", "feelings"}}));
}

}  // namespace
}  // namespace attune
