#include "harness/schedule/schedule.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

using namespace std::chrono_literals;

constexpr Instant kStart{};

std::vector<std::uint64_t> ids(const std::vector<Ticket>& tickets) {
  std::vector<std::uint64_t> values;
  for (const Ticket& ticket : tickets) values.push_back(ticket.call.value);
  return values;
}

using Ids = std::vector<std::uint64_t>;

// One lane "a" with so many calls 0, 1, … of equal order.
struct OneLane {
  OneLane(LaneLimits limits, std::uint64_t calls) {
    schedule.open("a", limits);
    for (std::uint64_t id = 0; id < calls; ++id) schedule.add({id}, "a", 0);
  }

  Ids start(Instant now = kStart) { return ids(schedule.start_due(now)); }

  // Settles these well, one after the other.
  void finish(const Ids& calls) {
    for (const auto id : calls) EXPECT_TRUE(schedule.settle({id}, Settled::Done, kStart));
  }

  Schedule schedule;
};

TEST(Schedule, IsEmptyUntilSomethingIsAdded) {
  Schedule schedule;
  schedule.open("a", {});
  EXPECT_TRUE(schedule.empty());
  EXPECT_EQ(schedule.next_due(), std::nullopt);
  EXPECT_TRUE(schedule.add({1}, "a", 0));
  EXPECT_FALSE(schedule.empty());
}

TEST(Schedule, StartsInOrderThenByArrival) {
  Schedule schedule;
  schedule.open("a", {.widest = 9, .first = 9});
  schedule.add({1}, "a", 5);
  schedule.add({2}, "a", 3);
  schedule.add({3}, "a", 5);
  schedule.add({4}, "a", 3);
  EXPECT_EQ(ids(schedule.start_due(kStart)), (Ids{2, 4, 1, 3}));
}

TEST(Schedule, StartsNoMoreThanTheWidth) {
  OneLane lane({.widest = 9, .first = 2}, 5);
  EXPECT_EQ(lane.start(), (Ids{0, 1}));
  EXPECT_EQ(lane.start(), Ids{});
  EXPECT_EQ(lane.schedule.next_due(), std::nullopt);
  lane.finish({1});
  EXPECT_EQ(lane.start(), (Ids{2}));
}

TEST(Schedule, KeepsLanesApart) {
  Schedule schedule;
  schedule.open("b", {.widest = 1, .first = 1});
  schedule.open("a", {.widest = 1, .first = 1});
  for (std::uint64_t id = 0; id < 4; ++id) schedule.add({id}, id % 2 == 0 ? "a" : "b", id);
  const std::vector<Ticket> expected = {{{0}, "a"}, {{1}, "b"}};
  EXPECT_EQ(schedule.start_due(kStart), expected);
  schedule.settle({0}, Settled::RateLimited, kStart + 60s);
  schedule.settle({1}, Settled::Done, kStart);
  EXPECT_EQ(ids(schedule.start_due(kStart)), (Ids{3}));
}

TEST(Schedule, RetriesAfterTheAskedPauseAndNotBefore) {
  OneLane lane({.widest = 4, .first = 4}, 1);
  lane.start();
  EXPECT_FALSE(lane.schedule.settle({0}, Settled::Retry, kStart + 60s));
  EXPECT_EQ(lane.schedule.next_due(), kStart + 60s);
  EXPECT_EQ(lane.start(kStart + 60s - 1ms), Ids{});
  EXPECT_EQ(lane.start(kStart + 60s), (Ids{0}));
}

TEST(Schedule, StartsADueRetryBeforeNewCallsOfTheSameOrderOnly) {
  Schedule schedule;
  schedule.open("a", {.widest = 1, .first = 1});
  schedule.add({1}, "a", 5);
  EXPECT_EQ(ids(schedule.start_due(kStart)), (Ids{1}));
  schedule.add({2}, "a", 5);
  schedule.add({3}, "a", 4);
  schedule.settle({1}, Settled::Retry, kStart);
  EXPECT_EQ(ids(schedule.start_due(kStart)), (Ids{3}));
  schedule.settle({3}, Settled::Done, kStart);
  EXPECT_EQ(ids(schedule.start_due(kStart)), (Ids{1}));
}

TEST(Schedule, LetsOthersGoOnWhileOneCallWaitsForItsRetry) {
  OneLane lane({.widest = 1, .first = 1}, 2);
  lane.start();
  lane.schedule.settle({0}, Settled::Retry, kStart + 60s);
  EXPECT_EQ(lane.start(), (Ids{1}));
}

TEST(Schedule, DoublesTheWidthUntilTheFirstRateLimit) {
  OneLane lane({.widest = 12, .first = 2}, 100);
  lane.finish(lane.start());
  EXPECT_EQ(lane.schedule.state("a").width, 4);
  lane.finish(lane.start());
  EXPECT_EQ(lane.schedule.state("a").width, 8);
  lane.finish(lane.start());
  EXPECT_EQ(lane.schedule.state("a").width, 12);
  lane.finish(lane.start());
  EXPECT_EQ(lane.schedule.state("a").width, 12);
}

TEST(Schedule, LeavesTheWidthAloneOnTransientFailures) {
  OneLane lane({.widest = 8, .first = 4}, 4);
  for (const auto id : lane.start()) lane.schedule.settle({id}, Settled::Retry, kStart);
  EXPECT_EQ(lane.schedule.state("a").width, 4);
}

TEST(Schedule, HoldsTheWholeLaneThroughARateLimit) {
  OneLane lane({.widest = 4, .first = 2}, 4);
  lane.start();
  lane.schedule.settle({0}, Settled::RateLimited, kStart + 10s);
  lane.finish({1});
  EXPECT_EQ(lane.start(kStart + 9s), Ids{});
  EXPECT_EQ(lane.schedule.next_due(), kStart + 10s);
  EXPECT_EQ(lane.start(kStart + 10s), (Ids{0}));
}

TEST(Schedule, ShrinksOncePerEpisodeAndThenGrowsByOne) {
  OneLane lane({.widest = 100, .first = 10}, 200);
  const Ids first = lane.start();
  ASSERT_EQ(first.size(), 10U);
  for (const auto id : first) lane.schedule.settle({id}, Settled::RateLimited, kStart + 1s);
  EXPECT_EQ(lane.schedule.state("a").width, 7);
  const Ids second = lane.start(kStart + 1s);
  EXPECT_EQ(second.size(), 7U);
  lane.finish(second);
  EXPECT_EQ(lane.schedule.state("a").width, 8);
  const Ids third = lane.start(kStart + 1s);
  lane.schedule.settle({third[0]}, Settled::RateLimited, kStart + 2s);
  EXPECT_EQ(lane.schedule.state("a").width, 5);
}

TEST(Schedule, CountsNoSuccessFromBeforeTheShrinkTowardsGrowth) {
  OneLane lane({.widest = 100, .first = 10}, 200);
  Ids first = lane.start();
  lane.schedule.settle({first[0]}, Settled::RateLimited, kStart);
  lane.finish(Ids(first.begin() + 1, first.end()));
  EXPECT_EQ(lane.schedule.state("a").width, 7);
}

TEST(Schedule, NeverShrinksBelowOne) {
  OneLane lane({.widest = 4, .first = 2}, 1);
  for (int second = 0; second < 5; ++second) {
    EXPECT_EQ(lane.start(kStart + 1s * second), (Ids{0}));
    lane.schedule.settle({0}, Settled::RateLimited, kStart + 1s * (second + 1));
  }
  EXPECT_EQ(lane.schedule.state("a").width, 1);
}

TEST(Schedule, KeepsWidthsWithinTheirLimits) {
  Schedule schedule;
  schedule.open("low", {.widest = 0, .first = -3});
  schedule.open("high", {.widest = 4, .first = 9});
  EXPECT_EQ(schedule.state("low").width, 1);
  EXPECT_EQ(schedule.state("high").width, 4);
}

TEST(Schedule, ShowsWhatALaneIsDoing) {
  OneLane lane({.widest = 2, .first = 2}, 5);
  lane.start();
  lane.schedule.settle({0}, Settled::Retry, kStart + 5s);
  const LaneState state = lane.schedule.state("a");
  EXPECT_EQ(state.in_flight, 1);
  EXPECT_EQ(state.waiting, 3U);
  EXPECT_EQ(state.retrying, 1U);
}

TEST(Schedule, ForgetsTheWaitingCallsOfAClosedLaneAndLetsTheOthersSettle) {
  OneLane lane({.widest = 2, .first = 2}, 4);
  lane.start();
  lane.schedule.settle({0}, Settled::Retry, kStart + 5s);
  const std::vector<CallId> forgotten = lane.schedule.close("a");
  EXPECT_EQ(forgotten, (std::vector<CallId>{{0}, {2}, {3}}));
  EXPECT_FALSE(lane.schedule.empty());
  EXPECT_EQ(lane.start(kStart + 9s), Ids{});
  EXPECT_FALSE(lane.schedule.add({9}, "a", 0));
  EXPECT_TRUE(lane.schedule.settle({1}, Settled::Retry, kStart));
  EXPECT_TRUE(lane.schedule.empty());
  EXPECT_EQ(lane.schedule.next_due(), std::nullopt);
}

TEST(Schedule, SaysTheEarliestMomentOverAllLanes) {
  Schedule schedule;
  for (const char* name : {"a", "b"}) schedule.open(name, {.widest = 1, .first = 1});
  schedule.add({1}, "a", 0);
  schedule.add({2}, "b", 0);
  schedule.start_due(kStart);
  schedule.settle({1}, Settled::Retry, kStart + 9s);
  schedule.settle({2}, Settled::Retry, kStart + 4s);
  EXPECT_EQ(schedule.next_due(), kStart + 4s);
}

TEST(Schedule, TakesACallAgainOnceItIsFinished) {
  OneLane lane({}, 1);
  lane.finish(lane.start());
  EXPECT_TRUE(lane.schedule.add({0}, "a", 0));
  EXPECT_EQ(lane.start(), (Ids{0}));
}

// With everything well the order of starting is the order asked for, at any width.
TEST(Schedule, KeepsTheOrderOfAnyPlan) {
  Rng rng(3);
  Schedule schedule;
  schedule.open("a", {.widest = 32, .first = 8});
  std::vector<std::pair<std::uint64_t, std::uint64_t>> expected;
  for (std::uint64_t id = 0; id < 1000; ++id) {
    const std::uint64_t order = rng.below(50);
    schedule.add({id}, "a", order);
    expected.emplace_back(order, id);
  }
  std::ranges::sort(expected);
  Ids started;
  while (!schedule.empty()) {
    for (const auto id : ids(schedule.start_due(kStart))) {
      started.push_back(id);
      schedule.settle({id}, Settled::Done, kStart);
    }
  }
  ASSERT_EQ(started.size(), expected.size());
  for (std::size_t i = 0; i < started.size(); ++i) EXPECT_EQ(started[i], expected[i].second);
}

// 100,000 calls, 2,000 in flight: were any step linear in them, this would take minutes.
TEST(Schedule, CarriesAHundredThousandCalls) {
  OneLane lane({.widest = 2000, .first = 2000}, 100'000);
  std::size_t finished = 0;
  while (!lane.schedule.empty()) {
    for (const auto id : lane.start()) {
      finished += lane.schedule.settle({id}, Settled::Done, kStart) ? 1U : 0U;
      EXPECT_LE(lane.schedule.next_due().value_or(kStart), kStart);
    }
  }
  EXPECT_EQ(finished, 100'000U);
}

}  // namespace
}  // namespace attune
