#include "results/render/difference_cells.h"

#include <gtest/gtest.h>

#include "tests/results/render/some_difference.h"

namespace attune {
namespace {

DifferenceReport plain() {
  DifferenceReport report = some_difference_report();
  report.differences.pop_back();
  report.differences[0].second = {.subject = {"lab/y"}};
  report.differences[0].equivalence.reset();
  return report;
}

std::vector<std::string> answers(const DifferenceReport& report) {
  return answer_texts(report, report.differences[0]);
}

TEST(DifferenceCells, ASideIsNamedWithItsLabelOrRun) {
  EXPECT_EQ(side_text({.subject = {"lab/a"}}), "lab/a");
  EXPECT_EQ(side_text({.subject = {"lab/a"}, .release = "v1"}), "lab/a (v1)");
  EXPECT_EQ(side_text({.subject = {"lab/a"}, .release = "v1", .run = {"0123456789"}}),
            "lab/a (v1, run 01234567)");
  EXPECT_EQ(side_text({.subject = {"stub/a"}, .stub = true}), "stub/a (stub)");
}

TEST(DifferenceCells, TheAnswerComesFirst) {
  EXPECT_EQ(answers(plain()),
            (std::vector<std::string>{"openai/gpt-4 (v2) is 3.2 points better than lab/y (95 %: "
                                      "1.1 to 5.3, p = 0.004; 45 scenarios)."}));
}

TEST(DifferenceCells, WhoIsWorseIsSoByPointsAboveZero) {
  DifferenceReport report = plain();
  report.differences[0].difference =
      Estimate{.point = -3.2, .low = -5.3, .high = -1.1, .clusters = 45};
  EXPECT_EQ(answers(report)[0],
            "openai/gpt-4 (v2) is 3.2 points worse than lab/y (95 %: 1.1 to 5.3, p = 0.004; 45 "
            "scenarios).");
}

TEST(DifferenceCells, WithoutADifferenceItSaysWhatWouldHaveBeenFound) {
  DifferenceReport report = plain();
  report.differences[0].shown = false;
  report.differences[0].difference =
      Estimate{.point = 0.8, .low = -1.25, .high = 2.8, .clusters = 45};
  report.differences[0].adjusted = 0.31;
  const auto sentences = answers(report);
  ASSERT_EQ(sentences.size(), 2U);
  EXPECT_EQ(sentences[0],
            "No difference is shown between openai/gpt-4 (v2) and lab/y: 0.8 points (95 %: -1.2 to "
            "2.8, p = 0.31; 45 scenarios).");
  EXPECT_EQ(sentences[1],
            "With 45 scenarios and the spread found, a difference of 3.0 points would have been "
            "found in 80 % of cases.");
}

TEST(DifferenceCells, EqualityIsSaidInASentenceOfItsOwn) {
  DifferenceReport report = plain();
  const auto with = [&report](Likeness likeness) {
    report.differences[0].equivalence = Equivalence{
        .margin = 2, .level = 0.9, .interval = Interval{-1.1, 1.5}, .likeness = likeness};
    return answers(report).back();
  };
  EXPECT_EQ(with(Likeness::EqualWithin), "They are equal within ±2 points (90 %: -1.1 to 1.5).");
  EXPECT_EQ(with(Likeness::NeitherShown),
            "Nor are they shown to be equal within ±2 points (90 %: -1.1 to 1.5).");
  EXPECT_EQ(with(Likeness::DifferentWithin),
            "The difference is real and lies within ±2 points (90 %: -1.1 to 1.5).");
  EXPECT_EQ(with(Likeness::Different).find("±"), std::string::npos);
}

TEST(DifferenceCells, AFailureSaysWhy) {
  const DifferenceReport report = some_difference_report();
  EXPECT_EQ(answer_texts(report, report.differences[1]),
            (std::vector<std::string>{"openai/gpt-4 (v2) and stub/skill-50 (stub) cannot be "
                                      "compared: nothing was scored on both sides."}));
  EXPECT_TRUE(figure_texts(report, report.differences[1]).empty());
  EXPECT_TRUE(difference_grids(report, report.differences[1], 20).empty());
}

TEST(DifferenceCells, OneScenarioHasNoInterval) {
  DifferenceReport report = plain();
  report.differences[0].shown = false;
  report.differences[0].difference = Estimate{.point = 3, .clusters = 1};
  report.differences[0].detectable.after.reset();
  EXPECT_EQ(answers(report)[0],
            "No difference is shown between openai/gpt-4 (v2) and lab/y: 3.0 points (no interval, "
            "p = 0.004; 1 scenario).");
}

TEST(DifferenceCells, SmallPsAreNotRoundedToZero) {
  EXPECT_EQ(p_text(0.0004), "< 0.001");
  EXPECT_EQ(p_text(0.0123), "0.012");
  EXPECT_EQ(p_text(0.456), "0.46");
  EXPECT_EQ(p_text(std::nullopt), "-");
  EXPECT_EQ(p_sentence(0.0004), "p < 0.001");
}

TEST(DifferenceCells, GridsHoldScenariosCriteriaAndSpreads) {
  const DifferenceReport report = some_difference_report();
  const auto grids = difference_grids(report, report.differences[0], 40);
  ASSERT_EQ(grids.size(), 3U);
  EXPECT_EQ(grids[0].grid[1],
            (std::vector<std::string>{"ring: The ring", "80.00", "60.00", "20.00"}));
  EXPECT_EQ(grids[0].grid[2][0], "cake");
  EXPECT_EQ(grids[1].grid[1],
            (std::vector<std::string>{"war|mth", "0.50", "0.10 to 0.90", "0.030", "90"}));
  EXPECT_EQ(grids[2].grid[3],
            (std::vector<std::string>{"Difference", "5.00", "0 (cut)", "4.00", "-"}));
  const Grid wide = wide_summary_grid(report, 40);
  EXPECT_EQ(wide[1].back(), "0.45");
  EXPECT_EQ(wide[2].back(), "-");
}

}  // namespace
}  // namespace attune
