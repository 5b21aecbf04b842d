#include "results/audit/audit_marks.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace attune {
namespace {

VerdictRecord verdict(const std::string& judge, const std::string& scenario, double points,
                      std::vector<Mark> marks = {}) {
  VerdictRecord record;
  record.run = {"run"};
  record.key = {{"pack"}, {scenario}, {"lab/a"}, 1};
  record.judge = judge;
  record.verdict = {"rubric@1", Marks{points, std::move(marks)}, ""};
  return record;
}

const AuditFigure& figure(const AuditPart& part, std::string_view name) {
  return *std::ranges::find(part.figures, name, &AuditFigure::name);
}

TEST(AuditMarks, MeasureSeverityOnSamplesThatOthersMarkedToo) {
  const std::vector<VerdictRecord> verdicts = {
      verdict("j", "1", 60), verdict("k", "1", 70), verdict("l", "1", 80),   verdict("j", "2", 50),
      verdict("k", "2", 55), verdict("j", "3", 1),  verdict("other", "4", 9)};
  const AuditPart part = audit_marks({.judge = {"j"}, .verdicts = verdicts}, {.resamples = 50});
  const AuditFigure& severity = figure(part, "marks.severity[rubric@1]");
  EXPECT_NEAR(severity.estimate->point, (60 - 75 + 50 - 55) / 2.0, 1e-9);
  EXPECT_EQ(severity.estimate->samples, 2U);
  EXPECT_TRUE(figure(part, "marks.alpha[rubric@1]").estimate);
  EXPECT_EQ(figure(part, "marks.saturation[rubric@1]").why,
            "the ends of this scorer's marks are not known");
}

TEST(AuditMarks, CountMarksAtTheEndsOfAKnownScale) {
  const std::vector<VerdictRecord> verdicts = {
      verdict("j", "1", 60, {{"a", 0}, {"b", 20}, {"c", 7}}), verdict("j", "2", 60, {{"a", 3}})};
  const AuditPart part = audit_marks(
      {.judge = {"j"}, .verdicts = verdicts, .scales = {{"rubric@1", {.least = 0, .most = 20}}}},
      {.resamples = 50});
  EXPECT_NEAR(figure(part, "marks.saturation[rubric@1]").estimate->point, 50, 1e-9);
  EXPECT_FALSE(figure(part, "marks.severity[rubric@1]").estimate);
}

TEST(AuditMarks, OfNobodySayThatThereAreNone) {
  const AuditPart part = audit_marks({.judge = {"j"}}, {});
  ASSERT_EQ(part.figures.size(), 1U);
  EXPECT_EQ(part.figures[0].why, "it gave no marks");
}

}  // namespace
}  // namespace attune
