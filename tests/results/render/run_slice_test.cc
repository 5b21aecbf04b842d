#include "results/render/run_slice.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/results/render/some_slice.h"

namespace attune {
namespace {

TEST(RunSlice, AScoreIsTheLeaderboardsFigureAndItsErrorIsClusteredByScenario) {
  const RunSlice slice = some_slice();
  const SliceMarking& marking = slice.markings[0];
  ASSERT_TRUE(marking.standing.score);
  EXPECT_DOUBLE_EQ(marking.standing.score->point, (70.0 + 40.0) / 2);  // of scenarios
  // Miller 2024: deviations from the mean of all values, 60, added up within each scenario.
  const double q1 = (60 - 60) + (80 - 60);
  const double q2 = 40 - 60;
  EXPECT_DOUBLE_EQ(marking.error.value(), std::sqrt(q1 * q1 + q2 * q2) / 3);
  EXPECT_EQ(marking.standing.missing, 8U - 3U);
}

TEST(RunSlice, MarksHaveFiguresOfTheirOwnAndAnErrorOnlyOverSeveralScenarios) {
  const SliceMarking marking = some_slice().markings[1];
  EXPECT_DOUBLE_EQ(marking.standing.criteria.at("empathy").point, (12.0 + 6.0) / 2);
  EXPECT_TRUE(marking.criteria_errors.contains("empathy"));
  EXPECT_DOUBLE_EQ(marking.standing.criteria.at("insight").point, 14);
  EXPECT_FALSE(marking.criteria_errors.contains("insight"));
}

TEST(RunSlice, AFigureThatIsNoMeanHasNoStandardError) {
  const RunSlice slice = some_slice();
  const ScoreRule whole{.headline = ScoreRule::Headline::Whole,
                        .whole = [](std::span<const Scored>) { return std::optional(42.0); }};
  const SliceMarking marking = make_marking(slice.markings[0].verdicts, slice.samples, 8, whole);
  EXPECT_FALSE(marking.is_mean);
  EXPECT_DOUBLE_EQ(marking.standing.score->point, 42);
  EXPECT_FALSE(marking.error);
}

TEST(RunSlice, FindsEachFindingAndSaysWhyThereIsNone) {
  const RunSlice slice = some_slice();
  const SliceMarking& marking = slice.markings[0];
  EXPECT_EQ(marks_of(marking, a_key("q1", 2))->points, 80);
  EXPECT_EQ(marks_of(marking, a_key("q2", 1)), nullptr);
  EXPECT_EQ(unscored_why(marking, a_key("q2", 1)).substr(0, 10), "no numbers");
  EXPECT_EQ(verdict_of(marking, a_key("q3", 1)), nullptr);
  EXPECT_EQ(unscored_why(marking, a_key("q3", 1)), "nobody marked it");
}

TEST(RunSlice, PointsThatAreNoNumberAreUnscored) {
  const RunSlice slice = some_slice();
  const SliceMarking marking = make_marking(
      {a_finding("intensity@1", "q1", 1, Marks{std::nan(""), {}})}, slice.samples, 8, ScoreRule{});
  EXPECT_EQ(marks_of(marking, a_key("q1", 1)), nullptr);
  EXPECT_EQ(unscored_why(marking, a_key("q1", 1)), "points that are not a number");
}

TEST(RunSlice, CallsAddUpByModelAndKeepTheUnknownApart) {
  const CallTotals totals = some_slice().calls.at(a_key("q1", 1));
  EXPECT_EQ(totals.time, Millis(3000));
  EXPECT_EQ(totals.started->millis, 1'700'006'400'500);
  EXPECT_EQ(totals.ended->millis, 1'700'006'405'000);
  EXPECT_EQ(totals.models.at({"lab/tiny"}).prompt_tokens, 100);
  EXPECT_EQ(totals.models.at({"lab/tiny"}).unpriced, 0U);
  EXPECT_EQ(totals.models.at({"openai/gpt-4"}).unpriced, 1U);
  CallTotals twice = totals;
  add(twice, totals);
  EXPECT_EQ(twice.models.at({"lab/tiny"}).calls, 2U);
  EXPECT_EQ(twice.started, totals.started);
}

TEST(RunSlice, AMarkingIsNamedWithItsJudgeOnlyWhereTheScorerHadSeveral) {
  RunSlice slice = some_slice();
  EXPECT_EQ(marking_name(slice, slice.markings[1]), "rubric@1");
  slice.markings.push_back(slice.markings[1]);
  slice.markings[2].judge = "lab/other";
  EXPECT_EQ(marking_name(slice, slice.markings[1]), "rubric@1 by openai/gpt-4");
  EXPECT_EQ(marking_name(slice, slice.markings[0]), "intensity@1");
}

TEST(RunSlice, PlannedScenariosComeFirstThenOthersThatWerePlayed) {
  RunSlice slice = some_slice();
  slice.planned = {{"q2"}};
  std::vector<std::string> ids;
  const std::vector<ScenarioId> scenarios = scenarios_of(slice);
  for (const ScenarioId& id : scenarios) ids.push_back(id.text);
  EXPECT_EQ(ids, (std::vector<std::string>{"q2", "q1", "q3"}));
}

TEST(RunSlice, ATargetIsTheKeyInWords) {
  RunSlice slice = some_slice();
  EXPECT_EQ(target_of(slice, {"q1"}), "Proud 0, Angry 6, Sad 0, Calm 7");
  Scenario& scenario = slice.pack->scenarios[1];
  scenario.key.reset();
  scenario.choices = ChoiceKey{.choices = {{.options = {{"a hug", 1}, {"advice", 0.5}}}}};
  EXPECT_EQ(target_of(slice, {"q2"}), "a hug");
  EXPECT_EQ(target_of(slice, {"not there"}), "");
  slice.pack.reset();
  EXPECT_EQ(target_of(slice, {"q1"}), "");
}

TEST(RunSlice, AnIdIsTheSameEveryTimeAndAnotherForEverySlice) {
  RunSlice slice = some_slice();
  const std::string id = slice_id(slice);
  EXPECT_EQ(id.size(), 22U);
  EXPECT_EQ(slice_id(some_slice()), id);
  slice.subject = {"lab/other"};
  EXPECT_NE(slice_id(slice), id);
}

TEST(RunSlice, TimesAreIsoWithMicrosecondsAndZone) {
  EXPECT_EQ(to_iso({1'700'006'400'020}), "2023-11-15T00:00:00.020000+00:00");
  EXPECT_EQ(to_iso({-1}), "1969-12-31T23:59:59.999000+00:00");
}

TEST(RunSlice, AnyNameCanBePartOfAFilesName) {
  EXPECT_EQ(file_part("a_b/../c d:e\n\xC3\xA9+1"), "a-b-..-c-d-e---+1");
}

}  // namespace
}  // namespace attune
