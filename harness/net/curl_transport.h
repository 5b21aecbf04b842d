#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "harness/net/transport.h"

namespace attune {

// Carries HTTP calls over libcurl, watched by one epoll: no threads of ours, and ten thousand
// waiting calls cost nothing but their memory.
//
// Every call starts at once; how many may run at a time is the schedule's business. A call that
// waits for one of `connections_per_host` counts as connecting. The idle time-out is kept in
// whole seconds and notices silence up to five seconds late, as curl averages over them.
//
// Ownership: the destructor breaks off what is in flight.
class CurlTransport final : public Transport {
 public:
  struct Options {
    int interrupt_fd = -1;          // wait() returns early once for each time it becomes readable
    long connections_per_host = 0;  // at most; 0 is as many as there are calls
    std::size_t body_limit = std::size_t{64} << 20U;  // a longer answer is TooLarge
    std::string ca_file;  // certificates to trust instead of the system's
    // So many share connections; what more there are go on connections of their own. Above it curl
    // spends longer on finding its connections than on using them.
    std::size_t calls_per_multi = 256;
  };

  explicit CurlTransport(const Options& options);
  ~CurlTransport() override;
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;

  void start(CallId call, HttpRequest request) override;
  std::vector<Completion> wait(Instant until) override;

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

// "libcurl/7.88.1 OpenSSL/3.0.22 …", for `attune --version`.
std::string curl_version_text();

}  // namespace attune
