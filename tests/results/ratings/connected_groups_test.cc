#include "results/ratings/connected_groups.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "results/ratings/bradley_terry.h"
#include "scenarios/base/rng.h"

namespace attune {
namespace {

using Groups = std::vector<std::vector<std::uint32_t>>;

// reach[i][j]: whether arrows lead from i to j; Floyd & Warshall.
std::vector<std::vector<bool>> reaches(std::size_t contestants,
                                       const std::vector<Taking>& takings) {
  std::vector<std::vector<bool>> reach(contestants, std::vector<bool>(contestants, false));
  for (std::size_t at = 0; at < contestants; ++at) reach[at][at] = true;
  for (const Taking& taking : takings) reach[taking.first][taking.second] = true;
  for (std::size_t over = 0; over < contestants; ++over) {
    for (std::size_t from = 0; from < contestants; ++from) {
      for (std::size_t to = 0; to < contestants; ++to)
        if (reach[from][over] && reach[over][to]) reach[from][to] = true;
    }
  }
  return reach;
}

TEST(ConnectedGroups, AreWhoReachEachOther) {
  Rng rng(1);
  for (int graph = 0; graph < 200; ++graph) {
    const std::size_t contestants = 1 + rng.below(9);
    std::vector<Taking> takings;
    for (std::size_t arrows = rng.below(2 * contestants + 1); arrows > 0; --arrows)
      takings.emplace_back(rng.below(contestants), rng.below(contestants));
    const auto reach = reaches(contestants, takings);
    const Groups groups = strong_groups(contestants, takings);
    std::vector<std::size_t> group_of(contestants, contestants);
    for (std::size_t at = 0; at < groups.size(); ++at) {
      EXPECT_TRUE(std::is_sorted(groups[at].begin(), groups[at].end()));
      for (const std::uint32_t member : groups[at]) {
        EXPECT_EQ(group_of[member], contestants);
        group_of[member] = at;
      }
    }
    for (std::size_t from = 0; from < contestants; ++from) {
      for (std::size_t to = 0; to < contestants; ++to) {
        EXPECT_EQ(group_of[from] == group_of[to], reach[from][to] && reach[to][from]);
        EXPECT_TRUE(!reach[from][to] || group_of[from] <= group_of[to]);
      }
    }
  }
}

TEST(ConnectedGroups, PutWhoTookFromOthersFirst) {
  // 2 beat 0, 0 and 3 tied, 3 beat 1.
  const std::vector<Contest> contests = {{0, 2, 0}, {0, 3, 0.5}, {3, 1, 1}};
  EXPECT_EQ(connected_groups(4, contests), (Groups{{2}, {0, 3}, {1}}));
}

TEST(ConnectedGroups, TieTogetherWhoeverTookTheLeastPart) {
  EXPECT_EQ(connected_groups(2, std::vector<Contest>{{0, 1, 1e-9}}), (Groups{{0, 1}}));
  EXPECT_EQ(connected_groups(2, std::vector<Contest>{{0, 1, 0}}), (Groups{{1}, {0}}));
  EXPECT_EQ(connected_groups(2, std::vector<Contest>{{0, 1, 1}}), (Groups{{0}, {1}}));
}

TEST(ConnectedGroups, StandByIndexWhereNobodyMet) {
  EXPECT_EQ(connected_groups(3, {}), (Groups{{0}, {1}, {2}}));
}

TEST(ConnectedGroups, DoNotDependOnTheOrderOfContests) {
  Rng rng(6);
  std::vector<Taking> takings;
  for (int at = 0; at < 40; ++at) takings.emplace_back(rng.below(30), rng.below(30));
  const Groups groups = strong_groups(30, takings);
  for (int again = 0; again < 5; ++again) {
    rng.shuffle(takings);
    EXPECT_EQ(strong_groups(30, takings), groups);
  }
}

TEST(ConnectedGroups, AreFoundInALongChain) {
  std::vector<Taking> takings;
  for (std::uint32_t at = 0; at + 1 < 50'000; ++at) takings.emplace_back(at, at + 1);
  EXPECT_EQ(strong_groups(50'000, takings).size(), 50'000U);
  takings.emplace_back(49'999, 0);
  EXPECT_EQ(strong_groups(50'000, takings).size(), 1U);
}

}  // namespace
}  // namespace attune
