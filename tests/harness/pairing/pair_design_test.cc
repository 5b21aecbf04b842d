#include "harness/pairing/pair_design.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace attune {
namespace {

using Table = std::vector<std::vector<double>>;

// By Gaussian elimination, slow and plain.
double determinant(Table m) {
  double product = 1;
  for (std::size_t at = 0; at < m.size(); ++at) {
    product *= m[at][at];
    for (std::size_t row = at + 1; row < m.size(); ++row) {
      const double factor = m[row][at] / m[at][at];
      for (std::size_t column = at; column < m.size(); ++column)
        m[row][column] -= factor * m[at][column];
    }
  }
  return product;
}

struct Case {
  std::vector<double> theta;
  std::vector<Pair> seen;
};

Case a_case() {
  return {{-1, 0.2, 0.9, -0.1}, {{0, 1}, {0, 1}, {1, 2}, {0, 3}, {2, 3}, {0, 2}}};
}

constexpr double kPrior = 0.1;

// Information with a prior, and the sum of all held at 0 as the class holds it.
Table information(const Case& field) {
  const std::size_t size = field.theta.size();
  Table m(size, std::vector<double>(size, 0));
  for (std::size_t at = 0; at < size; ++at) m[at][at] = kPrior;
  for (const Pair& pair : field.seen) {
    const double p = 1 / (1 + std::exp(field.theta[pair.b] - field.theta[pair.a]));
    const double w = p * (1 - p);
    m[pair.a][pair.a] += w;
    m[pair.b][pair.b] += w;
    m[pair.a][pair.b] -= w;
    m[pair.b][pair.a] -= w;
  }
  return m;
}

double precision_of(const Case& field, const std::vector<bool>& wanted, double held) {
  Table whole = information(field);
  for (auto& row : whole)
    for (double& value : row) value += held;
  Table others;
  for (std::size_t row = 0; row < whole.size(); ++row) {
    if (wanted[row]) continue;
    others.emplace_back();
    for (std::size_t column = 0; column < whole.size(); ++column)
      if (!wanted[column]) others.back().push_back(whole[row][column]);
  }
  return determinant(whole) / (others.empty() ? 1 : determinant(others));
}

double held(const Case& field) {
  const Table m = information(field);
  double trace = 0;
  for (std::size_t at = 0; at < m.size(); ++at) trace += m[at][at];
  return trace / static_cast<double>(m.size());
}

void expect_gains_of_determinants(const std::vector<bool>& wanted) {
  const Case field = a_case();
  const PairDesign design(field.theta, wanted, field.seen, kPrior);
  for (std::uint32_t a = 0; a < 4; ++a)
    for (std::uint32_t b = a + 1; b < 4; ++b) {
      Case more = field;
      more.seen.push_back({a, b});
      const double ratio =
          precision_of(more, wanted, held(field)) / precision_of(field, wanted, held(field));
      EXPECT_NEAR(design.gain({a, b}), ratio, 1e-9) << a << " " << b;
    }
}

TEST(PairDesign, GainsWhatOneMoreUnitDoesToTheDeterminantOfInformation) {
  expect_gains_of_determinants({true, true, true, true});
}

TEST(PairDesign, GainsForNewcomersWhatIsGainedOnTheirOwnBlock) {
  expect_gains_of_determinants({false, false, true, false});
  expect_gains_of_determinants({true, false, true, false});
}

TEST(PairDesign, KeepsItsCovarianceUpToDate) {
  for (const bool all : {true, false}) {
    const std::vector<bool> wanted = {all, all, true, all};
    Case field = a_case();
    PairDesign design(field.theta, wanted, field.seen, kPrior);
    const double hold = held(field);
    for (const Pair& pair : {Pair{0, 2}, Pair{1, 3}, Pair{0, 2}}) {
      design.observe(pair);
      field.seen.push_back(pair);
    }
    Case more = field;
    more.seen.push_back({2, 3});
    EXPECT_NEAR(design.gain({2, 3}),
                precision_of(more, wanted, hold) / precision_of(field, wanted, hold), 1e-9);
  }
}

TEST(PairDesign, TeachesMostWhereStrengthsAreNearAndLittleIsKnown) {
  const std::vector<bool> all(3, true);
  const PairDesign near({0, 0.1, 3}, all, std::vector<Pair>{{0, 1}, {0, 2}}, kPrior);
  EXPECT_GT(near.gain({0, 1}), near.gain({0, 2}));
  std::vector<Pair> seen(40, Pair{0, 1});
  seen.push_back({1, 2});
  const PairDesign known({0, 0, 0}, all, seen, kPrior);
  EXPECT_GT(known.gain({1, 2}), known.gain({0, 1}));
}

}  // namespace
}  // namespace attune
