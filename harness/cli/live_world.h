#pragma once

#include "harness/cli/terminal_progress.h"
#include "harness/effects/clock.h"
#include "harness/effects/stop.h"
#include "harness/net/curl_transport.h"
#include "harness/run/runner.h"

namespace attune {

// Says what a person should know, and nothing else.
class SilentProgress final : public Progress {
 public:
  void started(const Tally& tally, Instant now) override;
  void moved(const Tally& tally, Instant now) override;
  void said(std::string_view sentence) override;
  void ended(const Tally& tally, Instant now) override;
};

// The real clock, network and terminal, with the store, for as long as it lives.
//
// Ownership: the store outlives it.
class LiveWorld {
 public:
  LiveWorld(Store& store, bool quiet);
  LiveWorld(const LiveWorld&) = delete;
  LiveWorld& operator=(const LiveWorld&) = delete;

  [[nodiscard]] RunWorld world();

 private:
  Store& store_;
  bool quiet_;
  SystemClock clock_;
  Stop stop_;
  CurlTransport transport_;
  TerminalProgress shown_;
  SilentProgress silent_;
};

}  // namespace attune
