#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "scenarios/base/time.h"

namespace attune {

// Where a run stands.
struct Tally {
  std::size_t planned = 0;   // samples
  std::size_t played = 0;    // … of them, those from an earlier session included
  std::size_t to_mark = 0;   // verdicts that are wanted of played and unplayed samples
  std::size_t marked = 0;    // … that are there
  std::size_t unscored = 0;  // … of those, without marks
  std::size_t not_ok = 0;    // samples that ended otherwise than ok
  std::size_t reused = 0;    // calls answered from the store
  std::size_t calls = 0;     // attempts that ended in this session
  std::size_t retries = 0;   // … of them, further attempts
  int in_flight = 0;
  std::size_t waiting = 0;   // calls ready to start
  std::size_t retrying = 0;  // calls waiting to be tried again
  double cost_usd = 0;       // of this run so far, where prices are known
  bool cost_known = false;   // at least one price is
};

// Hears how a run goes on; never affects it.
class Progress {
 public:
  virtual ~Progress() = default;
  virtual void started(const Tally& tally, Instant now) = 0;
  virtual void moved(const Tally& tally, Instant now) = 0;
  // Something a person should know now: a lane that closed, a parameter that was dropped.
  virtual void said(std::string_view sentence) = 0;
  virtual void ended(const Tally& tally, Instant now) = 0;
};

}  // namespace attune
