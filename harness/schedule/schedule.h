#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
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
// per episode: rate limits of calls that were started before the last shrink do not shrink again.
// Transient failures leave the width alone. Waiting calls start in order of `order`, then of
// arrival; a call that is due for another try goes before new ones of the same order.
//
// Thread-safety: all members from one thread.
class Schedule {
 public:
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
  struct Waiting;
  struct Lane;
};

}  // namespace attune
