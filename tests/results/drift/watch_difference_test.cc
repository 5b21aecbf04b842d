#include "results/drift/watch_difference.h"

#include <cmath>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

LookTable looks_of(Rng& rng, std::size_t looks, std::size_t rows, double sd) {
  LookTable table(looks, LookValues(rows));
  for (auto& look : table) {
    for (std::size_t row = 0; row < rows; ++row)
      look[row] = 10 * static_cast<double>(row) + sd * rng.normal();
  }
  return table;
}

TEST(DifferencesSince, HoldLaterLooksAgainstTheFirst) {
  const LookTable rows = {{10.0, 20.0}, {12.0, 22.0}, {14.0, 25.0}, {10.0, std::nullopt}};
  const auto differences = differences_since(rows, {}, {.baseline = 2});
  EXPECT_FALSE(differences[0]);
  EXPECT_FALSE(differences[1]);
  EXPECT_DOUBLE_EQ(differences[2]->point, 3.5);  // 14 - 11 and 25 - 21
  EXPECT_DOUBLE_EQ(differences[3]->point, 2.5);  // 12 - 11 and 25 - 21
  EXPECT_EQ(differences[3]->samples, 2U);
  EXPECT_EQ(differences[3]->clusters, 2U);
}

TEST(DifferencesSince, TakeOutWhatTheJudgeGivesFrozenReplies) {
  const LookTable rows = {{10.0, 20.0}, {12.0, 22.0}, {17.0, 26.0}};
  const LookTable anchors = {{1.0, 2.0}, {1.0, 3.0}, {4.0, 5.0}};
  const auto differences = differences_since(rows, anchors, {.baseline = 2});
  EXPECT_DOUBLE_EQ(differences[2]->point, 5.5 - 2.75);
  const auto alone = differences_since(rows, {}, {.baseline = 2});
  EXPECT_DOUBLE_EQ(alone[2]->point, 5.5);
}

TEST(DifferencesSince, NeedTwoRowsOnBothSides) {
  const LookTable rows = {{10.0, std::nullopt}, {12.0, std::nullopt}, {17.0, 26.0}};
  EXPECT_FALSE(differences_since(rows, {}, {.baseline = 2})[2]);
}

// In how many of `runs` any interval leaves out that nothing changed.
int misses(std::size_t baseline, std::size_t anchors, int runs) {
  Rng rng(31);
  int missed = 0;
  for (int run = 0; run < runs; ++run) {
    const LookTable rows = looks_of(rng, 60, 10, 6);
    const LookTable marks = looks_of(rng, 60, anchors, 3);
    bool out = false;
    for (const auto& each : differences_since(rows, anchors > 0 ? marks : LookTable{},
                                              {.baseline = baseline, .level = 0.9}))
      out = out || (each && (*each->low > 0 || *each->high < 0));
    missed += out ? 1 : 0;
  }
  return missed;
}

TEST(DifferencesSince, HoldAtAllLooksTogether) {
  constexpr int kRuns = 150;
  EXPECT_LE(misses(2, 0, kRuns), 0.1 * kRuns);
  EXPECT_LE(misses(3, 8, kRuns), 0.1 * kRuns);
}

// They would hold if they were as wide as the world.
TEST(DifferencesSince, LeaveOutZeroWhereAllMoved) {
  Rng rng(32);
  LookTable rows = looks_of(rng, 30, 20, 6);
  for (std::size_t look = 3; look < rows.size(); ++look) {
    for (auto& value : rows[look]) *value -= 5;
  }
  EXPECT_LT(*differences_since(rows, {}, {}).back()->high, 0);
}

}  // namespace
}  // namespace attune
