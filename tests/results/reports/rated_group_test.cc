#include "results/reports/rated_group.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Two who each took something from the other.
void tie_together(std::vector<Contest>& contests, std::uint32_t first, std::uint32_t second) {
  contests.push_back({.first = first, .second = second, .share = 0.5});
}

void beat(std::vector<Contest>& contests, std::uint32_t first, std::uint32_t second) {
  contests.push_back({.first = first, .second = second, .share = 1});
}

TEST(RatedGroup, OneGroupIsRatedWhole) {
  const std::vector<Contest> contests = {{.first = 0, .second = 1, .share = 1},
                                         {.first = 1, .second = 2, .share = 1},
                                         {.first = 2, .second = 0, .share = 1}};
  const RatedGroup made = rated_group(3, contests, {});
  EXPECT_THAT(made.rated, ElementsAre(0, 1, 2));
  EXPECT_THAT(made.why, ElementsAre("", "", ""));
}

TEST(RatedGroup, TheOthersSayWhyNot) {
  std::vector<Contest> contests;
  tie_together(contests, 1, 2);
  tie_together(contests, 2, 3);
  beat(contests, 0, 1);
  beat(contests, 3, 4);
  tie_together(contests, 5, 6);
  beat(contests, 1, 7);  // between two groups: below the rated, above 8
  beat(contests, 7, 8);
  const RatedGroup made = rated_group(10, contests, {});
  EXPECT_THAT(made.rated, ElementsAre(1, 2, 3));
  EXPECT_THAT(made.why,
              ElementsAre("undefeated", "", "", "", "lost everything",
                          "compared with nobody of the rated", "compared with nobody of the rated",
                          "won everything or lost everything against each of the others",
                          "lost everything", "no comparison counts"));
}

TEST(RatedGroup, AWholeGroupMayStandAbove) {
  std::vector<Contest> contests;
  tie_together(contests, 0, 1);
  tie_together(contests, 2, 3);
  tie_together(contests, 3, 4);
  beat(contests, 0, 2);
  const RatedGroup made = rated_group(5, contests, {});
  EXPECT_THAT(made.rated, ElementsAre(2, 3, 4));
  EXPECT_EQ(made.why[0], "undefeated, as one of a group of 2");
}

TEST(RatedGroup, OfEquallyLargeGroupsThatWithMoreContestsIsRatedThenTheFirst) {
  std::vector<Contest> contests;
  tie_together(contests, 0, 1);
  tie_together(contests, 2, 3);
  EXPECT_THAT(rated_group(4, contests, {}).rated, ElementsAre(0, 1));
  tie_together(contests, 3, 2);
  EXPECT_THAT(rated_group(4, contests, {}).rated, ElementsAre(2, 3));
}

TEST(RatedGroup, WithoutAnyGroupNobodyIsRated) {
  std::vector<Contest> contests;
  beat(contests, 0, 1);
  beat(contests, 1, 2);
  const RatedGroup made = rated_group(3, contests, {});
  EXPECT_THAT(made.rated, IsEmpty());
  EXPECT_THAT(made.why, ElementsAre("undefeated",
                                    "won everything or lost everything against each of the others",
                                    "lost everything"));
}

TEST(RatedGroup, APriorRatesEverybodyWithAContest) {
  std::vector<Contest> contests;
  beat(contests, 0, 1);
  const RatedGroup made = rated_group(3, contests, {.kind = Prior::Kind::Ridge, .strength = 1});
  EXPECT_THAT(made.rated, ElementsAre(0, 1));
  EXPECT_EQ(made.why[2], "no comparison counts");
}

TEST(RatedGroup, WithoutContestsThereIsNobody) {
  const RatedGroup made = rated_group(2, {}, {});
  EXPECT_THAT(made.rated, IsEmpty());
  EXPECT_THAT(made.why, ElementsAre("no comparison counts", "no comparison counts"));
}

}  // namespace
}  // namespace attune
