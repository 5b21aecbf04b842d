#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/command.h"

namespace attune::testing {
namespace {

using Json = nlohmann::json;

// Votes on ten scenarios: a before b before c, each pair with an upset.
std::string some_votes() {
  std::string text = "scenario,first,second,winner,judge\n";
  const auto vote = [&text](int scenario, const std::string& two, const std::string& winner) {
    text += "q" + std::to_string(scenario) + "," + two + "," + winner + ",person " +
            std::to_string(scenario % 3) + "\n";
  };
  for (int scenario = 0; scenario < 10; ++scenario) {
    vote(scenario, "lab/a,lab/b", scenario < 7 ? "first" : "second");
    vote(scenario, "lab/c,lab/b", scenario > 2 ? "second" : "first");
    vote(scenario, "lab/a,lab/c", scenario == 0 ? "tie" : scenario == 1 ? "second" : "first");
  }
  return text;
}

class Ratings : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ofstream(folder_.at("votes.csv")) << some_votes();
    const Outputs imported =
        attune({"import", "votes", folder_.at("votes.csv"), "--pack", "talks", "--db", db_});
    ASSERT_EQ(imported.code, 0) << imported.err;
  }

  Outputs ratings(std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"ratings", "--db", db_});
    return attune(std::move(more));
  }

  TempFolder folder_;
  std::string db_ = folder_.at("a.db");
};

TEST_F(Ratings, ImportedVotesAreRatedInEveryFormat) {
  const Outputs table = ratings();
  ASSERT_EQ(table.code, 0) << table.err;
  EXPECT_NE(table.out.find("compared by vote@1"), std::string::npos) << table.out;
  EXPECT_LT(table.out.find("lab/a"), table.out.find("lab/b"));
  EXPECT_LT(table.out.find("lab/b"), table.out.find("lab/c"));

  const Json json = Json::parse(ratings({"--format", "json"}).out);
  EXPECT_EQ(json["schema"], "attune.ratings/1");
  ASSERT_EQ(json["rows"].size(), 3U);
  EXPECT_EQ(json["rows"][0]["subject"], "lab/a");
  EXPECT_EQ(json["rows"][0]["wins"], 15);
  EXPECT_EQ(json["rows"][0]["ties"], 1);
  EXPECT_EQ(json["rows"][0]["rating"]["samples"], 20);
  EXPECT_LT(json["rows"][0]["rating"]["low"], json["rows"][0]["rating"]["point"]);

  const std::string csv = ratings({"--format", "csv"}).out;
  EXPECT_EQ(csv.find("pack,version,digest,scorer,judge,"), 0U);
  const std::string markdown = ratings({"--format", "markdown"}).out;
  EXPECT_NE(markdown.find("| lab/a |"), std::string::npos) << markdown;
}

TEST_F(Ratings, AnchorsFactorsAndMethodsAreObeyed) {
  const Outputs anchored = ratings({"--anchor", "lab/b=1500", "--format", "json"});
  ASSERT_EQ(anchored.code, 0) << anchored.err;
  EXPECT_EQ(Json::parse(anchored.out)["rows"][1]["rating"]["point"], 1500.0);

  const Outputs with = ratings({"--with", "position", "--format", "json"});
  ASSERT_EQ(with.code, 0) << with.err;
  EXPECT_EQ(Json::parse(with.out)["effects"][0]["factor"], "position");

  const Outputs elo = ratings({"--method", "elo", "--cluster", "judge", "--format", "json"});
  ASSERT_EQ(elo.code, 0) << elo.err;
  EXPECT_EQ(Json::parse(elo.out)["method"], "elo");
}

TEST_F(Ratings, WhatCannotBeHadIsSaidInOneSentence) {
  const auto fault = [&](std::vector<std::string> words) {
    const Outputs outputs = ratings(std::move(words));
    EXPECT_EQ(outputs.code, 2);
    EXPECT_EQ(outputs.out, "");
    return outputs.err;
  };
  EXPECT_EQ(fault({"--pack", "talk"}),
            "attune: no pack with comparisons 'talk'; did you mean 'talks'?\n");
  EXPECT_NE(fault({"--with", "length"}).find("do not say how long both replies were"),
            std::string::npos);
  EXPECT_NE(fault({"--method", "trueskill"}).find("EQ-Bench 3's own"), std::string::npos);
  EXPECT_NE(fault({"--anchor", "lab/d=1000"}).find("no rated subject 'lab/d'"), std::string::npos);
}

}  // namespace
}  // namespace attune::testing
