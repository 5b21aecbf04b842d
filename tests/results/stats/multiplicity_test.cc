#include "results/stats/multiplicity.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

void expect_near(const std::vector<double>& found, const std::vector<double>& wanted) {
  ASSERT_EQ(found.size(), wanted.size());
  for (std::size_t at = 0; at < found.size(); ++at) EXPECT_NEAR(found[at], wanted[at], 1e-12);
}

// Whether test `at` is rejected at `level` by the procedure as it is written: the smallest p first,
// against level / (tests left), until one is not.
bool holm_rejects(const std::vector<double>& p, std::size_t at, double level) {
  std::vector<double> sorted = p;
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t rank = 0; rank < sorted.size(); ++rank) {
    if (sorted[rank] > level / static_cast<double>(sorted.size() - rank)) return false;
    if (sorted[rank] == p[at]) return true;
  }
  return false;
}

// Likewise: all up to the largest p(k) that is at most k level / m.
bool hochberg_rejects(const std::vector<double>& p, std::size_t at, double level) {
  std::vector<double> sorted = p;
  std::sort(sorted.begin(), sorted.end());
  double bound = -1;
  for (std::size_t rank = 0; rank < sorted.size(); ++rank) {
    if (sorted[rank] <= level * static_cast<double>(rank + 1) / static_cast<double>(sorted.size()))
      bound = sorted[rank];
  }
  return p[at] <= bound;
}

TEST(Multiplicity, HolmHasTheFiguresOfR) {
  // p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
  expect_near(holm(std::vector{0.01, 0.04, 0.03, 0.005}), {0.03, 0.06, 0.06, 0.02});
}

TEST(Multiplicity, BenjaminiHochbergHasTheFiguresOfR) {
  // p.adjust(c(0.01, 0.04, 0.03, 0.005), "BH")
  expect_near(benjamini_hochberg(std::vector{0.01, 0.04, 0.03, 0.005}), {0.02, 0.04, 0.04, 0.02});
}

TEST(Multiplicity, AdjustedPsDecideAsTheProceduresDo) {
  Rng rng(1);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<double> p;
    for (int at = 0; at < 7; ++at) p.push_back(rng.uniform() * rng.uniform());
    const std::vector<double> by_holm = holm(p);
    const std::vector<double> by_rate = benjamini_hochberg(p);
    for (std::size_t at = 0; at < p.size(); ++at) {
      EXPECT_EQ(by_holm[at] <= 0.05, holm_rejects(p, at, 0.05));
      EXPECT_EQ(by_rate[at] <= 0.1, hochberg_rejects(p, at, 0.1));
      EXPECT_GE(by_holm[at], p[at]);
      EXPECT_GE(by_rate[at], p[at]);
      EXPECT_LE(by_holm[at], 1);
    }
  }
}

TEST(Multiplicity, OneTestIsLeftAsItIs) {
  expect_near(holm(std::vector{0.04}), {0.04});
  expect_near(benjamini_hochberg(std::vector{0.04}), {0.04});
  expect_near(holm({}), {});
  expect_near(benjamini_hochberg({}), {});
}

}  // namespace
}  // namespace attune
