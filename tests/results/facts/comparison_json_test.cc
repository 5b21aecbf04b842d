#include "results/facts/comparison_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Comparison a_full_comparison() {
  return {.run = {"r1"},
          .pack = {"p"},
          .pack_digest = "sha256:1",
          .scenario = {"s"},
          .repeat = 2,
          .first = {"lab/one"},
          .second = {"lab/two"},
          .first_run = {"r2"},
          .second_run = {"r3"},
          .first_release = "may",
          .second_release = "june",
          .turned = true,
          .scorer = "pairwise@1",
          .judge = "lab/judge",
          .asked = 3,
          .raw = "A is \"better\"\nby far \xE2\x98\xBA",
          .finding = Margins{{{"warmth", 0.1}, {"warmth", -2}, {"insight", 1.0 / 3}}},
          .rationale = "so it is",
          .source = "judge",
          .first_length = 612.5,
          .second_length = 0.1,
          .first_style = ReplyStyle{1, 2.5, 3},
          .second_style = ReplyStyle{0, 0, 1e-9},
          .session = "evening",
          .chance = 0.25,
          .cost_usd = 0.000123,
          .when = {1747828800123}};
}

TEST(ComparisonJson, EveryFieldComesBack) {
  const std::string line = to_json(a_full_comparison());
  EXPECT_THAT(line, Not(HasSubstr("\n")));
  const auto again = comparison_from_json(line);
  ASSERT_TRUE(again) << again.error().what;
  EXPECT_EQ(*again, a_full_comparison());
}

TEST(ComparisonJson, WhatIsAbsentStaysAbsent) {
  const Comparison bare{.first = {"a"}, .finding = Unscored{"no answer"}, .source = "vote"};
  const auto again = comparison_from_json(to_json(bare));
  ASSERT_TRUE(again) << again.error().what;
  EXPECT_EQ(*again, bare);
}

TEST(ComparisonJson, ADrawIsNotUnscored) {
  const Comparison draw{.finding = Margins{}, .source = "import"};
  EXPECT_THAT(to_json(draw), HasSubstr(R"("margins":[])"));
  EXPECT_EQ(*comparison_from_json(to_json(draw)), draw);
}

TEST(ComparisonJson, TheFieldAtFaultIsNamed) {
  const std::string line = to_json(a_full_comparison());
  const auto fault = [&](const std::string& part, const std::string& other) {
    std::string changed = line;
    changed.replace(changed.find(part), part.size(), other);
    const auto read = comparison_from_json(changed);
    return read ? "no fault" : read.error().what;
  };
  EXPECT_EQ(fault("comparison/1", "comparison/2"), "schema: expected attune.comparison/1");
  EXPECT_THAT(fault(R"("repeat":2)", R"("repeat":0)"), HasSubstr("repeat: "));
  EXPECT_THAT(fault(R"("asked":3)", R"("asked":"3")"), HasSubstr("asked: "));
  EXPECT_THAT(fault(R"(1747828800123)", "18446744073709551615"), HasSubstr("when_ms: "));
  EXPECT_THAT(fault(R"("turned":true)", R"("turned":1)"), HasSubstr("turned: "));
  EXPECT_THAT(fault(R"("judge":"lab/judge")", R"("judge":null)"), HasSubstr("judge: "));
  EXPECT_THAT(fault(R"("source":"judge")", R"("source":"me")"), HasSubstr("source: "));
  EXPECT_THAT(fault(R"(["warmth",0.1])", R"("warmth")"), HasSubstr("margins: "));
  EXPECT_THAT(fault(R"("first_length":612.5)", R"("first_length":"long")"),
              HasSubstr("first_length: "));
  EXPECT_THAT(fault(R"("lists":2.5)", R"("lists":null)"), HasSubstr("first_style: "));
  EXPECT_THAT(fault("{", ""), HasSubstr("expected a comparison"));
}

TEST(ComparisonJson, AFileOfComparisonsIsKnownByItsFirstLine) {
  EXPECT_TRUE(holds_comparisons(to_json(a_full_comparison()) + "\nwhatever"));
  EXPECT_FALSE(holds_comparisons("first,second,share\n"));
  EXPECT_FALSE(holds_comparisons(R"({"first": "a"})"));
  EXPECT_FALSE(holds_comparisons(""));
}

}  // namespace
}  // namespace attune
