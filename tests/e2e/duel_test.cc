#include <set>

#include <nlohmann/json.hpp>

#include "tests/support/command.h"

namespace attune::testing {
namespace {

using Json = nlohmann::json;

// Three subjects of known skill, compared on six role-plays.
class DuelCommand : public ::testing::Test {
 protected:
  Outputs duel(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"duel",
                                          "--db",
                                          db_,
                                          "--pack",
                                          "roleplay",
                                          "--limit",
                                          "6",
                                          "--subject",
                                          "stub/skill-60",
                                          "--subject",
                                          "stub/skill-90",
                                          "--subject",
                                          "stub/skill-75",
                                          "--judge",
                                          "stub/judge",
                                          "--format",
                                          "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return attune(arguments);
  }

  std::vector<Json> exported(const std::string& kind) {
    std::stringstream lines(attune({"export", kind, "--db", db_}).out);
    std::vector<Json> rows;
    for (std::string line; std::getline(lines, line);) rows.push_back(Json::parse(line));
    return rows;
  }

  std::string run_named(const std::string& command) {
    const Json runs = Json::parse(attune({"list", "runs", "--db", db_, "--format", "json"}).out);
    for (const Json& row : runs["rows"]) {
      if (row["command"] == command) return row["run"];
    }
    return {};
  }

  TempFolder folder_;
  std::string db_ = folder_.at("a.db");
};

TEST_F(DuelCommand, PlaysComparesAndRatesInOneGo) {
  const Outputs duelled = duel({"--schedule", "full"});
  ASSERT_EQ(duelled.code, 0) << duelled.err;
  const Json board = Json::parse(duelled.out);
  std::vector<std::string> order;
  for (const Json& row : board["rows"]) order.push_back(row["subject"]);
  EXPECT_EQ(order, (std::vector<std::string>{"stub/skill-90", "stub/skill-75", "stub/skill-60"}));
  EXPECT_EQ(exported("comparisons").size(), 3U * 6U * 2U);
}

TEST_F(DuelCommand, TheSameAgainAsksNobodyAndSaysTheSame) {
  const Outputs first = duel();
  ASSERT_EQ(first.code, 0) << first.err;
  const std::size_t calls = exported("calls").size();
  const Outputs second = duel();
  EXPECT_EQ(second.code, 0) << second.err;
  EXPECT_EQ(second.out, first.out);
  EXPECT_EQ(exported("calls").size(), calls);
}

TEST_F(DuelCommand, ANewcomerIsPlacedWithoutComparingTheOthersAgain) {
  ASSERT_EQ(duel({"--schedule", "full"}).code, 0);
  const std::size_t before = exported("comparisons").size();
  const Outputs placed =
      attune({"duel", "--db", db_, "--pack", "roleplay", "--limit", "6", "--subject",
              "stub/skill-68", "--ladder", "--judge", "stub/judge", "--format", "json"});
  ASSERT_EQ(placed.code, 0) << placed.err;
  EXPECT_EQ(Json::parse(placed.out)["rows"].size(), 4U);
  const auto after = exported("comparisons");
  EXPECT_GT(after.size(), before);
  for (std::size_t i = before; i < after.size(); ++i) {
    EXPECT_TRUE(after[i]["first"] == "stub/skill-68" || after[i]["second"] == "stub/skill-68");
  }
}

TEST_F(DuelCommand, WhatTheJudgeReadIsShownWithBothRepliesWhole) {
  ASSERT_EQ(duel({"--schedule", "full"}).code, 0);
  const std::string run = run_named("duel");
  std::size_t seen = 0;
  for (const Json& comparison : exported("comparisons")) {
    if (comparison["turned"] == true) continue;
    const std::string name = comparison["scenario"].get<std::string>() + "@" +
                             comparison["first"].get<std::string>() + "@" +
                             comparison["second"].get<std::string>();
    const Outputs view = attune({"show", run, name, "--db", db_, "--judge-view"});
    ASSERT_EQ(view.code, 0) << view.err;
    for (const Json& sample : exported("samples")) {
      const bool shown =
          sample["scenario"] == comparison["scenario"] &&
          (sample["subject"] == comparison["first"] || sample["subject"] == comparison["second"]);
      for (const Json& turn : sample["transcript"]) {
        if (!shown) continue;
        ++seen;
        EXPECT_NE(view.out.find(turn["reply"].get<std::string>()), std::string::npos);
      }
    }
    if (seen > 4) break;  // of a few pairs
  }
  EXPECT_GT(seen, 4U);
}

TEST_F(DuelCommand, BadInputIsSaidInOneSentenceBeforeAnyCall) {
  const auto fails = [&](std::vector<std::string> arguments, const std::string& what) {
    arguments.insert(arguments.begin(), {"duel", "--db", db_});
    const Outputs outputs = attune(arguments);
    EXPECT_EQ(outputs.code, 2) << outputs.err;
    EXPECT_NE(outputs.err.find(what), std::string::npos) << outputs.err;
  };
  fails({"--pack", "roleplay", "--subject", "stub/skill-90", "--judge", "stub/judge", "--schedule",
         "eqbench3"},
        "--ladder");
  fails({"--pack", "roleplay", "--subject", "stub/skill-90", "--judge", "stub/judge", "--scorer",
         "pairwize"},
        "pairwise");
  fails({"--pack", "roleplay", "--subject", "skill", "--judge", "stub/judge"},
        "expected provider/model");
  fails({"--pack", "intensity", "--subject", "stub/skill-90", "--judge", "stub/judge"},
        "cannot be compared");
}

}  // namespace
}  // namespace attune::testing
