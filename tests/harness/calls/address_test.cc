#include "harness/calls/address.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(HostOf, LeavesOutEverythingThatCanHoldASecret) {
  EXPECT_EQ(host_of("https://user:word@api.example.com:8443/v1?key=secret"),
            "api.example.com:8443");
  EXPECT_EQ(host_of("http://localhost?key=secret"), "localhost");
  EXPECT_EQ(host_of("http://[::1]:80/x@y"), "[::1]:80");
  EXPECT_EQ(host_of(""), "");
}

TEST(IsLoopback, KnowsThisMachineByNameAndNumber) {
  for (const char* host :
       {"localhost", "LocalHost:80", "127.0.0.1", "127.1.2.3:8080", "[::1]", "[::1]:80"})
    EXPECT_TRUE(is_loopback(host)) << host;
}

TEST(IsLoopback, IsNotTakenInByNamesThatBeginAlike) {
  for (const char* host : {"127.0.0.1.example.org", "127.example.org:80", "localhost.example.org",
                           "mylocalhost", "128.0.0.1", "[::11]", "", "example.org"})
    EXPECT_FALSE(is_loopback(host)) << host;
}

TEST(InTheOpen, IsPlainHttpToAnotherMachine) {
  EXPECT_TRUE(in_the_open("http://example.org/v1"));
  EXPECT_TRUE(in_the_open("HTTP://localhost@example.org"));
  EXPECT_FALSE(in_the_open("https://example.org/v1"));
  EXPECT_FALSE(in_the_open("http://localhost:80/v1"));
}

}  // namespace
}  // namespace attune
