#include "results/audit/audit_pairs.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

AuditPair pair_of(std::vector<double> won) {
  AuditPair pair;
  for (const double each : won) pair.showings.push_back({.won = each});
  return pair;
}

TEST(WonByA, IsATieWhereTheOrdersContradictEachOther) {
  EXPECT_EQ(won_by_a(pair_of({1, 0})), 0.5);
  EXPECT_EQ(won_by_a(pair_of({0.5, 0.5})), 0.5);
}

TEST(WonByA, IsDecidedByTheOrderThatIsNotTied) {
  EXPECT_EQ(won_by_a(pair_of({0.5, 0})), 0);
  EXPECT_EQ(won_by_a(pair_of({1, 0.5})), 1);
  EXPECT_EQ(won_by_a(pair_of({1})), 1);
}

TEST(FirstByUnit, TakesTheFirstAskingOfEachPair) {
  Comparison early;
  Comparison late;
  late.asked = 2;
  Rater rater;
  for (const Comparison* row : {&late, &early}) {
    AuditPair pair;
    pair.unit = 1;
    pair.showings.push_back({.row = row});
    rater.pairs.push_back(pair);
  }
  EXPECT_EQ(first_by_unit(rater, 3), (std::vector<std::ptrdiff_t>{-1, 1, -1}));
}

}  // namespace
}  // namespace attune
