#include "scorers/judges/panel.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

PanelVerdict marked(const char* judge, double points, double warmth) {
  return {judge, {"rubric@1", Marks{points, {{"warmth", warmth}}}, ""}};
}

PanelPairVerdict compared(const char* judge, std::vector<Margin> margins) {
  return {judge, {"pairwise@1", Margins{std::move(margins)}, ""}};
}

TEST(Panel, OfMarksIsTheMeanWithSpreadAndDeviation) {
  const std::vector<PanelVerdict> verdicts = {marked("a/a", 50, 8), marked("b/b", 60, 14),
                                              marked("c/c", 40, 11)};
  EXPECT_THAT(
      panel_of(verdicts, PanelRule::Mean).figures,
      ElementsAre(PanelFigure{"points", 50, 20, 10, 3}, PanelFigure{"warmth", 11, 6, 3, 3}));
}

TEST(Panel, TheMedianMindsNoOutlier) {
  const std::vector<PanelVerdict> odd = {marked("a/a", 50, 8), marked("b/b", 52, 9),
                                         marked("c/c", 0, 20)};
  EXPECT_EQ(panel_of(odd, PanelRule::Median).figures[0].value, 50);
  EXPECT_EQ(panel_of(odd, PanelRule::Median).figures[1].value, 9);
  const std::vector<PanelVerdict> even = {marked("a/a", 50, 8), marked("b/b", 52, 9)};
  EXPECT_EQ(panel_of(even, PanelRule::Median).figures[0].value, 51);
}

TEST(Panel, SaysWhoIsMissingAndWhy) {
  const std::vector<PanelVerdict> verdicts = {marked("a/a", 50, 8),
                                              {"b/b", {"rubric@1", Unscored{"refused"}, ""}}};
  const PanelFinding panel = panel_of(verdicts, PanelRule::Mean);
  EXPECT_THAT(panel.missing, ElementsAre(PanelAbsence{"b/b", "refused"}));
  EXPECT_EQ(panel.figures[0], (PanelFigure{"points", 50, 0, 0, 1}));
}

TEST(Panel, WithoutAFindingHasNoFigure) {
  const std::vector<PanelPairVerdict> verdicts = {{"b/b", {"pairwise@1", Unscored{"no"}, ""}}};
  const PanelFinding panel = panel_of(verdicts, PanelRule::Median);
  EXPECT_THAT(panel.figures, IsEmpty());
  EXPECT_EQ(panel.missing.size(), 1U);
  EXPECT_EQ(panel_of(std::span<const PanelPairVerdict>(), PanelRule::Mean), PanelFinding{});
}

TEST(Panel, OfMarginsCountsForEachCriterionWhoGaveOne) {
  const std::vector<PanelPairVerdict> verdicts = {compared("a/a", {{"bond", 3}, {"sense", -1}}),
                                                  compared("b/b", {{"bond", -2}}),
                                                  compared("c/c", {{"bond", 2}, {"sense", 4}})};
  const auto figures = panel_of(verdicts, PanelRule::Mean).figures;
  ASSERT_EQ(figures.size(), 2U);
  EXPECT_EQ(figures[0].value, 1);
  EXPECT_EQ(figures[0].spread, 5);
  EXPECT_DOUBLE_EQ(figures[0].deviation, std::sqrt(7.0));
  EXPECT_EQ(figures[1].judges, 2U);
  EXPECT_EQ(figures[1].value, 1.5);
}

}  // namespace
}  // namespace attune
