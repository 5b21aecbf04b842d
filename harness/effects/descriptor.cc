#include "harness/effects/descriptor.h"

#include <array>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

#include <sys/resource.h>

namespace attune {

void Descriptor::close() {
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

std::optional<Pipe> open_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  return Pipe{.reading = Descriptor(ends[0]), .writing = Descriptor(ends[1])};
}

std::string system_words(int number) {
  return std::generic_category().message(number);
}

void raise_open_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace attune
