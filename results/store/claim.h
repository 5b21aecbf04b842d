#pragma once

#include <optional>
#include <string>
#include <utility>

#include "results/facts/records.h"
#include "scenarios/base/result.h"

namespace attune {

// What keeps two processes from working on one run, and so from paying for it twice. Others of the
// same database are not held up. It ends with the object, and with the process however that ends:
// it is a lock of the system on a byte of the file DATABASE-lock, which stays where it is.
//
// Thread-safety: none.
class Claim {
 public:
  // TryLater where another process has it; StopRun where the file cannot be made.
  static Result<Claim> take(const std::string& database, const RunId& run);

  // Of nothing: a database in memory is nobody else's.
  Claim() = default;

  Claim(Claim&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

  Claim& operator=(Claim&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }

  Claim(const Claim&) = delete;
  Claim& operator=(const Claim&) = delete;
  ~Claim();

 private:
  explicit Claim(int fd) : fd_(fd) {}

  int fd_ = -1;
};

}  // namespace attune
