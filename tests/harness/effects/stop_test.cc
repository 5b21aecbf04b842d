#include "harness/effects/stop.h"

#include <csignal>
#include <poll.h>

#include <gtest/gtest.h>

namespace attune {
namespace {

bool readable(int fd) {
  pollfd watched{.fd = fd, .events = POLLIN, .revents = 0};
  return ::poll(&watched, 1, 0) == 1;
}

TEST(Stop, IsNotRequestedByItself) {
  const Stop stop;
  EXPECT_FALSE(stop.requested());
  EXPECT_FALSE(readable(stop.fd()));
}

TEST(Stop, HearsAnInterruptAndStaysReadable) {
  const Stop stop;
  std::raise(SIGINT);
  EXPECT_TRUE(stop.requested());
  EXPECT_TRUE(readable(stop.fd()));
  EXPECT_TRUE(readable(stop.fd()));
}

TEST(Stop, HearsTerminationAnyNumberOfTimes) {
  const Stop stop;
  std::raise(SIGTERM);
  std::raise(SIGTERM);
  EXPECT_TRUE(stop.requested());
}

TEST(Stop, StartsAfreshAndPutsTheSignalsBack) {
  {
    const Stop stop;
    std::raise(SIGTERM);
  }

  struct sigaction now {};

  ::sigaction(SIGTERM, nullptr, &now);
  EXPECT_EQ(now.sa_handler, SIG_DFL);
  EXPECT_FALSE(Stop().requested());
}

TEST(StopDeathTest, ASecondInterruptEndsTheProcessAtOnce) {
  EXPECT_EXIT(
      {
        const Stop stop;
        std::raise(SIGINT);
        std::raise(SIGINT);
      },
      testing::ExitedWithCode(130), "");
}

}  // namespace
}  // namespace attune
