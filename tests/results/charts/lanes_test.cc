#include "results/charts/lanes.h"

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

constexpr LabelSpan kRoom = {0, 400};

TEST(Lanes, FlyToTheRightWhereThereIsRoom) {
  EXPECT_EQ(flag_at(100, 50, kRoom).span.from, 104);
  EXPECT_EQ(flag_at(380, 50, kRoom).span.to, 376);
}

TEST(Lanes, LieWithinTheRoomWhateverTheWidth) {
  for (const double at : {0.0, 30.0, 200.0, 399.0}) {
    for (const double width : {10.0, 210.0, 390.0}) {
      const Flag flag = flag_at(at, width, kRoom);
      EXPECT_GE(flag.span.from, 0) << at << " " << width;
      EXPECT_LE(flag.span.to, 400) << at << " " << width;
    }
  }
}

TEST(Lanes, GiveNeighboursLanesOfTheirOwn) {
  const std::vector<Flag> flags = {flag_at(10, 100, kRoom), flag_at(40, 100, kRoom),
                                   flag_at(300, 50, kRoom)};
  EXPECT_EQ(lanes_of(flags, 3), (std::vector<std::optional<std::size_t>>{1, 0, 0}));
  EXPECT_EQ(lanes_used(lanes_of(flags, 3)), 2U);
}

TEST(Lanes, LeaveOutWhatFindsNoLane) {
  const std::vector<Flag> flags = {flag_at(10, 100, kRoom), flag_at(40, 100, kRoom)};
  EXPECT_EQ(lanes_of(flags, 1), (std::vector<std::optional<std::size_t>>{std::nullopt, 0}));
  EXPECT_EQ(lanes_used(std::vector<std::optional<std::size_t>>{std::nullopt}), 0U);
}

// The contract, checked pair by pair on flags thrown at random.
TEST(Lanes, NeverLetLabelsTouchNorLinesCrossThem) {
  Rng rng(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<Flag> flags;
    for (int i = 0; i < 8; ++i)
      flags.push_back(flag_at(400 * rng.uniform(), 20 + 120 * rng.uniform(), kRoom));
    const auto lanes = lanes_of(flags, 4);
    for (std::size_t a = 0; a < flags.size(); ++a) {
      for (std::size_t b = 0; b < flags.size(); ++b) {
        if (a == b || !lanes[a] || !lanes[b]) continue;
        const LabelSpan& one = flags[a].span;
        const LabelSpan& other = flags[b].span;
        if (lanes[a] == lanes[b]) {
          EXPECT_TRUE(one.to < other.from || other.to < one.from);
        }
        if (*lanes[a] > *lanes[b]) {
          EXPECT_TRUE(flags[a].at < other.from || flags[a].at > other.to);
        }
      }
    }
  }
}

TEST(Spread, LeavesWhatIsFarEnoughApart) {
  const std::vector<double> wanted = {50, 10, 90};
  EXPECT_EQ(spread(wanted, 15, {0, 100}), wanted);
}

TEST(Spread, PushesNeighboursApartAndKeepsTheirOrder) {
  EXPECT_EQ(spread(std::vector<double>{50, 52}, 15, {0, 100}), (std::vector<double>{50, 65}));
  EXPECT_EQ(spread(std::vector<double>{99, 98}, 15, {0, 100}), (std::vector<double>{100, 85}));
}

TEST(Spread, SharesTheRoomOutWhereItIsTooShort) {
  EXPECT_EQ(spread(std::vector<double>{5, 5, 5, 5, 5}, 15, {0, 40}),
            (std::vector<double>{0, 10, 20, 30, 40}));
}

}  // namespace
}  // namespace attune
