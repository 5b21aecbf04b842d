#include "scenarios/load/emobench_pack.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "scenarios/model/choice_order.h"
#include "tests/support/command.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

Json an_ea_row() {
  return {{"qid", "7"},
          {"language", "en"},
          {"category", "Personal-Self"},
          {"question type", "Response"},
          {"scenario", "Ann {subject} lost her job."},
          {"subject", "Ann"},
          {"choices", {"Cry", "Rest", "Plan"}},
          {"label", "Rest"}};
}

Json an_eu_row() {
  return {{"qid", "3"},
          {"language", "zh"},
          {"coarse_category", "emotional_cues"},
          {"finegrained_category", "vocal_cues"},
          {"scenario", "安走了。"},
          {"subject", "安"},
          {"emotion_choices", {"高兴", "生气"}},
          {"emotion_label", "生气"},
          {"cause_choices", {"甲", "乙", "丙"}},
          {"cause_label", "甲"}};
}

std::string fault_in(const Json& row, std::string_view kind = "emobench-ea") {
  const Result<Pack> pack = parse_emobench(kind, {"E.jsonl", row.dump()});
  return pack ? "no fault" : pack.error().what;
}

TEST(Emobench, AsksForTheBestActionOrResponse) {
  const Result<Pack> pack = parse_emobench("emobench-ea", {"EA.jsonl", an_ea_row().dump()});
  ASSERT_TRUE(pack) << pack.error().what;
  EXPECT_EQ(pack->id.text, "emobench-ea");
  EXPECT_EQ(pack->scorers, std::vector<std::string>{"choice"});
  EXPECT_EQ(pack->groups, (std::vector<std::string>{"language", "category"}));
  const Scenario& scenario = pack->scenarios.front();
  EXPECT_EQ(scenario.id.text, "en-7");
  EXPECT_EQ(scenario.generation.parameters.temperature, 0.6);
  const std::vector<std::pair<std::string, std::string>> tags = {
      {"category", "Personal-Self"}, {"language", "en"}, {"question_type", "Response"}};
  EXPECT_EQ(scenario.tags, tags);
  EXPECT_EQ(choice_cue(scenario, 1),
            "Read the scenario and put yourself in the place of Ann. Then choose the option that "
            "answers each question best.\n\nScenario: Ann {subject} lost her job.\n\nQuestion: "
            "Which of these would be the most effective response for Ann in this situation?\n\n"
            "(A) Cry\n(B) Rest\n(C) Plan\n\nReply with a JSON object in a fenced code block and "
            "nothing else, with the letter of your choice:\n```json\n{\"answer\": \"X\"}\n```");
  EXPECT_EQ(scenario.cues.front().text, choice_cue(scenario, 1));
  EXPECT_FALSE(scenario.choices->shuffle);
  EXPECT_DOUBLE_EQ(scenario.choices->choices[0].options[1].weight, 1);
  EXPECT_DOUBLE_EQ(scenario.choices->choices[0].options[2].weight, 0);
}

TEST(Emobench, AsksForAnEmotionAndItsCauseInTheScenariosLanguage) {
  const Result<Pack> pack = parse_emobench("emobench-eu", {"EU.jsonl", an_eu_row().dump()});
  ASSERT_TRUE(pack) << pack.error().what;
  const Scenario& scenario = pack->scenarios.front();
  EXPECT_EQ(scenario.language, "zh");
  ASSERT_EQ(scenario.choices->choices.size(), 2U);
  EXPECT_TRUE(scenario.choices->all_needed);
  EXPECT_EQ(scenario.choices->choices[0].name + scenario.choices->choices[1].name, "emotioncause");
  const std::string cue = choice_cue(scenario, 1);
  for (const char* part : {"情境：安走了。", "安最终会感到什么情绪", "(A) 高兴\n(B) 生气", "(C) 丙",
                           "{\"answer_q1\": \"X\", \"answer_q2\": \"Y\"}"})
    EXPECT_NE(cue.find(part), std::string::npos) << part;
}

TEST(Emobench, HoldsOneLanguageWhereThatIsAskedFor) {
  Json chinese = an_ea_row();
  chinese["language"] = "zh";
  const PackFile file = {"EA.jsonl", an_ea_row().dump() + "\n" + chinese.dump() + "\n"};
  EXPECT_EQ(parse_emobench("emobench-ea", file)->scenarios.size(), 2U);
  const Result<Pack> zh = parse_emobench("emobench-ea-zh", file);
  ASSERT_TRUE(zh);
  EXPECT_EQ(zh->id.text, "emobench-ea-zh");
  EXPECT_EQ(zh->scenarios.size(), 1U);
  EXPECT_EQ(zh->scenarios.front().id.text, "zh-7");
  EXPECT_TRUE(zh->cited.empty());
  EXPECT_EQ(parse_emobench("emobench-ea-en", file)->cited.front().value, 75.88);
}

TEST(Emobench, NamesThePlaceOfEveryFault) {
  Json row = an_ea_row();
  row["label"] = "Sleep";
  const Result<Pack> pack =
      parse_emobench("emobench-ea", {"E.jsonl", an_ea_row().dump() + "\n\n" + row.dump()});
  ASSERT_FALSE(pack);
  EXPECT_EQ(pack.error().remedy, Remedy::FixInput);
  EXPECT_TRUE(pack.error().what.starts_with("E.jsonl:3:")) << pack.error().what;
  EXPECT_NE(pack.error().what.find("qid: is there already (and 1 more)"), std::string::npos);
  EXPECT_NE(fault_in(row).find("label: expected one of choices, once"), std::string::npos);
  row = an_ea_row();
  row["question type"] = "Song";
  EXPECT_NE(fault_in(row).find("question type: expected \"Action\" or \"Response\""),
            std::string::npos);
  row = an_ea_row();
  row["language"] = "de";
  EXPECT_NE(fault_in(row).find("language: expected \"en\" or \"zh\""), std::string::npos);
  row = an_ea_row();
  row["choices"] = {"Rest"};
  EXPECT_NE(fault_in(row).find("choices: expected 2 to 26 texts"), std::string::npos);
  EXPECT_NE(fault_in(an_eu_row()).find("question type: is missing"), std::string::npos);
  EXPECT_EQ(fault_in(an_ea_row(), "emobench-ea-zh"),
            "E.jsonl:1:1: holds no questions of emobench-ea-zh");
}

TEST(Emobench, ChangesItsDigestWithWhatIsAsked) {
  Json row = an_ea_row();
  const auto digest = parse_emobench("emobench-ea", {"E", row.dump()})->digest;
  row["scenario"] = "Ann won.";
  EXPECT_NE(parse_emobench("emobench-ea", {"E", row.dump()})->digest, digest);
}

TEST(Emobench, ReadsThePublishedFiles) {
  const std::string data = testing::published_data() + "/emobench/";
  const std::string ea = testing::file_text(data + "EA.jsonl");
  const std::string eu = testing::file_text(data + "EU.jsonl");
  if (ea.empty() || eu.empty()) GTEST_SKIP() << "no published EmoBench; set ATTUNE_TEST_DATA";
  for (const auto& [kind, size] :
       std::vector<std::pair<std::string, std::size_t>>{{"emobench-ea", 400},
                                                        {"emobench-ea-en", 200},
                                                        {"emobench-ea-zh", 200},
                                                        {"emobench-eu", 400},
                                                        {"emobench-eu-en", 200},
                                                        {"emobench-eu-zh", 200}}) {
    const bool application = kind.starts_with("emobench-ea");
    const Result<Pack> pack =
        parse_emobench(kind, {application ? "EA.jsonl" : "EU.jsonl", application ? ea : eu});
    ASSERT_TRUE(pack) << kind << ": " << pack.error().what;
    EXPECT_EQ(pack->scenarios.size(), size) << kind;
  }
}

}  // namespace
}  // namespace attune
