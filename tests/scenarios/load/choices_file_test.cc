#include "scenarios/load/choices_file.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "scenarios/model/choice_order.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

Json an_item(const std::string& format = "mcq1") {
  Json item = {{"id", "1"},
               {"test", "STEM-B v2"},
               {"format", format},
               {"stem", "Lee is upset."},
               {"options", {"Wait", "Talk", "Shout"}}};
  if (format == "weighted_mcq") {
    item["weights"] = {0.2, 0.7, 0.3};
  } else if (format == "mcq_k") {
    item["key"] = {"Wait", "B"};
  } else {
    item["key"] = "Talk";
  }
  return item;
}

std::string fault_in(const Json& item) {
  const Result<Pack> pack = parse_choices_file({"f.jsonl", item.dump()});
  return pack ? "no fault" : pack.error().what;
}

// The weights of the only item's options, as text.
std::string weights_of(const Json& item) {
  const Result<Pack> pack = parse_choices_file({"f.jsonl", item.dump()});
  if (!pack) return pack.error().what;
  std::string text;
  for (const Option& option : pack->scenarios.front().choices->choices.front().options)
    text += (text.empty() ? "" : " ") + std::to_string(option.weight).substr(0, 3);
  return text;
}

TEST(ChoicesFile, IsAPackOfItsTest) {
  Json item = an_item();
  item["group"] = "work";
  const Result<Pack> pack = parse_choices_file({"f.jsonl", item.dump()});
  ASSERT_TRUE(pack) << pack.error().what;
  EXPECT_EQ(pack->id.text, "mcq-stem-b-v2");
  EXPECT_EQ(pack->scorers, std::vector<std::string>{"choice"});
  EXPECT_EQ(pack->groups, std::vector<std::string>{"group"});
  const Scenario& scenario = pack->scenarios.front();
  EXPECT_EQ(scenario.tags.front(), (std::pair<std::string, std::string>{"group", "work"}));
  EXPECT_EQ(choice_cue(scenario, 1),
            "Lee is upset.\n\n(A) Wait\n(B) Talk\n(C) Shout\n\nEnd your reply with the letter of "
            "your choice:\nAnswer: X");
}

TEST(ChoicesFile, ReadsKeysAsTextLetterOrIndex) {
  for (const Json& key : {Json("Talk"), Json("B"), Json("b"), Json(1), Json({"Talk"})}) {
    Json item = an_item();
    item["key"] = key;
    EXPECT_EQ(weights_of(item), "0.0 1.0 0.0") << key;
  }
}

TEST(ChoicesFile, TakesAsManyAsTheKeyHas) {
  Json item = an_item("mcq_k");
  EXPECT_EQ(weights_of(item), "1.0 1.0 0.0");
  item["k"] = 2;
  const Result<Pack> pack = parse_choices_file({"f.jsonl", item.dump()});
  ASSERT_TRUE(pack);
  EXPECT_EQ(pack->scenarios.front().choices->choices.front().take, 2);
  EXPECT_TRUE(pack->scenarios.front().choices->closing.ends_with(
      "Choose exactly 2 of them. End your reply with their letters:\nAnswer: X, Y"));
}

TEST(ChoicesFile, ScalesWeights) {
  EXPECT_EQ(weights_of(an_item("weighted_mcq")), "0.0 1.0 0.2");  // 0.2 of 0.1999…
  Json item = an_item("weighted_mcq");
  item["weights"] = {-1, 0, 1};
  EXPECT_EQ(weights_of(item), "0.0 0.5 1.0");
}

TEST(ChoicesFile, RefusesWeightsThatCannotBeScaled) {
  Json item = an_item("weighted_mcq");
  item["weights"] = {-1e308, 0, 1e308};  // whose difference is infinite
  EXPECT_EQ(fault_in(item), "f.jsonl:1:111: weights: expected ones less far apart");
}

TEST(ChoicesFile, NamesTooManyOptions) {
  Json item = an_item();
  for (int i = 0; i < 30; ++i) item["options"].push_back(std::to_string(i));
  EXPECT_NE(fault_in(item).find("options: expected 2 to 26 texts"), std::string::npos);
}

TEST(ChoicesFile, CitesTheNormOnTheBoardsScale) {
  const Result<Pack> pack = parse_choices_file(
      {"f.jsonl", "{\"norm\": {\"mean\": 0.56, \"sd\": 0.125}}\n" + an_item().dump()});
  ASSERT_TRUE(pack) << pack.error().what;
  ASSERT_EQ(pack->cited.size(), 1U);
  EXPECT_EQ(pack->cited.front().subject, "human norm");
  EXPECT_DOUBLE_EQ(pack->cited.front().value, 56);
  EXPECT_EQ(pack->cited.front().note, "standard deviation 12.5; z = (points - 56) / 12.5");
  const Result<Pack> percent = parse_choices_file(
      {"f.jsonl", "{\"norm\": {\"mean\": 56, \"sd\": 12.5}}\n" + an_item().dump()});
  ASSERT_FALSE(percent);
  EXPECT_EQ(percent.error().what, "f.jsonl:1:1: norm: expected accuracy from 0 to 1");
}

TEST(ChoicesFile, NamesWhatIsWrongWithAnItem) {
  const auto with = [](const char* field, const Json& value, const char* format = "mcq1") {
    Json item = an_item(format);
    item[field] = value;
    return fault_in(item);
  };
  const auto has = [](const std::string& what, const char* part) {
    EXPECT_NE(what.find(part), std::string::npos) << what;
  };
  has(with("key", 3), "key: expected an option's text, letter or index from 0");
  has(with("key", "D"), "key: expected an option's text");
  has(with("key", {"A", "B"}), "key: expected a single one");
  has(with("key", Json::array()), "key: expected at least one");
  has(with("key", {"A", "B", "C"}, "mcq_k"), "key: expected fewer than there are options");
  has(with("k", 3, "mcq_k"), "k: expected 2, as the key has it");
  has(with("weights", {1, 2}, "weighted_mcq"), "weights: expected a number for each option");
  has(with("weights", {1, 1, 1}, "weighted_mcq"), "weights: expected different ones");
  has(with("weights", {"a", 1, 1}, "weighted_mcq"), "weights: expected numbers");
  has(with("format", "mcq2"), "no format 'mcq2'; did you mean 'mcq1'?");
  has(with("options", {"A"}), "options: expected 2 to 26 texts");
  has(with("keys", "A"), "keys: unknown field; did you mean 'key'?");
  Json without = an_item();
  without.erase("key");
  has(fault_in(without), "key: is missing");
}

TEST(ChoicesFile, HoldsOneTestWithDifferentIds) {
  Json second = an_item();
  second["test"] = "STEU";
  const Result<Pack> pack =
      parse_choices_file({"f.jsonl", an_item().dump() + "\n" + second.dump()});
  ASSERT_FALSE(pack);
  EXPECT_TRUE(pack.error().what.starts_with("f.jsonl:2:")) << pack.error().what;
  EXPECT_NE(pack.error().what.find("id: is there already (and 1 more)"), std::string::npos);
  EXPECT_EQ(parse_choices_file({"f.jsonl", ""}).error().what, "f.jsonl:1:1: holds no items");
}

TEST(ChoicesFile, TakesWholeNumbersAsIds) {
  Json item = an_item();
  item["id"] = 12;
  EXPECT_EQ(parse_choices_file({"f.jsonl", item.dump()})->scenarios.front().id.text, "12");
}

}  // namespace
}  // namespace attune
