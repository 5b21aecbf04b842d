#include "tests/support/command.h"

namespace attune::testing {
namespace {

// Where nobody listens.
const std::string kNowhere = "STUB_BASE_URL=http://127.0.0.1:9/v1";

class Replay : public ::testing::Test {
 protected:
  void SetUp() override {
    const Outputs played = attune(run({"--db", old_}));
    ASSERT_EQ(played.code, 0) << played.err;
  }

  static std::vector<std::string> run(std::vector<std::string> more) {
    more.insert(more.begin(),
                {"run", "--pack", "roleplay", "--limit", "3", "--subject", "stub/skill-85",
                 "--subject", "stub/skill-40", "--judge", "stub/judge", "--format", "json"});
    return more;
  }

  static std::string exported(const std::string& kind, const std::string& db) {
    return attune({"export", kind, "--db", db}).out;
  }

  TempFolder folder_;
  std::string old_ = folder_.at("old.db");
  std::string new_ = folder_.at("new.db");
};

TEST_F(Replay, ARunIsPlayedAgainOfflineBitForBit) {
  const Outputs replayed = attune(run({"--db", new_, "--replay", old_}), {kNowhere});
  ASSERT_EQ(replayed.code, 0) << replayed.err;
  EXPECT_EQ(replayed.out, attune({"leaderboard", "--db", old_, "--format", "json"}).out);
  EXPECT_NE(exported("samples", new_), "");
  EXPECT_EQ(exported("samples", new_), exported("samples", old_));
  EXPECT_EQ(exported("verdicts", new_), exported("verdicts", old_));
}

TEST_F(Replay, WhatIsNotOnTheCassetteIsSaidAndNotAskedForElsewhere) {
  std::vector<std::string> more = run({"--db", new_, "--replay", old_, "--repeat", "2"});
  const Outputs replayed = attune(more, {kNowhere});
  EXPECT_EQ(replayed.code, 1) << replayed.err;
  EXPECT_NE(exported("samples", new_).find("it is not on the cassette"), std::string::npos);
}

TEST_F(Replay, ACassetteThatIsNotThereIsBadInput) {
  EXPECT_EQ(attune(run({"--db", new_, "--replay", folder_.at("none.db")})).code, 2);
}

}  // namespace
}  // namespace attune::testing
