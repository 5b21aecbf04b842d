#include "scenarios/load/seceu_file.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

Json an_item() {
  return {{"id", "1"},
          {"stem", "Wang won."},
          {"emotions", {"Joyful", "Angry", "Sad", "Calm"}},
          {"profile", {6.5, 0.5, 1, 2}}};
}

std::string fault_with(const char* field, const Json& value) {
  Json item = an_item();
  item[field] = value;
  const Result<Pack> pack = parse_seceu({"s.jsonl", item.dump()});
  return pack ? "no fault" : pack.error().what;
}

TEST(Seceu, AsksForFourNumbersAndKeepsTheProfile) {
  const Result<Pack> pack = parse_seceu({"s.jsonl", an_item().dump()});
  ASSERT_TRUE(pack) << pack.error().what;
  EXPECT_EQ(pack->id.text, "seceu");
  EXPECT_EQ(pack->scorers, std::vector<std::string>{"seceu"});
  const Scenario& scenario = pack->scenarios.front();
  EXPECT_DOUBLE_EQ(scenario.key->emotions[0].share, 6.5);
  EXPECT_EQ(scenario.key->norm, kSeceuNorm);
  EXPECT_TRUE(scenario.cues.front().text.starts_with("Wang won.\n\n"));
  EXPECT_TRUE(scenario.cues.front().text.ends_with(
      "\nJoyful: <number>\nAngry: <number>\nSad: <number>\nCalm: <number>"));
  EXPECT_EQ(pack->cited.size(), 2U);
}

TEST(Seceu, TakesTheNormOfTheFirstLine) {
  const Result<Pack> pack =
      parse_seceu({"s.jsonl", "{\"norm\": {\"mean\": 3, \"sd\": 1}}\n" + an_item().dump()});
  ASSERT_TRUE(pack);
  EXPECT_EQ(pack->scenarios.front().key->norm, (Norm{3, 1}));
  EXPECT_EQ(pack->cited.size(), 1U);
  EXPECT_NE(pack->digest, parse_seceu({"s.jsonl", an_item().dump()})->digest);
}

TEST(Seceu, NamesWhatIsWrongWithAnItem) {
  const auto has = [](const std::string& what, const char* part) {
    EXPECT_NE(what.find(part), std::string::npos) << what;
    EXPECT_TRUE(what.starts_with("s.jsonl:1:")) << what;
  };
  has(fault_with("profile", {1, 2, 3}), "profile: expected four numbers from 0 to 10");
  has(fault_with("profile", {1, 2, 3, "4"}), "profile: expected four numbers from 0 to 10");
  has(fault_with("profile", {1, 2, 3, 5}), "profile: expected a sum of 10, not 11");
  has(fault_with("profile", {11, -1, 0, 0}), "profile: expected four numbers from 0 to 10");
  has(fault_with("emotions", {"Sad", "sad", "x", "y"}), "emotions: expected four different names");
  has(fault_with("emotion", "x"), "emotion: unknown field; did you mean 'emotions'?");
  const Result<Pack> twice = parse_seceu({"s.jsonl", an_item().dump() + "\n" + an_item().dump()});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().what, "s.jsonl:2:1: id: is there already");
  EXPECT_EQ(parse_seceu({"s.jsonl", "\n"}).error().what, "s.jsonl:1:1: holds no items");
}

}  // namespace
}  // namespace attune
