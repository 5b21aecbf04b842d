#include "scorers/rules/intensity_score.h"

#include <cmath>

#include <gtest/gtest.h>

namespace attune {
namespace {

IntensityKey key_of(std::vector<double> intensities, std::vector<double> shares) {
  IntensityKey key;
  for (std::size_t i = 0; i < intensities.size(); ++i)
    key.emotions.push_back({"e", intensities[i], shares[i]});
  return key;
}

const IntensityKey kKey = key_of({0, 6, 0, 7}, {2, 3, 0, 5});  // question 1 of EQ-Bench v2

double v2(std::vector<double> answer) {
  return v2_score(answer, kKey);
}

std::optional<double> v1(std::vector<double> answer) {
  return v1_score(answer, kKey);
}

TEST(IntensityScore, DistancesAreThoseOfTheTable) {
  const double table[] = {0, 0.1729, 0.5406, 1.5046, 3.2500, 4.9954, 6, 7, 8, 9, 10};  // specs §1.4
  for (int d = 0; d <= 10; ++d) EXPECT_NEAR(v2_distance(d), table[d], 5e-5) << d;
}

TEST(IntensityScore, GoldenOfV2) {
  EXPECT_NEAR(v2({5, 0, 0, 5}), 1.3745, 5e-4);  // specs §10
  EXPECT_EQ(v2({0, 6, 0, 7}), 10);
}

TEST(IntensityScore, TheLeastOfV2IsTenOffOnAllFour) {
  const std::vector<double> zeros(4, 0);
  EXPECT_NEAR(v2_score(zeros, key_of({10, 10, 10, 10}, {2, 3, 0, 5})), kV2Least, 1e-12);
  EXPECT_NEAR(kV2Least, -19.908, 1e-12);
}

TEST(IntensityScore, V1ScalesTheRatingsToTen) {
  EXPECT_EQ(v1({2, 3, 0, 5}), 10);
  EXPECT_EQ(v1({4, 6, 0, 10}), 10);
  EXPECT_NEAR(*v1({1, 1, 1, 1}), 10 - (0.5 + 0.5 + 2.5 + 2.5), 1e-12);
  EXPECT_EQ(v1({0, 0, 10, 0}), kV1Least);
  EXPECT_EQ(v1({0, 0, 0, 0}), std::nullopt);
}

// The slow and obvious way: every one of the 11^4 answers.
template <class Score>
double mean_over_all_answers(Score score) {
  double sum = 0;
  int count = 0;
  for (int i = 0; i < 11 * 11 * 11 * 11; ++i) {
    const std::vector<double> answer = {double(i % 11), double(i / 11 % 11), double(i / 121 % 11),
                                        double(i / 1331)};
    const std::optional<double> one = score(answer);
    sum += one.value_or(0);
    count += one.has_value();
  }
  return sum / count;
}

TEST(IntensityScore, ExpectationsEqualTheMeanOverEveryAnswer) {
  const Baselines baselines = constant_and_random_baselines(std::vector{kKey});
  EXPECT_NEAR(baselines.random_points,
              10 * mean_over_all_answers([](const auto& a) { return std::optional(v2(a)); }), 1e-9);
  EXPECT_NEAR(baselines.random_v1_points,
              10 * mean_over_all_answers([](const auto& a) { return v1(a); }), 1e-9);
}

TEST(IntensityScore, BaselinesFindTheBestEmptyAnswers) {
  const Baselines baselines =
      constant_and_random_baselines(std::vector{kKey, key_of({0, 6, 0, 9}, {2, 3, 0, 5})});
  EXPECT_EQ(baselines.best_positions, (std::vector<double>{0, 6, 0, 8}));
  EXPECT_NEAR(baselines.best_positions_points, 100 - 10 * 0.7477 * v2_distance(1), 1e-9);
  for (const double points : baselines.constants) EXPECT_LE(points, baselines.best_constant_points);
  EXPECT_NEAR(baselines.equal_v1_points, 40, 1e-9);
}

}  // namespace
}  // namespace attune
