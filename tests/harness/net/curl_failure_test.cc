#include "harness/net/curl_failure.h"

#include <cerrno>

#include <curl/curl.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using Kind = NetFailure::Kind;

NetFailure failure(const CurlEnd& end) {
  HttpRequest request;
  request.url = "https://user:word@api.example.com:8443/v1?key=secret";
  return failure_of(end, request);
}

TEST(CurlFailure, WasSentOnceThereWasAConnection) {
  EXPECT_FALSE(failure({.code = CURLE_COULDNT_CONNECT}).sent);
  EXPECT_TRUE(failure({.code = CURLE_RECV_ERROR, .connected = true}).sent);
  EXPECT_FALSE(failure({.code = CURLE_OPERATION_TIMEDOUT}).sent);
}

TEST(CurlFailure, NamesTheHostAndTheReason) {
  const NetFailure refused = failure({.code = CURLE_COULDNT_CONNECT, .system_error = ECONNREFUSED});
  EXPECT_EQ(refused.kind, Kind::Connect);
  EXPECT_EQ(refused.what, "api.example.com:8443: Couldn't connect to server (Connection refused)");
}

TEST(CurlFailure, TellsTheThreeClocksApart) {
  EXPECT_EQ(failure({.code = CURLE_OPERATION_TIMEDOUT, .elapsed = Millis(10'001)}).what,
            "api.example.com:8443: no connection within 10000 ms");
  EXPECT_EQ(
      failure({.code = CURLE_OPERATION_TIMEDOUT, .connected = true, .elapsed = Millis(300'001)})
          .what,
      "api.example.com:8443: no byte came for 300000 ms");
  EXPECT_EQ(
      failure({.code = CURLE_OPERATION_TIMEDOUT, .connected = true, .elapsed = Millis(900'000)})
          .what,
      "api.example.com:8443: no whole answer within 900000 ms");
}

TEST(CurlFailure, ALostConnectionIsACutOnceAnAnswerHasBegun) {
  EXPECT_EQ(failure({.code = CURLE_RECV_ERROR, .answered = false}).kind, Kind::Reset);
  EXPECT_EQ(failure({.code = CURLE_RECV_ERROR, .answered = true}).kind, Kind::CutOff);
  EXPECT_EQ(failure({.code = CURLE_PARTIAL_FILE, .answered = true}).kind, Kind::CutOff);
}

TEST(CurlFailure, ATooLongAnswerIsTooLarge) {
  EXPECT_EQ(failure({.code = CURLE_WRITE_ERROR, .too_large = true}).kind, Kind::TooLarge);
  EXPECT_EQ(failure({.code = CURLE_FILESIZE_EXCEEDED}).kind, Kind::TooLarge);
  EXPECT_EQ(failure({.code = CURLE_WRITE_ERROR}).kind, Kind::Other);
}

TEST(CurlFailure, ABadCertificateIsNamed) {
  const NetFailure bad = failure({.code = CURLE_PEER_FAILED_VERIFICATION, .certificate_error = 10});
  EXPECT_EQ(bad.kind, Kind::Tls);
  EXPECT_NE(bad.what.find("certificate has expired"), std::string::npos);
}

}  // namespace
}  // namespace attune
