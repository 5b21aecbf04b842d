#include <fstream>

#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/eqbench3_folder.h"
#include "tests/support/eqbench3_results.h"

namespace attune::testing {
namespace {

using Json = nlohmann::json;

void write(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

class Eqbench3Commands : public ::testing::Test {
 protected:
  Eqbench3Commands() {
    std::filesystem::create_directory(folder_.at("d"));
    for (const PackFile& file : an_eqbench3_folder()) write(folder_.at(file.name), file.text);
    write(folder_.at("runs.json"), kEqbench3RunsFile);
    write(folder_.at("elo.json"), kEqbench3EloFile);
  }

  Outputs import(const std::string& kind, const std::string& file, const std::string& db) {
    return attune(
        {"import", kind, "--db", folder_.at(db), "--questions", folder_.at("d"), folder_.at(file)});
  }

  Outputs give(const std::string& kind, const std::string& db, const std::string& out = "") {
    std::vector<std::string> words = {"export", kind, "--db", folder_.at(db)};
    if (!out.empty()) words.insert(words.end(), {"--out", folder_.at(out)});
    return attune(words);
  }

  TempFolder folder_;
};

TEST_F(Eqbench3Commands, ARunsFileGoesInAndComesOutPackedAndGoesInAgain) {
  const Outputs imported = import("eqbench3-runs", "runs.json", "a.db");
  ASSERT_EQ(imported.code, 0) << imported.err;
  EXPECT_NE(imported.out.find("66.25"), std::string::npos) << imported.out;
  ASSERT_EQ(give("eqbench3-runs", "a.db", "again.json.gz").code, 0);
  const Outputs again = import("eqbench3-runs", "again.json.gz", "b.db");
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(again.out, imported.out);
  EXPECT_EQ(Json::parse(give("eqbench3-runs", "b.db").out), Json::parse(kEqbench3RunsFile));
  EXPECT_NE(import("eqbench3-runs", "again.json.gz", "a.db").out.find("2 of 2 runs were here"),
            std::string::npos);
}

TEST_F(Eqbench3Commands, AnEloFileGoesInAndComesOut) {
  const Outputs imported = import("eqbench3-elo", "elo.json", "a.db");
  ASSERT_EQ(imported.code, 0) << imported.err;
  EXPECT_NE(imported.out.find("6 comparisons, 2 of them errors"), std::string::npos);
  EXPECT_EQ(Json::parse(give("eqbench3-elo", "a.db").out), Json::parse(kEqbench3EloFile));
}

TEST_F(Eqbench3Commands, ImportedRunsStandOnABoard) {
  ASSERT_EQ(import("eqbench3-runs", "runs.json", "a.db").code, 0);
  const Outputs board = attune({"leaderboard", "--db", folder_.at("a.db"), "--pack", "eqbench3",
                                "--scorer", "eqbench3", "--format", "json"});
  ASSERT_EQ(board.code, 0) << board.err;
  EXPECT_NE(board.out.find("unknown/tiny-1"), std::string::npos);
}

TEST_F(Eqbench3Commands, AnExportNeverOverwrites) {
  ASSERT_EQ(import("eqbench3-elo", "elo.json", "a.db").code, 0);
  EXPECT_EQ(give("eqbench3-elo", "a.db", "elo.json").code, 2);
}

TEST_F(Eqbench3Commands, ABadFileAmongSeveralStoresNothing) {
  write(folder_.at("bad.json"),
        R"({"k": {"model_name": "m", "scenario_tasks": {"1": {"77": {}}}}})");
  const Outputs imported =
      attune({"import", "eqbench3-runs", "--db", folder_.at("a.db"), "--questions", folder_.at("d"),
              folder_.at("runs.json"), folder_.at("bad.json")});
  EXPECT_EQ(imported.code, 2);
  EXPECT_NE(imported.err.find("scenario_tasks.1.77"), std::string::npos) << imported.err;
  EXPECT_EQ(give("eqbench3-runs", "a.db").out, "{\n}\n");
}

TEST_F(Eqbench3Commands, WithoutItsQuestionsAnImportSaysWhatIsMissing) {
  const Outputs imported =
      attune({"import", "eqbench3-runs", "--db", folder_.at("a.db"), folder_.at("runs.json")});
  EXPECT_EQ(imported.code, 2);
  EXPECT_NE(imported.err.find("--questions"), std::string::npos);
}

TEST(Eqbench3Published, ARunPlayedHereIsReadBackFromItsExport) {
  const std::string data = published_data();
  if (data.empty()) GTEST_SKIP() << "no published data: set ATTUNE_TEST_DATA";
  const TempFolder folder;
  const Outputs run =
      attune({"run", "--db", folder.at("a.db"), "--pack", "eqbench3:" + data + "/eqbench3",
              "--subject", "stub/skill-80", "--judge", "stub/judge"});
  ASSERT_EQ(run.code, 0) << run.err;
  ASSERT_EQ(attune({"export", "eqbench3-runs", "--db", folder.at("a.db"), "--out",
                    folder.at("runs.json.gz")})
                .code,
            0);
  const Outputs imported = attune({"import", "eqbench3-runs", "--db", folder.at("b.db"),
                                   "--questions", data + "/eqbench3", folder.at("runs.json.gz")});
  ASSERT_EQ(imported.code, 0) << imported.err;
  const auto text = [&](const std::string& db) {
    return Json::parse(attune({"export", "eqbench3-runs", "--db", folder.at(db)}).out);
  };
  EXPECT_EQ(text("b.db"), text("a.db"));
  EXPECT_EQ(text("a.db").begin().value()["scenario_tasks"]["1"].size(), 46U);
}

}  // namespace
}  // namespace attune::testing
