#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "harness/stub/stub_answer.h"
#include "scenarios/base/time.h"

struct MHD_Connection;
struct MHD_Response;

namespace attune {

class StubNaps;

// One request on its way through the server, from its first byte to the last of its answer.
struct StubExchange {
  MHD_Connection* connection = nullptr;
  StubNaps* naps = nullptr;
  std::string body;  // of the request
  StubAnswer answer;
  std::string trace;    // empty for what is no chat request
  bool routed = false;  // the answer is known
  bool client_left = false;
  bool rested = false;           // the pause before the next piece is over
  std::optional<Instant> wakes;  // while it is suspended
};

// The exchanges that wait for their time. A suspended connection is not watched by
// libmicrohttpd, so this also watches for clients that leave meanwhile.
class StubNaps {
 public:
  // REQUIRES: outlives the exchanges; `epoll_fd` is the loop's.
  explicit StubNaps(int epoll_fd) : epoll_fd_(epoll_fd) {}

  void suspend(StubExchange& exchange, Millis how_long);
  void resume(StubExchange& exchange);
  void resume_due();
  void resume_all();
  // Milliseconds until the next one is due; absent while all are awake.
  [[nodiscard]] std::optional<Millis> until_next() const;

 private:
  int epoll_fd_;
  std::set<std::pair<Instant, StubExchange*>> waiting_;
};

// The answer as libmicrohttpd wants it; null when there is no memory left. Reads from `exchange`
// until it is sent.
MHD_Response* make_response(StubExchange& exchange);

}  // namespace attune
