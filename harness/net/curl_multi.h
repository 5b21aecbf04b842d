#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "harness/net/curl_call.h"

namespace attune {

// One libcurl multi handle whose sockets are watched by an epoll that it shares with others. curl
// walks lists of all its connections and calls, so many calls in flight are shared out.
//
// Ownership: the epoll outlives it; the calls belong to whoever added them.
class CurlMulti {
 public:
  using Time = std::chrono::steady_clock::time_point;

  struct Watch {
    int epoll_fd = -1;
    std::uint32_t index = 0;  // which of those that share the epoll
  };

  // A socket of a multi handle, as the epoll hands it back.
  struct Event {
    std::uint32_t index = 0;
    int fd = -1;
  };

  struct Ended {
    CurlCall* call = nullptr;
    int curl_code = 0;
  };

  CurlMulti(Watch watch, long connections_per_host, long kept_connections);
  ~CurlMulti();  // REQUIRES: no call is in it
  CurlMulti(const CurlMulti&) = delete;
  CurlMulti& operator=(const CurlMulti&) = delete;

  static Event event_of(std::uint64_t epoll_data);

  // False where curl cannot take it.
  bool add(CurlCall& call);
  // Breaks a call off. REQUIRES: it was added and has not ended.
  void remove(CurlCall& call);

  [[nodiscard]] std::size_t calls() const { return calls_; }

  // Does what the epoll's events on this socket allow.
  void act(int fd, std::uint32_t epoll_events);
  // Does what has become due.
  void act_on_time(Time now);

  // When something becomes due, if nothing happens before.
  [[nodiscard]] std::optional<Time> due() const { return due_; }

  // The calls that ended since the last time: they are in it no more.
  std::vector<Ended> ended();

 private:
  static int on_socket(void* easy, int fd, int what, void* self, void* known);
  static int on_timer(void* multi, long millis, void* self);

  Watch watch_;
  void* multi_;  // CURLM*
  std::optional<Time> due_;
  std::size_t calls_ = 0;
};

}  // namespace attune
