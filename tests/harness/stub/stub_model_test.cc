#include "harness/stub/stub_model.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(StubModel, TakesANameApart) {
  EXPECT_EQ(parse_stub_model("skill-85"),
            (StubModel{.part = StubPart::Skill, .number = 85, .faults = ""}));
  EXPECT_EQ(parse_stub_model("skill-0+500!"),
            (StubModel{.part = StubPart::Skill, .number = 0, .faults = "500!"}));
  EXPECT_EQ(parse_stub_model("constant-3"),
            (StubModel{.part = StubPart::Constant, .number = 3, .faults = ""}));
  EXPECT_EQ(parse_stub_model("judge")->part, StubPart::Judge);
  EXPECT_EQ(parse_stub_model("judge-first+429")->part, StubPart::FirstJudge);
  EXPECT_EQ(parse_stub_model("judge-long")->part, StubPart::LongJudge);
  EXPECT_EQ(parse_stub_model("judge-unreadable")->part, StubPart::UnreadableJudge);
}

TEST(StubModel, KnowsNoOther) {
  for (const char* name : {"", "skill", "skill-", "skill-101", "skill--1", "skill-8x",
                           "constant-11", "judge-2", "gpt"}) {
    EXPECT_EQ(parse_stub_model(name), std::nullopt) << name;
  }
}

TEST(StubModel, KnowsItsOwnExamples) {
  for (const std::string& name : example_stub_models()) EXPECT_TRUE(parse_stub_model(name)) << name;
}

}  // namespace
}  // namespace attune
