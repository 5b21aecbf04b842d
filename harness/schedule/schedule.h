#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "harness/calls/call_id.h"
#include "scenarios/base/time.h"

namespace attune {

// How one attempt of a call ended, as far as the schedule cares.
enum class Settled {
  Done,         // a reply or a final failure: the call is finished
  Retry,        // a transient failure: again later, same pace
  RateLimited,  // told to slow down: again later, and the lane shrinks once per episode
};

struct LaneLimits {
  int widest = 32;  // calls in flight at most
  int first = 8;    // calls in flight to begin with
};

// What a lane is doing, for the progress display.
struct LaneState {
  int width = 0;  // calls it may have in flight now
  int in_flight = 0;
  std::size_t waiting = 0;   // added and not yet started for the first time
  std::size_t retrying = 0;  // waiting to be tried again
};

// A call that may start now; it counts as in flight from here on.
struct Ticket {
  CallId call;
  std::string endpoint;
  bool operator==(const Ticket&) const = default;
};

// Decides which call may start when. Pure: it is told the time, reads no clock, opens no socket.
//
// Each endpoint has a lane. A lane's width is adaptive: it doubles after every width's worth of
// clean settles until the first rate limit, grows by one from then on, and shrinks to 7/10 once
// per episode: rate limits of calls that were started before the last shrink do not shrink again,
// nor do their successes count towards growth. Transient failures leave the width alone. Waiting
// calls start in order of `order`, then of arrival; a call that is due for another try goes before
// new ones of the same order.
//
// Thread-safety: all members from one thread.
class Schedule {
 public:
  Schedule() = default;
  Schedule(const Schedule&) = delete;  // calls in flight point at their lanes
  Schedule& operator=(const Schedule&) = delete;

  // REQUIRES: not opened before.
  void open(const std::string& endpoint, LaneLimits limits);

  // REQUIRES: the endpoint is open; no unfinished call has this id. On a closed lane the call is
  // dropped: returns false.
  bool add(CallId call, const std::string& endpoint, std::uint64_t order);

  // Every call that may start now, over all lanes.
  std::vector<Ticket> start_due(Instant now);

  // Ends one attempt of a call in flight. With Retry and RateLimited the call waits until
  // `not_before`; with RateLimited no other call of its lane starts before then either.
  // Returns whether the call is finished (Done, or its lane is closed).
  bool settle(CallId call, Settled how, Instant not_before);

  // Lets nothing of this endpoint start any more; the calls that were waiting are returned and
  // forgotten. Those in flight still settle.
  std::vector<CallId> close(const std::string& endpoint);

  // The next moment at which time alone lets a call start; nothing when only a settle can.
  [[nodiscard]] std::optional<Instant> next_due() const;

  // No call waits and none is in flight.
  [[nodiscard]] bool empty() const;

  // REQUIRES: the endpoint is open.
  [[nodiscard]] LaneState state(const std::string& endpoint) const;

 private:
  // A call that waits. Compared field by field: in the order in which calls start.
  struct Waiting {
    std::uint64_t order = 0;
    bool fresh = true;          // not tried yet
    std::uint64_t arrival = 0;  // no two are equal
    CallId call;
    auto operator<=>(const Waiting&) const = default;
  };

  struct Lane {
    int widest = 1;
    int width = 1;
    int in_flight = 0;
    int clean = 0;              // settles since the width last changed
    std::uint64_t shrinks = 0;  // so far; names the episode
    bool closed = false;
    Instant held_until{};  // nothing starts before
    std::set<Waiting> ready;
    std::size_t retries_ready = 0;                 // of the ready ones
    std::set<std::pair<Instant, Waiting>> asleep;  // to be tried again, by when
  };

  struct Flight {
    Lane* lane = nullptr;  // stays where it is: lanes are never removed
    Waiting waiting;
    std::uint64_t shrinks = 0;  // the lane's when this attempt started
  };

  static void wake(Lane& lane, Instant now);
  Ticket start_first(const std::string& endpoint, Lane& lane);
  static void widen(Lane& lane, const Flight& flight);
  static void narrow(Lane& lane, const Flight& flight, Instant not_before);

  std::map<std::string, Lane> lanes_;
  std::unordered_map<std::uint64_t, Flight> flying_;  // by CallId::value
  std::uint64_t arrivals_ = 0;
  std::size_t unfinished_ = 0;
};

}  // namespace attune
