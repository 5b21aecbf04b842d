#include "scorers/rules/intensity_robust.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

using Values = std::vector<double>;

const AnswerForm kFlat = {.names = {"Proud", "Angry", "Let down", "Überrascht"}};
const AnswerForm kRevised = {.names = kFlat.names, .revision = true};
const Values kWanted = {7, 3, 2, 0.5};

AnswerPart flat(std::string_view reply) {
  return read_robust(reply, kFlat).first_pass;
}

class RobustForm : public testing::TestWithParam<const char*> {};

TEST_P(RobustForm, IsRead) {
  const AnswerPart part = flat(GetParam());
  EXPECT_EQ(part.values, kWanted) << GetParam() << "\n" << part.why;
}

INSTANTIATE_TEST_SUITE_P(
    IntensityRobust, RobustForm,
    testing::Values(
        "Proud: 7\nAngry: 3\nLet down: 2\nÜberrascht: 0.5",
        "proud:7\nANGRY : 3\nLet Down:2\nüberrascht: 0,5",
        "**Proud**: 7\n**Angry:** 3\n- *Let down*: **2**\n1. `Überrascht`: `0.5`",
        "Proud = 7\nAngry - 3\nLet down – 2\nÜberrascht-0.5",
        "Proud -> 7, Angry → 3, Let down：2, Überrascht => .5 Überrascht => 0.5",
        "Proud: 7/10\nAngry: 3 / 10\nLet down: 2 out of 10\nÜberrascht: 0.5/10.",
        "Here you go.\nProud: 7\nAngry: 3\nLet down: 2\nÜberrascht: 0.5\nTotal: 12.5\nMax: 10",
        "Proud: 7Angry: 3Let down: 2Überrascht: 0.5",
        R"({"Proud": 7, "Angry": 3, "Let down": "2", "Überrascht": 0.5})",
        "```json\n{\n  \"proud\": 7,\n  \"angry\": 3,\n  \"let down\": 2,\n  \"überrascht\": "
        "0.5\n}\n```",
        "| Emotion | Score |\n|---|---|\n| Proud | 7 |\n| **Angry** | 3 |\n| Let down | **2** |\n| "
        "Überrascht | 0.5 |",
        "Proud (0-10): 7\nAngry (a little): 3\nLet down: <2>\nÜberrascht: ~0.5",
        "Proud:\n7\nAngry:\n\n3\nLet down: \n2\nÜberrascht:\n0.5",
        "Proud: 1\nAngry: 1\nLet down: 1\nÜberrascht: 1\nNo:\nProud: 7\nAngry: 3\nLet down: "
        "2\nÜberrascht: 0.5",
        "Proud: 7\nAngry: 3\nLet down: 2\nÜberrascht: 0.5\nShe was angry - 2 cups flew.",
        "Angry: 30\nProud: 7\nAngry: 3\nLet down: 2\nÜberrascht: 0.5",
        "Proud: 7\nAngry: 3\nLet down: 2\nU\xCC\x88"
        "berrascht: 0.5",
        "Proud: 7\nAngry: 3\nLet down: 2\nÜberrascht: 0.5\n[End of answer]\nProud: 1\nAngry: "
        "1\nLet down: 1\nÜberrascht: 1"));

TEST(IntensityRobust, NamesTheValueOutsideTheScale) {
  EXPECT_EQ(flat("Proud: 7\nAngry: 36\nLet down: 2\nÜberrascht: 1").why,
            "Angry: 36 is outside 0-10");
  EXPECT_EQ(flat("Proud: 7\nAngry: -3\nLet down: 2\nÜberrascht: 1").why,
            "Angry: -3 is outside 0-10");
  EXPECT_EQ(flat("Proud: 7\nAngry: 10.5\nLet down: 2\nÜberrascht: 1").why,
            "Angry: 10.5 is outside 0-10");
  EXPECT_EQ(flat("Proud: 7\nAngry: 99999999999999999999\nLet down: 2\nÜberrascht: 1").why,
            "Angry: a number outside 0-10");
}

TEST(IntensityRobust, NamesTheMissingEmotion) {
  EXPECT_EQ(flat("Proud: 7\nLet down: 2\nÜberrascht: 1").why, "no value for Angry");
  EXPECT_EQ(flat("").why, "no value for Proud");
  EXPECT_EQ(flat("Proudly: 7\nAngry: 3\nLet down: 2\nÜberrascht: 1").why, "no value for Proud");
}

TEST(IntensityRobust, WhatSaysNoSingleNumberIsNoValue) {
  for (const char* value :
       {"7-8", "7 – 8", "70%", "7/20", "7 -> 8", "1.2.3", "<score>", "high", ".5", "7/100"}) {
    EXPECT_EQ(flat("Angry: 3\nLet down: 2\nÜberrascht: 1\nProud: " + std::string(value)).why,
              "no value for Proud")
        << value;
  }
  EXPECT_EQ(flat("Angry: 3\nLet down: 2\nÜberrascht: 1\nProud:\n2. because").why,
            "no value for Proud");
}

TEST(IntensityRobust, ALongerNameIsNotAShorterOne) {
  const AnswerForm form = {.names = {"Surprised", "Pleasantly surprised"}};
  EXPECT_EQ(read_robust("Pleasantly surprised: 8\nSurprised: 2", form).first_pass.values,
            (Values{2, 8}));
}

TEST(IntensityRobust, AllZerosIsAnAnswer) {
  EXPECT_EQ(flat("Proud: 0\nAngry: 0\nLet down: 0\nÜberrascht: 0").values, (Values{0, 0, 0, 0}));
}

TEST(IntensityRobust, ReadsBothPartsAndNotTheCritique) {
  const auto answer = read_robust(
      "# First pass\nProud: 7\nAngry: 3\nLet down: 2\nÜberrascht: 0.5\n\n**Critique**: Proud: 1 "
      "would be low, "
      "Angry: 9 too much, Let down: 9, Überrascht: 9.\n\n**Revised Scores**\nProud: 8\nAngry: "
      "3\nLet down: 2\n"
      "Überrascht: 1",
      kRevised);
  EXPECT_EQ(answer.first_pass.values, kWanted);
  EXPECT_EQ(answer.revised.values, (Values{8, 3, 2, 1}));
}

TEST(IntensityRobust, ReadsBothPartsOfOneLineOfJson) {
  const auto answer = read_robust(
      R"({"first_pass": {"Proud":7,"Angry":3,"Let down":2,"Überrascht":0.5}, "revised": {"Proud":8,"Angry":3,"Let down":2,"Überrascht":1}})",
      kRevised);
  EXPECT_EQ(answer.first_pass.values, kWanted);
  EXPECT_EQ(answer.revised.values, (Values{8, 3, 2, 1}));
}

TEST(IntensityRobust, TheRevisionMayBeMissing) {
  const auto answer = read_robust("Proud: 7\nAngry: 3\nLet down: 2\nÜberrascht: 0.5", kRevised);
  EXPECT_EQ(answer.first_pass.values, kWanted);
  EXPECT_EQ(answer.revised, (AnswerPart{{}, "no heading of revised scores"}));
}

TEST(IntensityRobust, HostileTextTakesLinearTime) {
  for (const std::string piece :
       {"proud: ", "revised ", "proud (", "\xFF\xCC\x88", "proud:7", "**proud** |\n"}) {
    std::string text;
    while (text.size() < 300'000) text += piece;
    EXPECT_EQ(read_robust(text, kRevised).first_pass.values, std::nullopt);
  }
}

}  // namespace
}  // namespace attune
