#include <nlohmann/json.hpp>

#include "tests/support/command.h"

namespace attune::testing {
namespace {

using Json = nlohmann::json;

// Releases of one subject against stubs whose judge or subjects are otherwise each time.
class DriftCommand : public ::testing::Test {
 protected:
  void release(const std::string& label, std::vector<std::string> stub_options) {
    const StubProcess stub(std::move(stub_options));
    const Outputs run = attune({"run", "--db", db_, "--pack", "roleplay", "--subject",
                                "stub/skill-70", "--judge", "stub/judge", "--release", label},
                               {stub.setting()});
    ASSERT_EQ(run.code, 0) << run.err;
  }

  Outputs drift(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"drift", "stub/skill-70", "--db",
                                          db_,     "--format",      "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return attune(arguments);
  }

  Json drifted(std::vector<std::string> more = {}) {
    const Outputs outputs = drift(std::move(more));
    EXPECT_EQ(outputs.code, 0) << outputs.err;
    return Json::parse(outputs.out);
  }

  TempFolder folder_;
  std::string db_ = folder_.at("a.db");
};

TEST_F(DriftCommand, SaysJudgeWhereTheSameRepliesGetOtherMarks) {
  release("spring", {});
  release("autumn", {"--judge-bias", "-4"});
  const Json found = drifted();
  EXPECT_EQ(found["schema"], "attune.drift/1");
  EXPECT_EQ(found["whole"]["cause"], "judge") << found.dump(1);
  EXPECT_LT(found["whole"]["judge"]["high"], 0);
}

TEST_F(DriftCommand, SaysModelWhereTheRepliesAreOthers) {
  release("spring", {});
  release("autumn", {"--skill-shift", "-25"});
  const Json found = drifted();
  EXPECT_EQ(found["whole"]["cause"], "model") << found.dump(1);
  EXPECT_LT(found["whole"]["model"]["high"], 0);
}

TEST_F(DriftCommand, FailsOnAGateAndPrintsAllTheSame) {
  release("spring", {});
  release("autumn", {"--skill-shift", "-25"});
  const Outputs failed = drift({"--fail-on", "model_upper < 0"});
  EXPECT_EQ(failed.code, 100);
  EXPECT_EQ(Json::parse(failed.out)["schema"], "attune.drift/1");
  EXPECT_NE(failed.err.find("model_upper < 0"), std::string::npos);
  EXPECT_EQ(drift({"--fail-on", "model_lower > 0"}).code, 0);
  EXPECT_EQ(drift({"--fail-on", "model_loer > 0"}).code, 2);
}

TEST_F(DriftCommand, WantsToKnowWhichReleasesThereAre) {
  release("spring", {});
  release("autumn", {});
  const Outputs wrong = drift({"--from", "sprung"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_NE(wrong.err.find("spring"), std::string::npos) << wrong.err;
}

// Looks of a watch on a panel of twelve.
class WatchCommand : public ::testing::Test {
 protected:
  Outputs look(const StubProcess& stub, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {
        "watch",   "stub/skill-70", "--db",    db_,  "--pack",   "roleplay",
        "--judge", "stub/judge",    "--panel", "12", "--format", "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return attune(arguments, {stub.setting()});
  }

  TempFolder folder_;
  std::string db_ = folder_.at("a.db");
};

TEST_F(WatchCommand, RaisesAnAlarmOnceTheSubjectIsAnotherAndNotBefore) {
  {
    const StubProcess stub;
    for (int i = 0; i < 6; ++i) {
      const Outputs quiet = look(stub);
      ASSERT_EQ(quiet.code, 0) << quiet.out << quiet.err;
    }
  }
  const StubProcess stub({"--skill-shift", "-40"});
  int code = 0;
  Json found;
  for (int i = 0; i < 4 && code == 0; ++i) {
    const Outputs outputs = look(stub);
    code = outputs.code;
    found = Json::parse(outputs.out);
  }
  EXPECT_EQ(code, 100);
  EXPECT_EQ(found["schema"], "attune.watch/1");
  bool of_score = false;
  for (const Json& alarm : found["alarms"]) of_score = of_score || alarm["signal"] == "score";
  EXPECT_TRUE(of_score) << found["alarms"].dump(1);
}

TEST_F(WatchCommand, LooksAreOnNoLeaderboard) {
  const StubProcess stub;
  ASSERT_EQ(look(stub).code, 0);
  const Outputs board = attune({"leaderboard", "--db", db_});
  EXPECT_EQ(board.code, 2);
  EXPECT_NE(board.err.find("nothing is scored yet"), std::string::npos) << board.err;
  EXPECT_EQ(look(stub, {"--look-only"}).code, 0);
}

}  // namespace
}  // namespace attune::testing
