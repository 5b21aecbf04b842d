#include "results/differences/paired_values.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(PairedValues, OnlyEqualPlayingsMeet) {
  const PlayedValues first = {
      {{{"x"}, 1}, 10}, {{{"x"}, 2}, 20}, {{{"y"}, 1}, 30}, {{{"z"}, 1}, 40}};
  const PlayedValues second = {
      {{{"x"}, 1}, 4}, {{{"x"}, 2}, 24}, {{{"y"}, 2}, 1}, {{{"z"}, 1}, 38}};
  const auto pairs = paired(first, second);
  ASSERT_EQ(pairs.size(), 2U);
  EXPECT_EQ(pairs[0].scenario.text, "x");
  EXPECT_EQ(pairs[0].first, (Cluster{10, 20}));
  EXPECT_EQ(pairs[0].second, (Cluster{4, 24}));
  EXPECT_EQ(pairs[0].differences, (Cluster{6, -4}));
  EXPECT_EQ(pairs[1].scenario.text, "z");
  EXPECT_EQ(difference_means(pairs), (std::vector<double>{1, 2}));
  EXPECT_EQ(difference_clusters(pairs), (std::vector<Cluster>{{6, -4}, {2}}));
  EXPECT_EQ(pairs_in(pairs), 3U);
}

TEST(PairedValues, NothingInCommonIsNothing) {
  EXPECT_TRUE(paired({{{{"x"}, 1}, 10}}, {{{{"x"}, 2}, 10}}).empty());
  EXPECT_TRUE(paired({}, {}).empty());
}

}  // namespace
}  // namespace attune
