#include "scorers/judges/persona_score.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

const std::vector<StateDimension> kDimensions = {
    {"trusting", 3, 4, ""}, {"sad", 0, 4, ""}, {"resistant", -2, 4, ""}};

std::vector<Level> state(double trusting, double sad, double resistant) {
  return {{"trusting", trusting}, {"sad", sad}, {"resistant", resistant}};
}

TEST(Goodness, WeighsWhatIsWantedAndWhatIsNot) {
  // (3 * 4 + 2 * (10 - 4)) / (10 * 5) = 24 / 50
  EXPECT_DOUBLE_EQ(*goodness(kDimensions, state(4, 4, 4)), 0.48);
  EXPECT_DOUBLE_EQ(*goodness(kDimensions, state(10, 0, 0)), 1);
  EXPECT_DOUBLE_EQ(*goodness(kDimensions, state(0, 9, 10)), 0);
}

TEST(Goodness, LeavesOutWhatHasNoWeight) {
  EXPECT_EQ(goodness(kDimensions, state(4, 0, 4)), goodness(kDimensions, state(4, 10, 4)));
  EXPECT_DOUBLE_EQ(*goodness(kDimensions, std::vector<Level>{{"resistant", 4}, {"trusting", 4}}),
                   0.48);
}

TEST(Goodness, TakesWhatIsOutsideTheScaleForItsEnd) {
  EXPECT_DOUBLE_EQ(*goodness(kDimensions, state(50, 0, -3)), 1);
}

TEST(Goodness, IsUnknownWithoutEveryWeightedDimension) {
  EXPECT_EQ(goodness(kDimensions, std::vector<Level>{{"trusting", 4}, {"sad", 1}}), std::nullopt);
  EXPECT_EQ(goodness(kDimensions, {}), std::nullopt);
  EXPECT_EQ(goodness({}, state(1, 1, 1)), std::nullopt);
  const std::vector<StateDimension> weightless = {{"sad", 0, 4, ""}};
  EXPECT_EQ(goodness(weightless, state(1, 1, 1)), std::nullopt);
}

TEST(UserState, UnchangedIsFiveWhereverItBegan) {
  for (const double start : {0.0, 0.25, 0.48, 1.0}) EXPECT_EQ(user_state(start, start), 5);
}

TEST(UserState, HalfOfWhatCouldBeGainedOrLostIsHalfOfTheWay) {
  EXPECT_DOUBLE_EQ(user_state(0.5, 0.75), 7.5);
  EXPECT_DOUBLE_EQ(user_state(0.75, 0.875), 7.5);
  EXPECT_DOUBLE_EQ(user_state(0.5, 0.25), 2.5);
  EXPECT_DOUBLE_EQ(user_state(0.75, 0.375), 2.5);
  // trusting 4 to 7, resistant 4 to 2: (21 + 16) / 50 = 0.74; 5 + 5 * 0.26 / 0.52
  EXPECT_DOUBLE_EQ(user_state(0.48, *goodness(kDimensions, state(7, 4, 2))), 7.5);
}

TEST(UserState, ReachesBothEndsAndNotFurther) {
  EXPECT_DOUBLE_EQ(user_state(0.3, 1), 10);
  EXPECT_DOUBLE_EQ(user_state(0.3, 0), 0);
  EXPECT_DOUBLE_EQ(user_state(0, 0.5), 7.5);
  EXPECT_DOUBLE_EQ(user_state(1, 0.5), 2.5);
}

TEST(ReadEstimate, FindsItNestedOrFlat) {
  EXPECT_EQ(
      read_estimate(R"(Sad. {"state": {"trusting": 6, "sad": 2.5, "resistant": 1}})", kDimensions),
      state(6, 2.5, 1));
  EXPECT_EQ(read_estimate("```json\n{\"trusting\": 6,\n\"sad\": 2.5, \"resistant\": 1,}\n```",
                          kDimensions),
            state(6, 2.5, 1));
}

TEST(ReadEstimate, TakesTheLastObjectThatNamesADimension) {
  const auto read = read_estimate(
      R"({"state": {"trusting": 1}} then {"state": {"trusting": 2}} and {"mood": 3} {"state": {}})",
      kDimensions);
  EXPECT_EQ(read, (std::vector<Level>{{"trusting", 2}}));
}

TEST(ReadEstimate, TakesNamesWithoutCaseAndNumbersInQuotes) {
  EXPECT_EQ(read_estimate(R"({"Trusting": "7", "SAD": " 1 "})", kDimensions),
            (std::vector<Level>{{"trusting", 7}, {"sad", 1}}));
}

TEST(ReadEstimate, LeavesOutWhatIsNoLevel) {
  EXPECT_EQ(
      read_estimate(R"({"trusting": 11, "sad": -1, "resistant": "N", "trusting": null, "x": 3})",
                    kDimensions),
      std::vector<Level>());
  EXPECT_EQ(read_estimate(R"({"sad": 3, "sad": 5})", kDimensions),
            (std::vector<Level>{{"sad", 5}}));
  EXPECT_TRUE(read_estimate("trusting: 6, sad: 2", kDimensions).empty());
  EXPECT_TRUE(read_estimate(std::string(200'000, '{'), kDimensions).empty());
}

TEST(EmotionalAttunement, FallsWithTheMeanError) {
  const auto truth = state(6, 2, 1);
  EXPECT_DOUBLE_EQ(emotional_attunement(truth, truth), 10);
  // off by 1, 2 and 0: mean 1, a third of the way down
  EXPECT_DOUBLE_EQ(emotional_attunement(state(7, 4, 1), truth), 10 * (1 - 1.0 / 3));
  EXPECT_DOUBLE_EQ(emotional_attunement(state(9, 5, 4), truth), 0);
  EXPECT_DOUBLE_EQ(emotional_attunement(state(0, 10, 10), truth), 0);
}

TEST(EmotionalAttunement, ADimensionLeftOutIsOffByFive) {
  const std::vector<Level> partial = {{"trusting", 6}, {"sad", 2}};
  EXPECT_NEAR(emotional_attunement(partial, state(6, 2, 1)), 10 * (1 - 5.0 / 9), 1e-12);
  // Saying the middle is never worse than saying nothing.
  for (double level = 0; level <= 10; ++level) {
    const auto truth = state(6, 2, level);
    EXPECT_GE(emotional_attunement(state(6, 2, 5), truth), emotional_attunement(partial, truth));
  }
}

TEST(EmotionalAttunement, WithoutAnEstimateThereIsNone) {
  EXPECT_EQ(emotional_attunement({}, state(5, 5, 5)), 0);
}

TEST(EqRubric, IsTheMeanOfTheCountedWithTheInvertedTurnedRound) {
  const std::vector<Criterion> criteria = {
      {"rapport", true, ""}, {"manipulative", true, "", true}, {"warmth", false, ""}};
  const std::vector<double> marks = {15, 4, 20};
  EXPECT_DOUBLE_EQ(*eq_rubric(criteria, marks), 7.75);  // (15 + 16) / 2 / 2
  const std::vector<Criterion> none = {{"warmth", false, ""}};
  const std::vector<double> one = {20};
  EXPECT_EQ(eq_rubric(none, one), std::nullopt);
}

TEST(PersonaScore, WeighsTheStateAsMuchAsTheRest) {
  EXPECT_DOUBLE_EQ(persona_score({.user_state = 7.5, .eq_rubric = 6, .debrief = 4}), 6.25);
  EXPECT_DOUBLE_EQ(persona_score({10, 10, 10}), 10);
  EXPECT_DOUBLE_EQ(persona_score({}), 0);
}

}  // namespace
}  // namespace attune
