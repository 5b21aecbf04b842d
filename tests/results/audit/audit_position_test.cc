#include "results/audit/audit_position.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace attune {
namespace {

// Both orders of one pair: what the first shown won in each.
void add(std::vector<Comparison>& rows, const std::string& scenario, double there, double back) {
  Comparison row;
  row.scenario = {scenario};
  row.first = {"lab/a"};
  row.second = {"lab/b"};
  row.scorer = "pairwise@1";
  row.judge = "lab/judge";
  row.source = "judge";
  row.finding = Margins{{{"overall", there}}};
  rows.push_back(row);
  std::swap(row.first, row.second);
  row.turned = true;
  row.finding = Margins{{{"overall", back}}};
  rows.push_back(row);
}

JudgeAuditFacts facts_of(const std::vector<Comparison>& rows) {
  return {.judge = {"lab/judge"},
          .scorer = "pairwise@1",
          .comparisons = rows,
          .rules = {{"pairwise@1", PairRule{.most = 5}}}};
}

double figure(const AuditPart& part, std::string_view name) {
  return std::ranges::find(part.figures, name, &AuditFigure::name)->estimate->point;
}

TEST(AuditPosition, CountsPairsWithTheSameWinnerAndThoseWonByAPlace) {
  std::vector<Comparison> rows;
  add(rows, "1", 5, -2);   // the same winner
  add(rows, "1", 1, 1);    // the first shown, twice
  add(rows, "2", 3, 3);    // and again
  add(rows, "2", -1, -1);  // the second shown, twice
  add(rows, "3", 0, 0);    // a tie, twice: the same
  add(rows, "3", 1, 0);    // neither
  for (std::size_t at = 0; at < rows.size(); ++at) rows[at].repeat = static_cast<int>(at / 2);
  const PositionAudit audit = audit_position(audit_pairs(facts_of(rows)), {.resamples = 50});
  EXPECT_NEAR(figure(audit.part, "position.consistency"), 100 * 2.0 / 6, 1e-9);
  EXPECT_NEAR(figure(audit.part, "position.first_bias"), 100 * (2.0 - 1) / 6, 1e-9);
  ASSERT_TRUE(audit.p);
  EXPECT_GT(*audit.p, 0.2);
}

TEST(AuditVerdicts, CountStabilityTiesAndSaturation) {
  std::vector<Comparison> rows;
  add(rows, "1", 5, -5);
  add(rows, "1", 5, 0);
  add(rows, "1", -1, 0);
  for (std::size_t at = 0; at < rows.size(); ++at) rows[at].asked = static_cast<int>(at / 2) + 1;
  const AuditPart part =
      audit_verdicts(audit_pairs(facts_of(rows)), facts_of(rows), {.resamples = 50});
  // Two of three agree in one order, and in the other.
  EXPECT_NEAR(figure(part, "verdicts.stability"), 100 * 2.0 / 3, 1e-9);
  EXPECT_NEAR(figure(part, "verdicts.ties"), 100 * 2.0 / 6, 1e-9);
  EXPECT_NEAR(figure(part, "verdicts.margin_saturation"), 100 * 3.0 / 6, 1e-9);
}

TEST(AuditVerdicts, HaveNoStabilityWhereNothingWasAskedTwice) {
  std::vector<Comparison> rows;
  add(rows, "1", 5, -5);
  const AuditPart part = audit_verdicts(audit_pairs(facts_of(rows)), facts_of(rows), {});
  EXPECT_FALSE(part.figures[0].estimate);
  EXPECT_EQ(part.figures[0].why, "nothing was asked twice in the same order");
}

}  // namespace
}  // namespace attune
