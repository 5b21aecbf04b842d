#include "harness/schedule/schedule.h"

#include <algorithm>
#include <cassert>
#include <iterator>

namespace attune {

void Schedule::open(const std::string& endpoint, LaneLimits limits) {
  assert(!lanes_.contains(endpoint));
  Lane lane;
  lane.widest = std::max(1, limits.widest);
  lane.width = std::clamp(limits.first, 1, lane.widest);
  lanes_.emplace(endpoint, std::move(lane));
}

bool Schedule::add(CallId call, const std::string& endpoint, std::uint64_t order) {
  const auto found = lanes_.find(endpoint);
  assert(found != lanes_.end() && !flying_.contains(call.value));
  Lane& lane = found->second;
  if (lane.closed) return false;
  lane.ready.insert({.order = order, .fresh = true, .arrival = arrivals_++, .call = call});
  ++unfinished_;
  return true;
}

// Calls whose time has come take their place among the ready ones.
void Schedule::wake(Lane& lane, Instant now) {
  while (!lane.asleep.empty() && lane.asleep.begin()->first <= now) {
    lane.ready.insert(lane.asleep.begin()->second);
    ++lane.retries_ready;
    lane.asleep.erase(lane.asleep.begin());
  }
}

Ticket Schedule::start_first(const std::string& endpoint, Lane& lane) {
  const Waiting first = *lane.ready.begin();
  lane.ready.erase(lane.ready.begin());
  if (!first.fresh) --lane.retries_ready;
  ++lane.in_flight;
  flying_.emplace(first.call.value,
                  Flight{.lane = &lane, .waiting = first, .shrinks = lane.shrinks});
  return {.call = first.call, .endpoint = endpoint};
}

std::vector<Ticket> Schedule::start_due(Instant now) {
  std::vector<Ticket> started;
  for (auto& [endpoint, lane] : lanes_) {
    if (lane.held_until > now || lane.in_flight >= lane.width) continue;
    wake(lane, now);
    while (lane.in_flight < lane.width && !lane.ready.empty()) {
      started.push_back(start_first(endpoint, lane));
    }
  }
  return started;
}

// A call that came through at the present pace: after a width's worth of them the lane widens.
// Those that started before the last shrink say nothing of the pace since.
void Schedule::widen(Lane& lane, const Flight& flight) {
  if (flight.shrinks != lane.shrinks) return;
  if (++lane.clean < lane.width) return;
  lane.clean = 0;
  const std::int64_t width = lane.width;
  const std::int64_t wider = lane.shrinks == 0 ? width * 2 : width + 1;
  lane.width = static_cast<int>(std::min<std::int64_t>(lane.widest, wider));
}

void Schedule::narrow(Lane& lane, const Flight& flight, Instant not_before) {
  lane.held_until = std::max(lane.held_until, not_before);
  if (flight.shrinks != lane.shrinks) return;
  lane.width = static_cast<int>(std::max<std::int64_t>(1, std::int64_t{lane.width} * 7 / 10));
  ++lane.shrinks;
  lane.clean = 0;
}

bool Schedule::settle(CallId call, Settled how, Instant not_before) {
  const auto found = flying_.find(call.value);
  assert(found != flying_.end());
  const Flight flight = found->second;
  flying_.erase(found);
  Lane& lane = *flight.lane;
  --lane.in_flight;
  if (how == Settled::Done) widen(lane, flight);
  if (how == Settled::RateLimited) narrow(lane, flight, not_before);
  if (how == Settled::Done || lane.closed) {
    --unfinished_;
    return true;
  }
  Waiting again = flight.waiting;
  again.fresh = false;
  lane.asleep.emplace(not_before, again);
  return false;
}

std::vector<CallId> Schedule::close(const std::string& endpoint) {
  const auto found = lanes_.find(endpoint);
  assert(found != lanes_.end());
  Lane& lane = found->second;
  lane.closed = true;
  for (const auto& [due, waiting] : lane.asleep) lane.ready.insert(waiting);
  std::vector<CallId> forgotten;
  forgotten.reserve(lane.ready.size());
  std::ranges::transform(lane.ready, std::back_inserter(forgotten), &Waiting::call);
  unfinished_ -= forgotten.size();
  lane.ready.clear();
  lane.asleep.clear();
  lane.retries_ready = 0;
  return forgotten;
}

std::optional<Instant> Schedule::next_due() const {
  std::optional<Instant> next;
  for (const auto& [endpoint, lane] : lanes_) {
    if (lane.in_flight >= lane.width || (lane.ready.empty() && lane.asleep.empty())) continue;
    const Instant woken = lane.ready.empty() ? lane.asleep.begin()->first : Instant{};
    const Instant due = std::max(woken, lane.held_until);
    next = next ? std::min(*next, due) : due;
  }
  return next;
}

bool Schedule::empty() const {
  return unfinished_ == 0;
}

LaneState Schedule::state(const std::string& endpoint) const {
  const auto found = lanes_.find(endpoint);
  assert(found != lanes_.end());
  const Lane& lane = found->second;
  return {.width = lane.width,
          .in_flight = lane.in_flight,
          .waiting = lane.ready.size() - lane.retries_ready,
          .retrying = lane.asleep.size() + lane.retries_ready};
}

}  // namespace attune
