#include "harness/effects/stop.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace attune {
namespace {

// A signal handler can reach nothing but globals.
volatile std::sig_atomic_t stop_requested = 0;
volatile std::sig_atomic_t stop_pipe = -1;

extern "C" void request_stop(int signal) {
  if (stop_requested != 0 && signal == SIGINT) ::_exit(130);
  const int errno_before = errno;
  stop_requested = 1;
  const char byte = 1;
  if (stop_pipe >= 0 && ::write(stop_pipe, &byte, 1) < 0) {
    // Full: then it is readable already.
  }
  errno = errno_before;
}

}  // namespace

Stop::Stop() {
  if (std::optional<Pipe> pipe = open_pipe()) {
    reading_ = std::move(pipe->reading);
    writing_ = std::move(pipe->writing);
    ::fcntl(writing_.fd(), F_SETFL, O_NONBLOCK);
  }
  stop_requested = 0;
  stop_pipe = writing_.fd();

  struct sigaction action {};

  action.sa_handler = request_stop;  // without SA_RESTART: a blocking wait shall notice
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, &interrupt_before_);
  ::sigaction(SIGTERM, &action, &terminate_before_);
}

Stop::~Stop() {
  ::sigaction(SIGINT, &interrupt_before_, nullptr);
  ::sigaction(SIGTERM, &terminate_before_, nullptr);
  stop_pipe = -1;
}

// NOLINTNEXTLINE(readability-convert-member-functions-to-static): means nothing without a Stop
bool Stop::requested() const {
  return stop_requested != 0;
}

}  // namespace attune
