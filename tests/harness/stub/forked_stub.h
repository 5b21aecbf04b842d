#pragma once

#include <csignal>
#include <string>
#include <unistd.h>

#include <sys/wait.h>

#include "harness/effects/descriptor.h"
#include "harness/stub/stub_server.h"

namespace attune {

// The stub in a process of its own, on a free port; gone when this goes. The child stops by
// itself when the test process dies, since nobody holds the other end of its pipe then.
class ForkedStub {
 public:
  explicit ForkedStub(const StubOptions& options) {
    std::optional<Pipe> told = open_pipe();
    std::optional<Pipe> life = open_pipe();
    pid_ = ::fork();
    if (pid_ == 0) {
      life->writing.close();
      const auto tell = [&](int port) { (void)!::write(told->writing.fd(), &port, sizeof port); };
      const bool served = serve_stub(options, tell, life->reading.fd()).has_value();
      ::_exit(served ? 0 : 1);
    }
    told->writing.close();
    (void)!::read(told->reading.fd(), &port_, sizeof port_);
    life_ = std::move(life->writing);
  }

  ~ForkedStub() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }

  ForkedStub(const ForkedStub&) = delete;
  ForkedStub& operator=(const ForkedStub&) = delete;

  // The exit status after it was asked to stop.
  int stop() {
    life_.close();
    int status = -1;
    ::waitpid(pid_, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  [[nodiscard]] int port() const { return port_; }

  [[nodiscard]] std::string url(std::string_view path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
  }

 private:
  pid_t pid_ = -1;
  int port_ = 0;
  Descriptor life_;
};

}  // namespace attune
