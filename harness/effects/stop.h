#pragma once

#include <csignal>

#include "harness/effects/descriptor.h"

namespace attune {

// Turns the first SIGINT or SIGTERM into a request to stop: what is in hand is kept and the
// process ends by itself. A SIGINT after that ends it at once with 130. The destructor puts the
// signals back as they were.
//
// REQUIRES: at most one at a time in a process, since signals belong to the process.
class Stop {
 public:
  Stop();
  ~Stop();
  Stop(const Stop&) = delete;
  Stop& operator=(const Stop&) = delete;

  // Becomes readable when a stop is requested, and stays so. -1 when no pipe could be had;
  // requested() works even then.
  [[nodiscard]] int fd() const { return reading_.fd(); }

  [[nodiscard]] bool requested() const;

 private:
  Descriptor reading_;
  Descriptor writing_;

  struct sigaction interrupt_before_ {};

  struct sigaction terminate_before_ {};
};

}  // namespace attune
