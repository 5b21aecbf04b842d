#pragma once

#include <optional>
#include <string>
#include <utility>

namespace attune {

// Owns one file descriptor and closes it.
class Descriptor {
 public:
  Descriptor() = default;

  explicit Descriptor(int fd) : fd_(fd) {}

  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }

  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  ~Descriptor() { close(); }

  void close();

  [[nodiscard]] int fd() const { return fd_; }

  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

struct Pipe {
  Descriptor reading;
  Descriptor writing;
};

// Both ends close on exec. Absent when the process has no descriptor left.
std::optional<Pipe> open_pipe();

// What the system calls an errno: "No such file or directory".
std::string system_words(int number);

// Lets this process hold as many connections as the system allows it; the usual soft limit of
// 1,024 is less than one busy run needs.
void raise_open_file_limit();

}  // namespace attune
