#include "harness/calls/http.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(HttpResponse, FindsAHeaderWithoutRegardToCase) {
  HttpResponse response;
  response.headers = {{"Content-Type", "text/html"}, {"Retry-After", "3"}};
  EXPECT_EQ(response.header("retry-after"), "3");
  EXPECT_EQ(response.header("CONTENT-TYPE"), "text/html");
}

TEST(HttpResponse, GivesTheFirstOfSeveralHeadersOfOneName) {
  HttpResponse response;
  response.headers = {{"via", "a"}, {"Via", "b"}};
  EXPECT_EQ(response.header("VIA"), "a");
}

TEST(HttpResponse, KeepsAMissingHeaderApartFromAnEmptyOne) {
  HttpResponse response;
  response.headers = {{"Empty", ""}};
  EXPECT_EQ(response.header("empty"), "");
  EXPECT_EQ(response.header("other"), std::nullopt);
}

}  // namespace
}  // namespace attune
