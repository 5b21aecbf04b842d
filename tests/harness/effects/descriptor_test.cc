#include "harness/effects/descriptor.h"

#include <fcntl.h>

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace attune {
namespace {

bool is_open(int fd) {
  return ::fcntl(fd, F_GETFD) >= 0;
}

TEST(Descriptor, ClosesWhenItGoes) {
  int fd = -1;
  {
    const std::optional<Pipe> pipe = open_pipe();
    ASSERT_TRUE(pipe);
    fd = pipe->reading.fd();
    EXPECT_TRUE(is_open(fd));
  }
  EXPECT_FALSE(is_open(fd));
}

TEST(Descriptor, MovesItsOwnership) {
  std::optional<Pipe> pipe = open_pipe();
  ASSERT_TRUE(pipe);
  const Descriptor moved = std::move(pipe->reading);
  EXPECT_TRUE(is_open(moved.fd()));
  pipe.reset();
  EXPECT_TRUE(is_open(moved.fd()));
}

TEST(OpenFileLimit, IsRaisedToWhatTheSystemAllows) {
  raise_open_file_limit();
  rlimit limit{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &limit), 0);
  EXPECT_EQ(limit.rlim_cur, limit.rlim_max);
}

}  // namespace
}  // namespace attune
