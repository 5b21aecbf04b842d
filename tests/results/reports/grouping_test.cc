#include "results/reports/grouping.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

Pack some_pack() {
  Pack pack;
  pack.scenarios.resize(3);
  pack.scenarios[0].id = {"a"};
  pack.scenarios[0].tags = {{"category", "warm"}, {"level", "1"}};
  pack.scenarios[1].id = {"b"};
  pack.scenarios[1].tags = {{"category", "cold"}};
  pack.scenarios[2].id = {"c"};
  return pack;
}

TEST(Grouping, TakesTheTagsThatThePackNamesInItsOrder) {
  Pack pack = some_pack();
  EXPECT_TRUE(groupings_of(pack).empty());
  pack.groups = {"level", "category"};
  const auto groupings = groupings_of(pack);
  ASSERT_EQ(groupings.size(), 2U);
  EXPECT_EQ(groupings[0], (Grouping{"level", {{{"a"}, "1"}}}));
  EXPECT_EQ(groupings[1], (Grouping{"category", {{{"a"}, "warm"}, {{"b"}, "cold"}}}));
}

TEST(Grouping, LeavesOutATagThatNoScenarioHas) {
  Pack pack = some_pack();
  pack.groups = {"writer"};
  EXPECT_TRUE(groupings_of(pack).empty());
}

}  // namespace
}  // namespace attune
