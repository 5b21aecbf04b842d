#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/command.h"

namespace attune::testing {
namespace {

using Json = nlohmann::json;

// Two stubs far apart and two alike, played on a pack for rules and one for a judge.
class Compare : public ::testing::Test {
 protected:
  void SetUp() override {
    const Outputs played =
        attune({"run", "--pack", "intensity", "--pack", "roleplay", "--limit", "12", "--subject",
                "stub/skill-80", "--subject", "stub/skill-40", "--subject", "stub/skill-79",
                "--judge", "stub/judge", "--release", "r1", "--db", db_});
    ASSERT_EQ(played.code, 0) << played.err;
  }

  Outputs compare(std::vector<std::string> more) {
    more.insert(more.begin(), {"compare", "--db", db_});
    return attune(std::move(more));
  }

  TempFolder folder_;
  std::string db_ = folder_.at("a.db");
};

TEST_F(Compare, TheFirstSentenceAnswersTheQuestion) {
  const Outputs table = compare({"stub/skill-80", "stub/skill-40", "--pack", "roleplay"});
  ASSERT_EQ(table.code, 0) << table.err;
  EXPECT_NE(table.out.find("stub/skill-80 (r1) (stub) is "), std::string::npos) << table.out;
  EXPECT_NE(table.out.find(" better than "), std::string::npos) << table.out;
  EXPECT_NE(table.out.find("no model was measured"), std::string::npos);
  EXPECT_TRUE(table.err.empty()) << table.err;
  // The same bytes again.
  EXPECT_EQ(compare({"stub/skill-80", "stub/skill-40", "--pack", "roleplay"}).out, table.out);
}

TEST_F(Compare, EveryPackHasAReportInEveryFormat) {
  const Outputs json = compare({"stub/skill-80", "stub/skill-40", "stub/skill-79", "--format",
                                "json", "--equivalence", "3"});
  ASSERT_EQ(json.code, 0) << json.err;
  const Json all = Json::parse(json.out);
  EXPECT_EQ(all["schema"], "attune.differences/1");
  ASSERT_EQ(all["differences"].size(), 2U);
  for (const Json& report : all["differences"]) {
    ASSERT_EQ(report["rows"].size(), 2U);
    EXPECT_EQ(report["rows"][0]["shown"], true);
    EXPECT_EQ(report["rows"][0]["points"].size(), 12U);
    EXPECT_EQ(report["rows"][1]["second"]["subject"], "stub/skill-79");
    EXPECT_NE(report["rows"][1]["equivalence"]["likeness"], "different");
  }
  const std::string csv = compare({"stub/skill-80", "stub/skill-40", "--format", "csv"}).out;
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 3);
  const std::string markdown =
      compare({"stub/skill-80", "stub/skill-40", "--format", "markdown"}).out;
  EXPECT_NE(markdown.find("#### Scenarios that differ most"), std::string::npos) << markdown;
  const std::string latex = compare({"stub/skill-80", "stub/skill-40", "--format", "latex"}).out;
  EXPECT_NE(latex.find("\\toprule"), std::string::npos) << latex;
}

TEST_F(Compare, AGateThatHoldsGivesAHundredAndPrintsAllTheSame) {
  const std::vector<std::string> sides = {"stub/skill-40", "stub/skill-80", "--pack", "roleplay"};
  const auto with = [&](const std::string& gate) {
    std::vector<std::string> words = sides;
    words.insert(words.end(), {"--fail-on", gate});
    return compare(words);
  };
  const Outputs crossed = with("lower < -2");
  EXPECT_EQ(crossed.code, 100);
  EXPECT_NE(crossed.out.find("worse than"), std::string::npos) << crossed.out;
  EXPECT_NE(crossed.err.find("lower < -2 holds: lower is -"), std::string::npos) << crossed.err;
  EXPECT_EQ(std::count(crossed.err.begin(), crossed.err.end(), '\n'), 1);
  EXPECT_EQ(with("point > 0").code, 0);
  const Outputs unknown = with("lowr < -2");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_NE(unknown.err.find("did you mean 'lower'"), std::string::npos) << unknown.err;
}

TEST_F(Compare, WhatCannotBeMeantIsExplained) {
  EXPECT_EQ(compare({"stub/skill-80"}).code, 2);
  EXPECT_EQ(compare({"stub/skill-80", "stub/skill-80@r1"}).code, 2);
  const Outputs unknown = compare({"stub/skill-81", "stub/skill-80"});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_NE(unknown.err.find("did you mean 'stub/skill-80'"), std::string::npos) << unknown.err;
}

TEST_F(Compare, ReleasesAndRunsAreSidesOfTheirOwn) {
  const Outputs later =
      attune({"run", "--pack", "roleplay", "--limit", "12", "--subject", "stub/skill-80", "--judge",
              "stub/judge", "--release", "r2", "--seed", "7", "--db", db_});
  ASSERT_EQ(later.code, 0) << later.err;
  const Outputs open = compare({"stub/skill-80", "stub/skill-40", "--pack", "roleplay"});
  EXPECT_EQ(open.code, 2);
  EXPECT_NE(open.err.find("stub/skill-80@r1, stub/skill-80@r2"), std::string::npos) << open.err;
  const Outputs releases =
      compare({"stub/skill-80@r2", "stub/skill-80@r1", "--pack", "roleplay", "--format", "json"});
  ASSERT_EQ(releases.code, 0) << releases.err;
  EXPECT_EQ(Json::parse(releases.out)["first"]["release"], "r2");

  const std::string listed = attune({"list", "runs", "--db", db_, "--format", "json"}).out;
  const auto at = later.err.find("run ");
  ASSERT_NE(at, std::string::npos) << later.err << listed;
  const std::string letters = later.err.substr(at + 4, 6);
  const Outputs run = compare({letters, "stub/skill-40", "--pack", "roleplay", "--format", "json"});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(Json::parse(run.out)["first"]["run"].get<std::string>().substr(0, 6), letters);
}

TEST_F(Compare, AnotherJudgeIsRefusedUnlessAskedFor) {
  const Outputs other =
      attune({"run", "--pack", "roleplay", "--limit", "12", "--subject", "stub/skill-60", "--judge",
              "stub/judge-first", "--release", "r1", "--db", db_});
  ASSERT_EQ(other.code, 0) << other.err;
  const std::vector<std::string> sides = {"stub/skill-80", "stub/skill-60", "--pack", "roleplay"};
  const Outputs refused = compare(sides);
  EXPECT_EQ(refused.code, 2);
  EXPECT_NE(refused.err.find("the judge: "), std::string::npos) << refused.err;
  std::vector<std::string> unlike = sides;
  unlike.push_back("--unlike");
  const Outputs compared = compare(unlike);
  EXPECT_EQ(compared.code, 0) << compared.err;
  EXPECT_NE(compared.out.find("played or marked otherwise"), std::string::npos) << compared.out;
}

}  // namespace
}  // namespace attune::testing
