#include "results/stats/self_starting.h"

#include <cmath>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

struct Moments {
  double count = 0, sum = 0, squares = 0, products = 0;
  double last = 0;

  void add(double value) {
    count += 1;
    sum += value;
    squares += value * value;
    products += value * last;
    last = value;
  }

  [[nodiscard]] double mean() const { return sum / count; }

  [[nodiscard]] double variance() const { return squares / count; }

  [[nodiscard]] double correlation() const { return products / squares; }
};

LookValues a_look(Rng& rng, std::size_t rows, double shift = 0) {
  LookValues look(rows);
  for (std::size_t row = 0; row < rows; ++row)
    look[row] = 10 * static_cast<double>(row) + 5 * rng.normal() + shift;
  return look;
}

TEST(NormalScore, IsAsUnlikelyAsTheContrast) {
  EXPECT_NEAR(normal_score({.difference = 2.228, .variance = 1, .freedom = 10}), 1.96, 1e-3);
  EXPECT_NEAR(normal_score({.difference = -4.456, .variance = 4, .freedom = 10}), -1.96, 1e-3);
  EXPECT_NEAR(normal_score({.difference = 3, .variance = 1, .freedom = 1e6}), 3, 1e-3);
  EXPECT_EQ(normal_score({.difference = 0, .variance = 0, .freedom = 3}), 0);
  EXPECT_EQ(normal_score({.difference = -1, .variance = 0, .freedom = 3}), -8);
  EXPECT_EQ(normal_score({.difference = 1e9, .variance = 1, .freedom = 1e6}), 8);
}

TEST(Less, AddsVariancesAndTakesWelchsDegreesOfFreedom) {
  const Contrast both = less({3, 2, 10}, {1, 2, 10});
  EXPECT_DOUBLE_EQ(both.difference, 2);
  EXPECT_DOUBLE_EQ(both.variance, 4);
  EXPECT_DOUBLE_EQ(both.freedom, 20);
}

// The second look is a paired t test against the first.
TEST(RowChart, BeginsAsAPairedTest) {
  RowChart chart(3);
  EXPECT_FALSE(chart.add({10.0, 20.0, 30.0}));
  const auto contrast = chart.add({11.0, 23.0, 35.0});  // differences 1, 3, 5
  EXPECT_DOUBLE_EQ(contrast->difference, 3);
  EXPECT_NEAR(contrast->variance, 4.0 / 3, 1e-12);  // 2^2 / 3
  EXPECT_DOUBLE_EQ(contrast->freedom, 2);
}

// The slow obvious twin: residuals of the additive layout of scenarios and looks.
TEST(RowChart, FindsTheSpreadOfTheTwoWayLayout) {
  constexpr std::size_t kRows = 6;
  Rng rng(3);
  std::vector<LookValues> looks;
  RowChart chart(kRows);
  for (int look = 0; look < 5; ++look) {
    looks.push_back(a_look(rng, kRows, 3.0 * look));
    chart.add(looks.back());
  }
  const auto mean_over = [&](auto value) {
    double sum = 0;
    for (std::size_t look = 0; look < looks.size(); ++look) {
      for (std::size_t row = 0; row < kRows; ++row) sum += value(look, row);
    }
    return sum / static_cast<double>(kRows * looks.size());
  };
  const double all = mean_over([&](auto look, auto row) { return *looks[look][row]; });
  double squares = 0;
  for (std::size_t look = 0; look < looks.size(); ++look) {
    for (std::size_t row = 0; row < kRows; ++row) {
      const double of_look =
          mean_over([&](auto l, auto r) { return l == look ? 5 * *looks[l][r] : 0; });
      const double of_row =
          mean_over([&](auto l, auto r) { return r == row ? kRows * *looks[l][r] : 0; });
      const double residual = *looks[look][row] - of_look - of_row + all;
      squares += residual * residual;
    }
  }
  EXPECT_DOUBLE_EQ(chart.freedom(), 20);
  EXPECT_NEAR(*chart.variance(), squares / 20, 1e-9);
}

TEST(RowChart, PassesOverRowsThatAreMissing) {
  RowChart chart(3);
  EXPECT_FALSE(chart.add({10.0, std::nullopt, std::nullopt}));
  EXPECT_FALSE(chart.add({12.0, 5.0, 7.0}));  // one row in common
  const auto contrast = chart.add({std::nullopt, 6.0, 10.0});
  EXPECT_DOUBLE_EQ(contrast->difference, 2);
  EXPECT_DOUBLE_EQ(contrast->freedom, 1);
}

// Independent standard normals where nothing changes, from the second look on.
TEST(RowChart, MakesStandardNormals) {
  Rng rng(12);
  Moments normals;
  for (int run = 0; run < 150; ++run) {
    RowChart chart(8);
    for (int look = 0; look < 12; ++look) {
      LookValues values = a_look(rng, 8);
      if (rng.uniform() < 0.3) values[rng.below(8)] = std::nullopt;
      const auto contrast = chart.add(values);
      if (contrast) normals.add(normal_score(*contrast));
    }
  }
  EXPECT_EQ(normals.count, 1650);
  EXPECT_NEAR(normals.mean(), 0, 0.075);  // three standard errors
  EXPECT_NEAR(normals.variance(), 1, 0.11);
  EXPECT_NEAR(normals.correlation(), 0, 0.075);
}

TEST(ValueChart, MakesStandardNormals) {
  Rng rng(13);
  Moments normals;
  for (int run = 0; run < 200; ++run) {
    ValueChart chart;
    for (int look = 0; look < 12; ++look) {
      const auto contrast = chart.add(100 + 7 * rng.normal());
      EXPECT_EQ(contrast.has_value(), look >= 2);
      if (contrast) normals.add(normal_score(*contrast));
    }
  }
  EXPECT_NEAR(normals.mean(), 0, 0.07);
  EXPECT_NEAR(normals.variance(), 1, 0.1);
  EXPECT_NEAR(normals.correlation(), 0, 0.07);
}

TEST(ValueChart, HoldsAValueAgainstThoseBefore) {
  ValueChart chart;
  chart.add(1);
  chart.add(3);
  const auto contrast = chart.add(5);
  EXPECT_DOUBLE_EQ(contrast->difference, 3);
  EXPECT_DOUBLE_EQ(contrast->variance, 3);  // 2 (1 + 1/2)
  EXPECT_DOUBLE_EQ(contrast->freedom, 1);
}

// 1 of 4 at each of two looks: P(0) = 6/28, P(1) = 16/28, P(2) = 6/28 of the two.
TEST(ShareChart, IsTheMiddleOfTheHypergeometric) {
  ShareChart chart;
  EXPECT_FALSE(chart.add({4, 1}));
  EXPECT_NEAR(*chart.add({4, 1}), 0, 1e-9);
  ShareChart other;
  other.add({4, 0});
  EXPECT_NEAR(*other.add({4, 2}), 1.2419, 1e-3);  // tail 6/56
  ShareChart fewer;
  fewer.add({4, 2});
  EXPECT_NEAR(*fewer.add({4, 0}), -1.2419, 1e-3);
}

TEST(ShareChart, SaysNothingOfNothing) {
  ShareChart chart;
  chart.add({20, 0});
  EXPECT_EQ(*chart.add({20, 0}), 0);
  EXPECT_FALSE(chart.add({0, 0}));
  EXPECT_GT(*chart.add({20, 20}), 5);
}

// Careful: never wider than standard normals, however seldom things happen.
TEST(ShareChart, VariesNoMoreThanStandardNormals) {
  Rng rng(14);
  for (const double rate : {0.02, 0.2}) {
    Moments normals;
    for (int run = 0; run < 100; ++run) {
      ShareChart chart;
      for (int look = 0; look < 12; ++look) {
        ShareChart::Count count{.of = 20};
        for (int sample = 0; sample < 20; ++sample) count.times += rng.uniform() < rate ? 1U : 0U;
        if (const auto normal = chart.add(count)) normals.add(*normal);
      }
    }
    EXPECT_NEAR(normals.mean(), 0, 0.1);
    EXPECT_LE(normals.variance(), 1.1);
    EXPECT_GE(normals.variance(), rate > 0.1 ? 0.7 : 0.1);
  }
}

}  // namespace
}  // namespace attune
