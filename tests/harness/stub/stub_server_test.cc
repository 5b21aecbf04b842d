#include "harness/stub/stub_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/net/curl_transport.h"
#include "tests/harness/stub/forked_stub.h"

namespace attune {
namespace {

using testing::HasSubstr;

HttpRequest chat(const ForkedStub& stub, const std::string& model, const std::string& key,
                 bool stream = false) {
  HttpRequest request;
  request.url = stub.url("/v1/chat/completions");
  request.headers = {{"Content-Type", "application/json"}, {"Idempotency-Key", key}};
  request.body = R"({"model":")" + model + R"(","stream":)" + (stream ? "true" : "false") +
                 R"(,"messages":[{"role":"user","content":"Hello?"}]})";
  return request;
}

HttpRequest page(const ForkedStub& stub, std::string_view path) {
  HttpRequest request;
  request.method = "GET";
  request.url = stub.url(path);
  return request;
}

Completion fetched(HttpRequest request) {
  CurlTransport net({});
  net.start({1}, std::move(request));
  return net.wait(kFarFuture).at(0);
}

TEST(StubServer, AnswersAChat) {
  const ForkedStub stub({});
  const Completion reply = fetched(chat(stub, "skill-85", "a"));
  EXPECT_FALSE(reply.failure);
  EXPECT_EQ(reply.response.status, 200);
  EXPECT_THAT(reply.response.body, HasSubstr("[stub skill "));
}

TEST(StubServer, StreamsWhereAsked) {
  const ForkedStub stub({});
  const Completion reply = fetched(chat(stub, "skill-85", "a", true));
  EXPECT_FALSE(reply.failure);
  EXPECT_EQ(reply.response.header("content-type"), "text/event-stream");
  EXPECT_THAT(reply.response.body, HasSubstr("data: [DONE]\n\n"));
}

TEST(StubServer, GivesTheSameReplyInAnyOrder) {
  const ForkedStub one({});
  const ForkedStub other({});
  const Completion first = fetched(chat(one, "skill-85", "a"));
  fetched(chat(other, "skill-85", "b"));
  EXPECT_EQ(fetched(chat(other, "skill-85", "a")).response.body, first.response.body);
}

TEST(StubServer, FailsTheFirstAttemptAndKeepsAccount) {
  const ForkedStub stub({.faults = "503"});
  EXPECT_EQ(fetched(chat(stub, "skill-85", "a")).response.status, 503);
  EXPECT_EQ(fetched(chat(stub, "skill-85", "a")).response.status, 200);
  EXPECT_THAT(fetched(page(stub, "/stats")).response.body,
              HasSubstr(R"("a":{"completed":1,"requests":2})"));
}

TEST(StubServer, ShowsItsModelsAndNothingElse) {
  const ForkedStub stub({});
  EXPECT_THAT(fetched(page(stub, "/v1/models")).response.body, HasSubstr("\"judge\""));
  EXPECT_EQ(fetched(page(stub, "/etc/passwd")).response.status, 404);
  HttpRequest nonsense = chat(stub, "skill-85", "a");
  nonsense.body = "nonsense";
  EXPECT_EQ(fetched(std::move(nonsense)).response.status, 400);
}

TEST(StubServer, NoticesThatAClientLeft) {
  const ForkedStub stub({});
  HttpRequest request = chat(stub, "skill-85+hang", "a");
  request.timeouts.total = Millis(300);
  EXPECT_TRUE(fetched(std::move(request)).failure);
  std::string stats;
  for (int tries = 0; tries < 100 && stats.find("\"in_flight\":0") == std::string::npos; ++tries) {
    stats = fetched(page(stub, "/stats")).response.body;
  }
  EXPECT_THAT(stats, HasSubstr("\"in_flight\":0"));
}

TEST(StubServer, StopsWithCallsStillWaiting) {
  ForkedStub stub({});
  CurlTransport net({});
  net.start({1}, chat(stub, "skill-85+hang", "a"));
  net.wait(std::chrono::floor<Millis>(std::chrono::steady_clock::now()) + Millis(200));
  EXPECT_EQ(stub.stop(), 0);
}

TEST(StubServer, APortInUseIsBadInput) {
  const ForkedStub stub({});
  const Result<Done> second = serve_stub(
      {.port = stub.port()}, [](int) {}, -1);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().remedy, Remedy::FixInput);
  EXPECT_THAT(second.error().what, HasSubstr("cannot listen on 127.0.0.1:"));
}

}  // namespace
}  // namespace attune
