// Every kind of published file, in a few lines of our own, from the command line to the board.
#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/eqbench3_folder.h"
#include "tests/support/spiral_file.h"

namespace attune::testing {
namespace {

using Json = nlohmann::json;

class PublishedPacks : public ::testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& text) {
    std::ofstream(folder_.at(name), std::ios::binary) << text;
    return folder_.at(name);
  }

  // The only row of the board after a run with a subject that is always right.
  Json row(const std::string& pack, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"run", "--db", folder_.at("a.db"), "--format", "json", "--pack",
                               pack, "--subject", "stub/skill-100", "--judge", "stub/judge"});
    const Outputs run = attune(more);
    EXPECT_EQ(run.code, 0) << run.err << run.out;
    const Json board = Json::parse(run.out, nullptr, false);
    return board.is_object() ? board["rows"][0] : Json();
  }

  TempFolder folder_;
};

TEST_F(PublishedPacks, Eqbench3) {
  std::filesystem::create_directory(folder_.at("d"));
  for (const PackFile& each : an_eqbench3_folder()) file(each.name, each.text);
  const std::string pack = "eqbench3:" + folder_.at("d");
  EXPECT_GT(row(pack)["score"]["point"], 90);
  EXPECT_EQ(row(pack)["score"]["samples"], 5);
  EXPECT_EQ(row(pack, {"--compat"})["score"]["samples"], 4);
}

TEST_F(PublishedPacks, EmobenchEaAndEu) {
  const Json ea = {{"qid", "7"},
                   {"language", "en"},
                   {"category", "Personal-Self"},
                   {"question type", "Response"},
                   {"scenario", "Ann lost her job."},
                   {"subject", "Ann"},
                   {"choices", {"Cry", "Rest", "Plan"}},
                   {"label", "Rest"}};
  const Json eu = {{"qid", "3"},
                   {"language", "zh"},
                   {"coarse_category", "emotional_cues"},
                   {"finegrained_category", "vocal_cues"},
                   {"scenario", "安走了。"},
                   {"subject", "安"},
                   {"emotion_choices", {"高兴", "生气"}},
                   {"emotion_label", "生气"},
                   {"cause_choices", {"甲", "乙", "丙"}},
                   {"cause_label", "甲"}};
  EXPECT_EQ(row("emobench-ea:" + file("EA.jsonl", ea.dump()))["score"]["point"], 100);
  EXPECT_EQ(row("emobench-eu:" + file("EU.jsonl", eu.dump()))["score"]["point"], 100);
}

TEST_F(PublishedPacks, LicensedItems) {
  const std::string items =
      R"({"id": "1", "test": "T", "format": "mcq1", "stem": "Lee is upset.", "options": ["Wait", "Talk"], "key": "Talk"}
{"id": "2", "test": "T", "format": "mcq_k", "stem": "Lee waits.", "options": ["Go", "Ask", "Nap"], "key": ["A", "B"], "k": 2}
{"id": "3", "test": "T", "format": "weighted_mcq", "stem": "Lee goes.", "options": ["Wave", "Hug"], "weights": [0.2, 0.7]}
)";
  EXPECT_EQ(row("mcq:" + file("items.jsonl", items))["score"]["point"], 100);
}

TEST_F(PublishedPacks, Seceu) {
  const std::string items =
      R"({"norm": {"mean": 2.79, "sd": 0.822}}
{"id": "1", "stem": "Wang won.", "emotions": ["Joyful", "Angry", "Sad", "Calm"], "profile": [6, 1, 1, 2]}
)";
  // At no distance from people: 15 (2.79 - 0) / 0.822 + 100.
  EXPECT_NEAR(row("seceu:" + file("seceu.jsonl", items))["score"]["point"].get<double>(), 150.912,
              0.001);
}

TEST_F(PublishedPacks, EqbenchVersionTwo) {
  Json answer = {{"emotion1", "Joyful"}, {"emotion2", "Angry"}, {"emotion3", "Sad"},
                 {"emotion4", "Calm"},   {"emotion1_score", 6}, {"emotion2_score", 1},
                 {"emotion3_score", 1},  {"emotion4_score", 2}};
  const Json questions = {{"1",
                           {{"prompt", "Wang won. How does Wang feel?"},
                            {"reference_answer", answer},
                            {"reference_answer_fullscale", answer}}}};
  EXPECT_EQ(row("eqbench-v2:" + file("q.json", questions.dump()))["score"]["point"], 100);
}

// The file's own figures, worked by hand (tests/harness/run/import_spiral_test.cc).
TEST_F(PublishedPacks, SpiralBenchResults) {
  const Outputs import = attune(
      {"import", "spiral", "--db", folder_.at("a.db"), file("run.json", spiral_file().dump())});
  ASSERT_EQ(import.code, 0) << import.err;
  EXPECT_NE(import.out.find("lab/tiny"), std::string::npos) << import.out;
  const Json board = Json::parse(attune({"leaderboard", "--db", folder_.at("a.db"), "--format",
                                         "json", "--pack", "spiral-bench"})
                                     .out);
  EXPECT_EQ(board["scorer"], "spiral-bench@1");
  EXPECT_NEAR(board["rows"][0]["score"]["point"].get<double>(), 65.625, 1e-9);
}

TEST_F(PublishedPacks, JudgemarksRowsAreCitedAndNeverRanked) {
  const std::string table =
      "model,judgemark_score,judgemark_score_raw,kendall_tau_bootstrapped,std_dev,kw_stat,"
      "ci99_overlap_magnitude_sum_norm,calibrated_score_range_norm,modulated_ci95,emd_norm\n"
      "lab/keen,82.5,77.7,0.89,0.84,0.98,0.75,6.2,0.81,2.2\n"
      "lab/mute,,,,,,,,,\n";
  const Outputs import =
      attune({"import", "judgemark", "--db", folder_.at("a.db"), file("scores.csv", table)});
  ASSERT_EQ(import.code, 0) << import.err;
  const Outputs run =
      attune({"run", "--db", folder_.at("a.db"), "--format", "json", "--pack", "marking",
              "--repeat", "2", "--limit", "14", "--subject", "stub/skill-90"});
  const Json board = Json::parse(run.out);
  EXPECT_EQ(board["rows"].size(), 1U);
  ASSERT_EQ(board["cited"].size(), 1U) << run.out;
  EXPECT_EQ(board["cited"][0]["subject"], "lab/keen");
  EXPECT_EQ(board["cited"][0]["value"], 82.5);
}

TEST_F(PublishedPacks, AFileThatIsSomethingElseIsRefusedBeforeAnyCall) {
  const std::string path = file("x.jsonl", "{\"id\": 1}\n");
  for (const char* kind : {"emobench-ea", "emobench-eu", "mcq", "seceu", "eqbench-v2"}) {
    const Outputs run = attune({"run", "--db", folder_.at("a.db"), "--pack",
                                std::string(kind) + ":" + path, "--subject", "stub/skill-80"});
    EXPECT_EQ(run.code, 2) << kind;
    EXPECT_NE(run.err.find("x.jsonl:"), std::string::npos) << kind << ": " << run.err;
  }
}

}  // namespace
}  // namespace attune::testing
