#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "tests/support/command.h"

namespace attune::testing {
namespace {

std::vector<std::string> words(const std::string& count,
                               const std::vector<std::string>& more = {}) {
  std::vector<std::string> words = {"generate", "personas", "--seed", "7", "--count", count};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

TEST(Generate, PrintsOneScenarioALineTheFirstTheSameForAnyCount) {
  const Outputs few = attune(words("3"));
  const Outputs many = attune(words("30"));
  ASSERT_EQ(few.code, 0) << few.err;
  ASSERT_EQ(many.code, 0) << many.err;
  EXPECT_EQ(std::ranges::count(few.out, '\n'), 3);
  EXPECT_TRUE(many.out.starts_with(few.out));
  const auto first = nlohmann::json::parse(few.out.substr(0, few.out.find('\n')));
  EXPECT_TRUE(first["id"].get<std::string>().starts_with("p-000001-"));
  EXPECT_EQ(first["tags"]["split"], "train");
}

TEST(Generate, MakesAPackThatLintFindsNothingWrongWith) {
  const TempFolder temp;
  const Outputs made = attune(words("12", {"--split", "held-out", "--out", temp.at("mine")}));
  ASSERT_EQ(made.code, 0) << made.err;
  EXPECT_EQ(made.out, "");
  EXPECT_NE(made.err.find("personas-held-out-7-12"), std::string::npos) << made.err;
  const Outputs lint = attune({"lint", temp.at("mine")});
  EXPECT_EQ(lint.code, 0) << lint.err;
  EXPECT_NE(lint.out.find("12 scenarios"), std::string::npos) << lint.out;
}

TEST(Generate, OverwritesItsOwnOutputAndNothingElse) {
  const TempFolder temp;
  ASSERT_EQ(attune(words("3", {"--out", temp.at("mine")})).code, 0);
  const std::string made = file_text(temp.at("mine/personas.jsonl"));
  EXPECT_EQ(attune(words("3", {"--out", temp.at("mine")})).code, 0);
  const Outputs other = attune(words("4", {"--out", temp.at("mine")}));
  EXPECT_EQ(other.code, 2);
  EXPECT_NE(other.err.find("holds another pack.toml"), std::string::npos) << other.err;
  EXPECT_EQ(file_text(temp.at("mine/personas.jsonl")), made);
}

TEST(Generate, OffersTheNearestThingAndSplit) {
  const Outputs thing = attune({"generate", "persona", "--count", "1"});
  EXPECT_EQ(thing.code, 2);
  EXPECT_EQ(thing.err, "attune: no generator 'persona'; did you mean 'personas'?\n");
  const Outputs split = attune(words("1", {"--split", "heldout"}));
  EXPECT_EQ(split.code, 2);
  EXPECT_EQ(split.err, "attune: no split 'heldout'; did you mean 'held-out'?\n");
}

}  // namespace
}  // namespace attune::testing
