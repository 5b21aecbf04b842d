#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "harness/schedule/schedule.h"
#include "scenarios/base/rng.h"

namespace attune {
namespace {

using namespace std::chrono_literals;

// Plays a random run against a clock that jumps: whatever happens, no lane has more in flight than
// its width allowed when they started, nothing starts early, and every call finishes once.
class RandomRun {
 public:
  explicit RandomRun(std::uint64_t seed) : rng_(seed) {}

  void play() {
    open_lanes();
    while (!schedule_.empty()) {
      start();
      settle_some();
      ASSERT_LT(++rounds_, 200'000) << "the run does not end";
    }
    EXPECT_EQ(finished_.size(), calls_);
    EXPECT_TRUE(flying_.empty());
  }

 private:
  void open_lanes() {
    for (const char* name : {"a", "b", "c"}) {
      const int widest = 1 + static_cast<int>(rng_.below(40));
      schedule_.open(name, {.widest = widest, .first = 1 + static_cast<int>(rng_.below(8))});
      const std::size_t count = rng_.below(300);
      for (std::size_t i = 0; i < count; ++i) schedule_.add({calls_++}, name, rng_.below(20));
    }
  }

  void start() {
    for (const Ticket& ticket : schedule_.start_due(now_)) {
      EXPECT_GE(now_, not_before_[ticket.call.value]);
      EXPECT_GE(now_, held_[ticket.endpoint]);
      EXPECT_TRUE(flying_.emplace(ticket.call.value, ticket.endpoint).second);
    }
    for (const char* name : {"a", "b", "c"}) {
      const LaneState state = schedule_.state(name);
      const auto flying =
          std::ranges::count_if(flying_, [&](const auto& flight) { return flight.second == name; });
      EXPECT_EQ(flying, state.in_flight);
      most_[name] = std::max(most_[name], state.width);
      EXPECT_LE(state.in_flight, most_[name]);
    }
  }

  void settle_some() {
    if (flying_.empty() || rng_.below(4) == 0) return pass_time();
    const auto at =
        std::next(flying_.begin(), static_cast<std::ptrdiff_t>(rng_.below(flying_.size())));
    const auto [id, lane] = *at;
    flying_.erase(at);
    const Instant until = now_ + Millis(rng_.below(5000));
    const std::size_t luck = rng_.below(10);
    const Settled how = luck < 6 ? Settled::Done : luck < 8 ? Settled::Retry : Settled::RateLimited;
    if (how == Settled::RateLimited) held_[lane] = std::max(held_[lane], until);
    if (how != Settled::Done) not_before_[id] = until;
    EXPECT_EQ(schedule_.settle({id}, how, until), how == Settled::Done);
    EXPECT_TRUE(how != Settled::Done || finished_.insert(id).second);
  }

  void pass_time() {
    const auto due = schedule_.next_due();
    ASSERT_TRUE(due || !flying_.empty()) << "nothing flies and nothing is due: the run is stuck";
    now_ = std::max(now_, due.value_or(now_ + 10ms));
  }

  Rng rng_;
  Schedule schedule_;
  Instant now_{};
  std::uint64_t calls_ = 0;
  int rounds_ = 0;
  std::map<std::uint64_t, std::string> flying_;
  std::map<std::uint64_t, Instant> not_before_;
  std::map<std::string, Instant> held_;
  std::map<std::string, int> most_;
  std::set<std::uint64_t> finished_;
};

TEST(Schedule, FinishesEveryCallOfAnyRunWithinItsWidths) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(seed);
    RandomRun(seed).play();
  }
}

}  // namespace
}  // namespace attune
