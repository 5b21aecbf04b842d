// Every kind of pack, from the command line to the board, against the endpoint whose truth is
// known.
#include <map>

#include <nlohmann/json.hpp>

#include "tests/support/command.h"

namespace attune::testing {
namespace {

using Json = nlohmann::json;

class Packs : public ::testing::Test {
 protected:
  Json board(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"run", "--db", db_, "--format", "json"});
    const Outputs run = attune(arguments);
    EXPECT_EQ(run.code, 0) << run.err << run.out;
    return Json::parse(run.out, nullptr, false);
  }

  std::vector<Json> exported(const std::string& kind) {
    std::stringstream lines(attune({"export", kind, "--db", db_}).out);
    std::vector<Json> rows;
    for (std::string line; std::getline(lines, line);) rows.push_back(Json::parse(line));
    return rows;
  }

  // How many calls were made for each purpose.
  std::map<std::string, int> calls() {
    std::map<std::string, int> counts;
    for (const Json& call : exported("calls")) ++counts[call["purpose"].get<std::string>()];
    return counts;
  }

  TempFolder folder_;
  std::string db_ = folder_.at("a.db");
};

double points(const Json& row) {
  return row["score"]["point"].get<double>();
}

std::map<std::string, double> by_subject(const Json& board) {
  std::map<std::string, double> found;
  for (const Json& row : board["rows"]) found[row["subject"]] = points(row);
  return found;
}

TEST_F(Packs, PersonaIsPlayedWithASimulatedUserAndMarkedAgainstItsTruth) {
  const Json shown =
      board({"--pack", "persona", "--limit", "3", "--subject", "stub/skill-90", "--subject",
             "stub/skill-20", "--user", "stub/persona", "--judge", "stub/judge"});
  auto found = by_subject(shown);
  EXPECT_GT(found["stub/skill-90"], found["stub/skill-20"] + 20);
  const auto counts = calls();
  EXPECT_EQ(counts.at("play"), 2 * 3 * 9);       // eight turns and the debrief
  EXPECT_EQ(counts.at("user"), 2 * 3 * 8);       // their last words included
  EXPECT_EQ(counts.at("persona@1"), 2 * 3 * 2);  // the conversation, and the debrief
}

TEST_F(Packs, EveryStepOfAPersonasStateIsKept) {
  board({"--pack", "persona", "--limit", "1", "--subject", "stub/skill-90", "--user",
         "stub/persona", "--judge", "stub/judge"});
  const Json transcript = exported("samples").front()["transcript"];
  ASSERT_EQ(transcript.size(), 9U);
  for (const Json& turn : transcript) EXPECT_EQ(turn["aside"]["state"].size(), 22U);
  EXPECT_GT(transcript[8]["aside"]["state"]["trusting"],
            transcript[0]["aside"]["state"]["trusting"]);
}

TEST_F(Packs, PersonaWithoutAUserSaysWhatIsMissing) {
  const Outputs run = attune({"run", "--db", db_, "--pack", "persona", "--subject", "stub/skill-90",
                              "--judge", "stub/judge"});
  EXPECT_EQ(run.code, 2);
  EXPECT_NE(run.err.find("persona: its other side is played by a model: --user"), std::string::npos)
      << run.err;
}

TEST_F(Packs, SpiralJudgesEveryTurnIncludingTheFirst) {
  const Json shown =
      board({"--pack", "spiral", "--limit", "2", "--subject", "stub/skill-90", "--subject",
             "stub/skill-20", "--user", "stub/persona", "--judge", "stub/judge"});
  auto found = by_subject(shown);
  EXPECT_GT(found["stub/skill-90"], found["stub/skill-20"]);
  const auto counts = calls();
  EXPECT_EQ(counts.at("play"), 2 * 2 * 20);
  EXPECT_EQ(counts.at("user"), 2 * 2 * 19);
  EXPECT_EQ(counts.at("spiral@1"), 2 * 2 * 21);  // each turn, and the whole
}

TEST_F(Packs, AbilityScoresASubjectAtItsSkill) {
  const Json shown = board({"--pack", "ability", "--subject", "stub/skill-80", "--repeat", "5"});
  const Json& row = shown["rows"][0];
  EXPECT_EQ(row["score"]["samples"], 5 * row["score"]["clusters"].get<int>());
  EXPECT_NEAR(points(row), 80, 9);  // wrong answers may be worth something too
  EXPECT_EQ(row["groups"]["format"].size(), 5U);
  EXPECT_EQ(shown["cited"].size(), 2U);
}

TEST_F(Packs, MarkingTellsAGoodJudgeFromAPoorOne) {
  const Json shown = board({"--pack", "marking", "--repeat", "3", "--subject", "stub/skill-95",
                            "--subject", "stub/skill-30"});
  auto found = by_subject(shown);
  EXPECT_GT(found["stub/skill-95"], found["stub/skill-30"] + 10);
}

TEST_F(Packs, EmobenchsAlwaysCAnswererIsFoundOut) {
  const std::string data = published_data();
  if (data.empty()) GTEST_SKIP() << "no published data: set ATTUNE_TEST_DATA";
  const std::string pack = "emobench-ea-en:" + data + "/emobench/EA.jsonl";
  const Json upstream = board({"--pack", pack, "--subject", "stub/always-c", "--upstream-order"});
  EXPECT_DOUBLE_EQ(points(upstream["rows"][0]), 100.0 * 74 / 200);
  const Json shuffled =
      board({"--pack", pack, "--subject", "stub/always-c", "--release", "shuffled"});
  int found = 0;
  for (const Json& row : shuffled["rows"]) {
    if (row["release"] != "shuffled") continue;
    ++found;
    EXPECT_NEAR(points(row), 25, 10);
  }
  EXPECT_EQ(found, 1);
}

TEST_F(Packs, EmobenchEuNeedsBothAnswers) {
  const std::string data = published_data();
  if (data.empty()) GTEST_SKIP() << "no published data: set ATTUNE_TEST_DATA";
  const Json shown =
      board({"--pack", "emobench-eu:" + data + "/emobench/EU.jsonl", "--subject", "stub/skill-64"});
  EXPECT_NEAR(points(shown["rows"][0]), 64, 12);
  EXPECT_EQ(shown["rows"][0]["groups"]["language"].size(), 2U);
}

TEST_F(Packs, Eqbench3CompatMakesTheReferencesCalls) {
  const std::string data = published_data();
  if (data.empty()) GTEST_SKIP() << "no published data: set ATTUNE_TEST_DATA";
  const Json shown = board({"--pack", "eqbench3:" + data + "/eqbench3", "--subject",
                            "stub/skill-80", "--judge", "stub/judge", "--compat"});
  EXPECT_NEAR(points(shown["rows"][0]), 80, 5);
  const auto counts = calls();
  EXPECT_EQ(counts.at("play"), 118);
  EXPECT_EQ(counts.at("eqbench3@1"), 45);
  EXPECT_EQ(counts.size(), 2U);
}

TEST_F(Packs, Eqbench3PlaysTheScenarioThatTheReferenceLoses) {
  const std::string data = published_data();
  if (data.empty()) GTEST_SKIP() << "no published data: set ATTUNE_TEST_DATA";
  board({"--pack", "eqbench3:" + data + "/eqbench3", "--subject", "stub/skill-80", "--judge",
         "stub/judge"});
  const auto counts = calls();
  EXPECT_EQ(counts.at("play"), 119);
  EXPECT_EQ(counts.at("eqbench3-robust@1"), 46);
}

}  // namespace
}  // namespace attune::testing
