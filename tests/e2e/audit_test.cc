#include <nlohmann/json.hpp>

#include "tests/support/command.h"

namespace attune::testing {
namespace {

using Json = nlohmann::json;

// Three subjects of nearly equal skill, so that whatever else moves a judge shows.
class Audit : public ::testing::Test {
 protected:
  void judge_by(const std::string& judge) {
    const Outputs duelled =
        attune({"duel", "--db", db_, "--pack", "roleplay", "--limit", "14", "--subject",
                "stub/skill-70", "--subject", "stub/skill-74", "--subject", "stub/skill-78",
                "--judge", judge, "--schedule", "full"});
    ASSERT_EQ(duelled.code, 0) << duelled.err;
  }

  Outputs audit(const std::string& judge, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"audit", judge, "--db", db_, "--format", "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return attune(arguments);
  }

  static std::string flag(const Outputs& audit, const std::string& name) {
    const Json page = Json::parse(audit.out);
    for (const Json& flag : page["flags"]) {
      if (flag["name"] == name) return flag["bias"];
    }
    return audit.out + audit.err;
  }

  std::string ratings() { return attune({"ratings", "--db", db_, "--format", "json"}).out; }

  TempFolder folder_;
  std::string db_ = folder_.at("a.db");
};

TEST_F(Audit, AJudgeThatLeansIsFoundAndAFairOneIsNot) {
  for (const std::string judge : {"stub/judge", "stub/judge-first", "stub/judge-long"})
    judge_by(judge);
  EXPECT_EQ(flag(audit("stub/judge"), "position"), "not found");
  EXPECT_EQ(flag(audit("stub/judge"), "length"), "not found");
  EXPECT_EQ(flag(audit("stub/judge-first"), "position"), "found");
  EXPECT_EQ(flag(audit("stub/judge-long"), "length"), "found");
  // The two who look at the replies agree on some pairs: those are anchors for the third.
  const Outputs anchored = audit("stub/judge-first", {"--probe", "anchors", "--pairs", "4"});
  ASSERT_EQ(anchored.code, 0) << anchored.err;
  const Json page = Json::parse(anchored.out);
  const Json& figure = page["figures"].back();
  EXPECT_EQ(figure["name"], "probe.anchors") << figure;
  EXPECT_TRUE(figure["estimate"].is_object()) << figure;
}

TEST_F(Audit, ExtraCallsTellMoreAndMoveNoRating) {
  judge_by("stub/judge");
  const std::string before = ratings();
  const Outputs padded = audit("stub/judge", {"--probe", "padding", "--pairs", "4"});
  ASSERT_EQ(padded.code, 0) << padded.err;
  EXPECT_NE(padded.out.find("probe.padding"), std::string::npos) << padded.out;
  EXPECT_EQ(ratings(), before);
  const Outputs repeated = audit("stub/judge", {"--probe", "repeat", "--pairs", "4"});
  ASSERT_EQ(repeated.code, 0) << repeated.err;
  EXPECT_NE(repeated.err.find("marked"), std::string::npos) << repeated.err;
}

TEST_F(Audit, WhoIsNotKnownIsSaid) {
  judge_by("stub/judge");
  const Outputs unknown = audit("stub/judg");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_NE(unknown.err.find("stub/judge"), std::string::npos) << unknown.err;
}

}  // namespace
}  // namespace attune::testing
