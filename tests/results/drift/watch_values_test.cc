#include "results/drift/watch_values.h"

#include <cmath>

#include <gtest/gtest.h>

namespace attune {
namespace {

std::vector<ReleaseFacts> two_looks() {
  std::vector<ReleaseFacts> looks(2);
  looks[0].points = {{{"b"}, {10, 20}}, {{"c"}, {}}};
  looks[1].points = {{{"a"}, {40}}, {{"b"}, {30}}};
  looks[0].anchors = {{"one", {"a"}, 50}, {"one", {"a"}, 60}, {"two", {"b"}, 70}};
  looks[1].anchors = {{"two", {"b"}, 75}};
  looks[0].vitals = {
      {.scenario = {"a"}, .length = std::exp(5), .latency = Millis(100)},
      {.scenario = {"a"}, .length = std::exp(7), .latency = Millis(400)},
      {.scenario = {"b"}, .outcome = Outcome::Refused, .length = 0, .latency = Millis(0)},
      {.scenario = {"c"}, .outcome = Outcome::Failed, .length = 1e6, .latency = Millis(100'000)}};
  return looks;
}

TEST(ScoreTable, HasAColumnForEveryScenarioScored) {
  const LookTable table = score_table(two_looks());
  EXPECT_EQ(table, (LookTable{{std::nullopt, 15.0}, {40.0, 30.0}}));
}

TEST(AnchorTable, HasAColumnForEveryAnchor) {
  const LookTable table = anchor_table(two_looks());
  EXPECT_EQ(table, (LookTable{{55.0, 70.0}, {std::nullopt, 75.0}}));
}

TEST(LengthTable, TakesLogarithmsOfWhatWasSaid) {
  const LookTable table = length_table(two_looks());
  ASSERT_EQ(table[0].size(), 2U);  // nothing was said where all failed
  EXPECT_NEAR(*table[0][0], 6, 1e-9);
  EXPECT_EQ(table[0][1], 0);  // an empty reply counts as one character
  EXPECT_FALSE(table[1][0]);
}

TEST(MeanOf, IsOfWhatIsThere) {
  EXPECT_EQ(mean_of({1.0, std::nullopt, 4.0}), 2.5);
  EXPECT_FALSE(mean_of({std::nullopt}));
}

TEST(Latency, IsTheMedianOfMediansAndTheMeanOfLogarithms) {
  const auto looks = two_looks();
  EXPECT_DOUBLE_EQ(*median_latency(looks[0]), 125.5);  // 250 and, of no time at all, 1
  EXPECT_NEAR(*log_latency(looks[0]), std::log(200) / 2, 1e-9);
  EXPECT_FALSE(median_latency(looks[1]));
  EXPECT_FALSE(log_latency(looks[1]));
}

TEST(MeanLength, LeavesOutWhatFailed) {
  EXPECT_NEAR(*mean_length(two_looks()[0]), (std::exp(5) + std::exp(7)) / 3, 1e-9);
  EXPECT_FALSE(mean_length(two_looks()[1]));
}

TEST(RefusalsIn, CountSamplesThatHadAnyReply) {
  const ShareChart::Count count = refusals_in(two_looks()[0]);
  EXPECT_EQ(count.of, 3U);
  EXPECT_EQ(count.times, 1U);
}

}  // namespace
}  // namespace attune
