#include <nlohmann/json.hpp>

#include "tests/support/command.h"

namespace attune::testing {
namespace {

using Json = nlohmann::json;

// A database with one run of three role-plays that no judge has marked.
class Commands : public ::testing::Test {
 protected:
  void SetUp() override {
    const Outputs run = attune(
        {"run", "--db", db_, "--pack", "roleplay", "--limit", "3", "--subject", "stub/skill-85"});
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_EQ(run.out, "");
    EXPECT_NE(run.err.find("roleplay: nobody marks it"), std::string::npos) << run.err;
    run_ = Json::parse(
        attune({"list", "runs", "--db", db_, "--format", "json"}).out)["rows"][0]["run"];
  }

  Outputs judge() {
    return attune({"judge", run_, "--db", db_, "--judge", "stub/judge", "--format", "json"});
  }

  std::vector<Json> exported(const std::string& kind) {
    std::stringstream lines(attune({"export", kind, "--db", db_}).out);
    std::vector<Json> rows;
    for (std::string line; std::getline(lines, line);) rows.push_back(Json::parse(line));
    return rows;
  }

  TempFolder folder_;
  std::string db_ = folder_.at("a.db");
  std::string run_;
};

TEST_F(Commands, JudgeMarksStoredTranscriptsWithoutAskingTheSubjectAgain) {
  const auto played = exported("calls").size();
  const Outputs judged = judge();
  ASSERT_EQ(judged.code, 0) << judged.err;
  const Json row = Json::parse(judged.out)["rows"][0];
  EXPECT_EQ(row["score"]["samples"], 3);
  EXPECT_EQ(exported("calls").size(), played + 3);
}

TEST_F(Commands, JudgeViewShowsEveryReplyWhole) {
  ASSERT_EQ(judge().code, 0);
  for (const Json& sample : exported("samples")) {
    const std::string name = sample["scenario"].get<std::string>() + "@stub/skill-85#1";
    const Outputs view = attune({"show", run_, name, "--db", db_, "--judge-view"});
    EXPECT_EQ(view.code, 0) << view.err;
    for (const Json& turn : sample["transcript"]) {
      EXPECT_NE(view.out.find(turn["reply"].get<std::string>()), std::string::npos);
    }
  }
}

TEST_F(Commands, ASampleIsShownByItsNameOrByWhatItBeginsWith) {
  const Json sample = exported("samples").at(0);
  const auto scenario = sample["scenario"].get<std::string>();
  const Outputs whole = attune({"show", run_, scenario + "@stub/skill-85#1", "--db", db_});
  ASSERT_EQ(whole.code, 0) << whole.err;
  EXPECT_NE(whole.out.find(sample["transcript"][0]["reply"].get<std::string>().substr(0, 20)),
            std::string::npos);
  EXPECT_EQ(attune({"show", run_, scenario, "--db", db_}).out, whole.out);
  const Outputs none = attune({"show", run_, scenario + "@stub/skill-85#2", "--db", db_});
  EXPECT_EQ(none.code, 2);
  EXPECT_NE(none.err.find("did you mean '" + scenario + "@stub/skill-85#1'"), std::string::npos);
}

TEST_F(Commands, ExportsHoldEverySampleVerdictAndCall) {
  ASSERT_EQ(judge().code, 0);
  EXPECT_EQ(exported("samples").size(), 3U);
  EXPECT_EQ(exported("verdicts").size(), 3U);
  for (const Json& call : exported("calls")) EXPECT_EQ(call["outcome"], "ok");
}

TEST_F(Commands, ResumeOfAFinishedRunAsksNobody) {
  const auto before = exported("calls").size();
  EXPECT_EQ(attune({"resume", run_, "--db", db_}).code, 0);
  EXPECT_EQ(exported("calls").size(), before);
}

TEST_F(Commands, MoreRepeatsExtendTheSameRun) {
  const auto before = exported("calls").size();
  const Outputs more = attune({"run", "--db", db_, "--pack", "roleplay", "--limit", "3", "--repeat",
                               "2", "--subject", "stub/skill-85"});
  EXPECT_EQ(more.code, 0) << more.err;
  EXPECT_EQ(exported("calls").size(), 2 * before);
  EXPECT_EQ(
      Json::parse(attune({"list", "runs", "--db", db_, "--format", "json"}).out)["rows"].size(),
      1U);
}

TEST(Lists, ThereIsOneOfEverythingThatCanBeNamed) {
  for (const char* what : {"packs", "scorers", "wires", "formats", "importers", "exporters"}) {
    const Outputs list = attune({"list", what, "--format", "json"});
    EXPECT_EQ(list.code, 0) << what << list.err;
    EXPECT_FALSE(Json::parse(list.out)["rows"].empty()) << what;
  }
}

TEST(DryRun, SaysWhatWouldBeDoneAndMakesNothing) {
  const TempFolder folder;
  const Outputs plan = attune({"run", "--db", folder.at("a.db"), "--pack", "roleplay", "--subject",
                               "openai/nothing", "--judge", "openai/nobody", "--dry-run"});
  EXPECT_EQ(plan.code, 0) << plan.err;
  for (const char* line : {": 36 samples\n", "subject openai/nothing: 130 calls, ",
                           "judge openai/nobody: 36 calls, ", "in all 0 to 0 USD where prices"})
    EXPECT_NE(plan.out.find(line), std::string::npos) << line << "\n" << plan.out;
  EXPECT_FALSE(std::filesystem::exists(folder.at("a.db")));
}

}  // namespace
}  // namespace attune::testing
