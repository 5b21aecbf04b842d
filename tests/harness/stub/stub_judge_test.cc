#include "harness/stub/stub_judge.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace attune {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

StubRequest judging(const std::string& text, std::string trace = "t") {
  StubRequest request;
  request.all_text = text;
  request.trace = std::move(trace);
  return request;
}

const std::string kSkeleton = R"({"reasoning": "…", "warmth": <0-20>, "tact" : <0-20>})";

int mark(const StubJudge& judge, const StubRequest& request, const char* name) {
  return nlohmann::json::parse(answer_as_judge(judge, request, 1)).at(name).get<int>();
}

TEST(AskedCriteria, AreTheNamesInTheSkeleton) {
  EXPECT_THAT(asked_names(kSkeleton + kSkeleton, "<0-20>"), ElementsAre("warmth", "tact"));
  EXPECT_THAT(asked_names("\"x\": 0-20, y: <0-20>, \"Z z\": <0-20> <0-20>", "<0-20>"), IsEmpty());
}

TEST(StubJudge, MarksTheMeanSkillWithoutNoise) {
  const StubRequest request = judging("[stub skill 80.0] … [stub skill 60.0] " + kSkeleton);
  EXPECT_EQ(mark({.noise = 0, .bias = 0}, request, "warmth"), 14);
  EXPECT_EQ(mark({.noise = 0, .bias = -2}, request, "tact"), 12);
}

TEST(StubJudge, StaysOnTheScale) {
  EXPECT_EQ(mark({.noise = 0, .bias = 9}, judging("[stub skill 90] " + kSkeleton), "warmth"), 20);
  EXPECT_EQ(mark({.noise = 0, .bias = -9}, judging("[stub skill 10] " + kSkeleton), "warmth"), 0);
}

TEST(StubJudge, GivesTheMiddleToWhatNoStubWrote) {
  EXPECT_EQ(mark({.noise = 0, .bias = 0}, judging(kSkeleton), "warmth"), 10);
}

TEST(StubJudge, HasTheNoiseItWasGiven) {
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < 2000; ++i) {
    const int value = mark({.noise = 1.5, .bias = 1},
                           judging("[stub skill 50] " + kSkeleton, std::to_string(i)), "tact");
    sum += value;
    squares += value * value;
  }
  const double mean = sum / 2000;
  EXPECT_NEAR(mean, 11, 0.15);
  // Rounding to whole marks adds a twelfth to the variance.
  EXPECT_NEAR(std::sqrt(squares / 2000 - mean * mean), std::sqrt(1.5 * 1.5 + 1.0 / 12), 0.1);
}

TEST(StubJudge, CanBeUnreadable) {
  EXPECT_EQ(answer_unreadably().find('{'), std::string::npos);
}

}  // namespace
}  // namespace attune
