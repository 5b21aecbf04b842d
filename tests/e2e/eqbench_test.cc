#include <cmath>

#include <nlohmann/json.hpp>

#include "tests/support/command.h"

namespace attune::testing {
namespace {

using Json = nlohmann::json;

std::vector<std::string> result_files(const std::string& data) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(data + "/eqbench-v2/results"))
    files.push_back(entry.path().string());
  return files;
}

// The model's name without the provider that the importer puts before it.
bool names(const std::string& subject, const std::string& model) {
  return subject == model || subject.ends_with("/" + model);
}

TEST(EqbenchImport, GivesEveryPublishedScoreWithinThreeHundredths) {
  const std::string data = published_data();
  if (data.empty()) GTEST_SKIP() << "no published data: set ATTUNE_TEST_DATA";
  const TempFolder folder;
  const std::vector<std::string> files = result_files(data);
  ASSERT_EQ(files.size(), 20U);
  std::vector<std::string> import = {
      "import",          "eqbench-v2",  "--db",
      folder.at("a.db"), "--questions", data + "/eqbench-v2/eq_bench_v2_questions_171.json"};
  import.insert(import.end(), files.begin(), files.end());
  const Outputs imported = attune(import);
  ASSERT_EQ(imported.code, 0) << imported.err;
  const Json board = Json::parse(
      attune({"leaderboard", "--db", folder.at("a.db"), "--pack", "eqbench-v2", "--format", "json"})
          .out);
  EXPECT_EQ(board["rows"].size(), 20U);
  for (const std::string& file : files) {
    const Json published = Json::parse(file_text(file));
    int found = 0;
    for (const Json& row : board["rows"]) {
      if (!names(row["subject"], published["model_path"])) continue;
      ++found;
      EXPECT_NEAR(row["score"]["point"].get<double>(), published["benchmark_score"].get<double>(),
                  0.03)
          << file;
    }
    EXPECT_EQ(found, 1) << file;
  }
}

TEST(EqbenchImport, OfTheSameFilesTwiceChangesNothing) {
  const std::string data = published_data();
  if (data.empty()) GTEST_SKIP() << "no published data: set ATTUNE_TEST_DATA";
  const TempFolder folder;
  const std::vector<std::string> import = {"import",
                                           "eqbench-v2",
                                           "--db",
                                           folder.at("a.db"),
                                           "--questions",
                                           data + "/eqbench-v2/eq_bench_v2_questions_171.json",
                                           result_files(data).front()};
  const std::vector<std::string> board = {"leaderboard", "--db", folder.at("a.db"), "--format",
                                          "json"};
  ASSERT_EQ(attune(import).code, 0);
  const std::string once = attune(board).out;
  ASSERT_EQ(attune(import).code, 0);
  EXPECT_EQ(attune(board).out, once);
}

TEST(EqbenchRun, AsksAll171QuestionsOfASubjectOfKnownSkill) {
  const std::string data = published_data();
  if (data.empty()) GTEST_SKIP() << "no published data: set ATTUNE_TEST_DATA";
  const TempFolder folder;
  const Outputs run = attune({"run", "--db", folder.at("a.db"), "--pack",
                              "eqbench-v2:" + data + "/eqbench-v2/eq_bench_v2_questions_171.json",
                              "--subject", "stub/skill-85", "--format", "json"});
  ASSERT_EQ(run.code, 0) << run.err;
  const Json row = Json::parse(run.out)["rows"][0];
  EXPECT_EQ(row["score"]["samples"], 171);
  EXPECT_EQ(row["missing"], 0);
  EXPECT_NEAR(row["score"]["point"].get<double>(), 85,
              4);  // three standard errors of its own interval
}

}  // namespace
}  // namespace attune::testing
