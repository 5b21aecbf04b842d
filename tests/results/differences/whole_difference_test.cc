#include "results/differences/whole_difference.h"

#include <cmath>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"
#include "tests/results/differences/some_sides.h"

namespace attune {
namespace {

// The spread of all points: no mean of anything.
std::optional<double> spread(std::span<const Scored> samples) {
  if (samples.size() < 3) return std::nullopt;
  double sum = 0;
  double squares = 0;
  for (const Scored& sample : samples) sum += sample.marks->points;
  const double mean = sum / static_cast<double>(samples.size());
  for (const Scored& sample : samples)
    squares += (sample.marks->points - mean) * (sample.marks->points - mean);
  return std::sqrt(squares / static_cast<double>(samples.size()));
}

DifferenceFacts whole_facts(SideFacts first, SideFacts second) {
  DifferenceFacts facts = facts_of({std::move(first), std::move(second)});
  facts.rule.headline = ScoreRule::Headline::Whole;
  facts.rule.whole = spread;
  return facts;
}

Difference made(const DifferenceFacts& facts, const DifferenceOptions& options = quick()) {
  Difference difference;
  add_whole_difference(difference, side_values(facts.sides[0], facts.rule.headline),
                       side_values(facts.sides[1], facts.rule.headline), facts, options);
  return difference;
}

SideFacts spread_side(const std::string& subject, double sd, std::uint64_t seed) {
  Rng rng(seed);
  std::vector<double> values;
  for (int at = 0; at < 24; ++at) values.push_back(50 + sd * rng.normal());
  return a_side_of(subject, values);
}

TEST(WholeDifference, IsTheDifferenceOfBothFigures) {
  const DifferenceFacts facts =
      whole_facts(spread_side("lab/a", 20, 1), spread_side("lab/b", 4, 2));
  DifferenceOptions options = quick();
  options.margin = 1;
  const Difference difference = made(facts, options);
  ASSERT_TRUE(difference.difference && difference.difference->low && difference.p);
  EXPECT_NEAR(difference.difference->point, *difference.first_mean - *difference.second_mean,
              1e-12);
  EXPECT_GT(*difference.difference->low, 5);
  EXPECT_NEAR(*difference.p, 0.001, 1e-9);  // none of 999 exchanges comes as far
  EXPECT_EQ(difference.test, "999 exchanges of scenarios");
  ASSERT_TRUE(difference.equivalence && difference.equivalence->interval);
  EXPECT_GT(difference.equivalence->interval->low, *difference.difference->low);
  EXPECT_TRUE(difference.detectable.after);
  EXPECT_TRUE(difference.points.empty());
  EXPECT_FALSE(difference.correlation || difference.effect || difference.spreads);
}

TEST(WholeDifference, WithoutOneNothingIsFound) {
  const DifferenceFacts facts =
      whole_facts(spread_side("lab/a", 10, 3), spread_side("lab/b", 10, 4));
  const Difference difference = made(facts);
  ASSERT_TRUE(difference.p);
  EXPECT_GT(*difference.p, 0.05);
  EXPECT_LT(*difference.difference->low, 0);
  EXPECT_GT(*difference.difference->high, 0);
}

TEST(WholeDifference, FewClustersAreExchangedInEveryWay) {
  const DifferenceFacts facts =
      whole_facts(a_side_of("lab/a", {0, 100, 0, 90, 5}), a_side_of("lab/b", {50, 51, 50, 49, 50}));
  const Difference difference = made(facts);
  EXPECT_EQ(difference.test, "all 32 exchanges of scenarios");
  EXPECT_NEAR(*difference.p, 2.0 / 32, 1e-12);
}

TEST(WholeDifference, OnlySamplesBothHaveTakePart) {
  SideFacts first = a_side_of("lab/a", {10, 90, 10, 90});
  add(first, {.scenario = "alone", .finding = points(1000)});
  const Difference difference = made(whole_facts(first, a_side_of("lab/b", {50, 50, 50, 50})));
  EXPECT_NEAR(*difference.first_mean, 40, 1e-9);
  EXPECT_EQ(difference.difference->samples, 4U);
}

TEST(WholeDifference, TooFewSamplesAreAFailureWithItsReason) {
  const Difference difference =
      made(whole_facts(a_side_of("lab/a", {10, 90}), a_side_of("lab/b", {50, 50})));
  EXPECT_FALSE(difference.difference || difference.p);
  ASSERT_TRUE(difference.failed);
  EXPECT_NE(difference.failed->find("2 samples"), std::string::npos);
}

}  // namespace
}  // namespace attune
