#include "results/audit/audit_agreement.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace attune {
namespace {

// One comparison of a and b; above 0 where a is better.
Comparison said(const std::string& judge, int scenario, double margin, bool turned = false) {
  Comparison row;
  row.scenario = {std::to_string(scenario)};
  row.first = {turned ? "lab/b" : "lab/a"};
  row.second = {turned ? "lab/a" : "lab/b"};
  row.turned = turned;
  row.judge = judge;
  row.scorer = "pairwise@1";
  row.source = "judge";
  row.finding = Margins{{{"overall", turned ? -margin : margin}}};
  return row;
}

void both(std::vector<Comparison>& rows, const std::string& judge, int scenario, double there,
          double back) {
  rows.push_back(said(judge, scenario, there));
  rows.push_back(said(judge, scenario, back, true));
}

void vote(std::vector<Comparison>& rows, const std::string& who, int scenario, double margin) {
  rows.push_back(said(who, scenario, margin));
  rows.back().source = "vote";
  rows.back().scorer = "vote@1";
}

AuditPart part_of(const std::vector<Comparison>& rows) {
  return audit_agreement(audit_pairs({.judge = {"j"},
                                      .scorer = "pairwise@1",
                                      .comparisons = rows,
                                      .rules = {{"pairwise@1", PairRule{.most = 5}},
                                                {"vote@1", PairRule{.most = 1}}}}),
                         {.resamples = 50});
}

const AuditFigure& figure(const AuditPart& part, std::string_view name) {
  return *std::ranges::find(part.figures, name, &AuditFigure::name);
}

TEST(AuditAgreement, IsOnWhoWinsByBothOrdersTogether) {
  std::vector<Comparison> rows;
  both(rows, "j", 1, 2, 3);    // a
  both(rows, "k", 1, 1, 0);    // a: the other order is tied
  both(rows, "j", 2, 2, -3);   // a tie: the orders contradict each other
  both(rows, "k", 2, 1, 1);    // a
  both(rows, "j", 3, -1, -1);  // b
  both(rows, "k", 3, 4, 4);    // a
  const AuditPart part = part_of(rows);
  EXPECT_NEAR(figure(part, "agreement.judges.raw").estimate->point, 100 / 3.0, 1e-9);
  EXPECT_NEAR(figure(part, "agreement.judges.untied").estimate->point, 50, 1e-9);
  EXPECT_EQ(figure(part, "agreement.judges.raw").estimate->clusters, 3U);
  EXPECT_FALSE(figure(part, "agreement.people.raw").estimate);
}

TEST(AuditAgreement, CountsEveryVote) {
  std::vector<Comparison> rows;
  both(rows, "j", 1, 2, 3);
  both(rows, "j", 2, -2, -3);
  vote(rows, "p", 1, 1);
  vote(rows, "q", 1, -1);
  vote(rows, "p", 2, -1);
  vote(rows, "p", 3, -1);  // not compared by the judge
  const AuditPart part = part_of(rows);
  EXPECT_NEAR(figure(part, "agreement.people.raw").estimate->point, 200 / 3.0, 1e-9);
  EXPECT_EQ(figure(part, "agreement.people.raw").estimate->samples, 3U);
  // Of three: chance agreement by kappa 2/3 x 1/3 + 1/3 x 2/3.
  EXPECT_NEAR(figure(part, "agreement.people.kappa").estimate->point,
              (2.0 / 3 - 4.0 / 9) / (1 - 4.0 / 9), 1e-9);
  EXPECT_FALSE(figure(part, "agreement.judges.alpha").estimate);
}

}  // namespace
}  // namespace attune
