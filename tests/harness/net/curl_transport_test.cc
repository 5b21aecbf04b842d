#include "harness/net/curl_transport.h"

#include <cstdlib>
#include <set>
#include <unistd.h>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include "harness/effects/clock.h"
#include "harness/effects/gzip.h"
#include "tests/harness/stub/forked_stub.h"

namespace attune {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using Kind = NetFailure::Kind;

Instant now() {
  return SystemClock().now();
}

HttpRequest chat(const ForkedStub& stub, const std::string& model, const std::string& key = "k") {
  HttpRequest request;
  request.url = stub.url("/v1/chat/completions?key=secret");
  request.headers = {{"Content-Type", "application/json"}, {"Idempotency-Key", key}};
  request.body = R"({"model":")" + model + R"(","messages":[{"role":"user","content":"Hello?"}]})";
  return request;
}

Completion only(CurlTransport& net, HttpRequest request) {
  net.start({7}, std::move(request));
  const std::vector<Completion> ended = net.wait(now() + Millis(60'000));
  if (ended.size() == 1) return ended[0];
  ADD_FAILURE() << ended.size() << " completions";
  return {};
}

Completion only(HttpRequest request) {
  CurlTransport net({});
  return only(net, std::move(request));
}

// A local server that says `bytes` to its only caller, whatever it asks, and hangs up.
class OneAnswer {
 public:
  explicit OneAnswer(std::string_view bytes)
      : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(socket_.fd(), reinterpret_cast<sockaddr*>(&address), sizeof address);
    ::listen(socket_.fd(), 4);
    socklen_t size = sizeof address;
    ::getsockname(socket_.fd(), reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    pid_ = ::fork();
    if (pid_ == 0) answer(bytes);
  }

  ~OneAnswer() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }

  OneAnswer(const OneAnswer&) = delete;
  OneAnswer& operator=(const OneAnswer&) = delete;

  [[nodiscard]] HttpRequest request() const {
    HttpRequest request;
    request.url = "http://127.0.0.1:" + std::to_string(port_) + "/";
    request.body = "{}";
    return request;
  }

 private:
  [[noreturn]] void answer(std::string_view bytes) const {
    const Descriptor caller(::accept(socket_.fd(), nullptr, nullptr));
    char asked[4096];
    (void)!::read(caller.fd(), asked, sizeof asked);
    (void)!::write(caller.fd(), bytes.data(), bytes.size());
    ::shutdown(caller.fd(), SHUT_WR);
    (void)!::read(caller.fd(), asked, sizeof asked);
    ::_exit(0);
  }

  Descriptor socket_;
  int port_ = 0;
  pid_t pid_ = -1;
};

TEST(CurlTransport, CarriesManyCallsAtOnce) {
  const ForkedStub stub({.latency = Millis(300)});
  CurlTransport net({});
  constexpr std::uint64_t kCalls = 300;
  const Instant start = now();
  for (std::uint64_t i = 0; i < kCalls; ++i)
    net.start({i}, chat(stub, "skill-85", std::to_string(i)));
  std::set<CallId> ended;
  while (ended.size() < kCalls && now() < start + Millis(60'000)) {
    for (const Completion& completion : net.wait(start + Millis(60'000))) {
      EXPECT_FALSE(completion.failure);
      EXPECT_EQ(completion.response.status, 200);
      EXPECT_GE(completion.latency, Millis(290));
      EXPECT_TRUE(ended.insert(completion.call).second);
    }
  }
  EXPECT_EQ(ended.size(), kCalls);
  EXPECT_LT(now() - start, Millis(300 * 100));  // one after the other it would be 90 s
}

TEST(CurlTransport, CarriesMoreCallsThanOneMultiHandleTakes) {
  const ForkedStub stub({.latency = Millis(50)});
  CurlTransport net({.calls_per_multi = 3});
  constexpr std::uint64_t kCalls = 20;
  const Instant start = now();
  for (const std::uint64_t round : {0U, 1U, 2U}) {  // each on the connections of the last
    std::set<CallId> ended;
    for (std::uint64_t i = 0; i < kCalls; ++i)
      net.start({kCalls * round + i}, chat(stub, "skill-85", std::to_string(kCalls * round + i)));
    while (ended.size() < kCalls && now() < start + Millis(60'000)) {
      for (const Completion& completion : net.wait(start + Millis(60'000))) {
        EXPECT_EQ(completion.response.status, 200);
        EXPECT_TRUE(ended.insert(completion.call).second);
      }
    }
    EXPECT_EQ(ended.size(), kCalls);
  }
}

TEST(CurlTransport, KeepsTimeOutsOfEveryMultiHandle) {
  const ForkedStub stub({});
  CurlTransport net({.calls_per_multi = 1});
  for (std::uint64_t i = 0; i < 4; ++i) {
    HttpRequest request = chat(stub, i == 0 ? "skill-85" : "skill-85+hang", std::to_string(i));
    if (i > 0) request.timeouts.total = Millis(100 * static_cast<int>(i));
    net.start({i}, std::move(request));
  }
  std::vector<std::uint64_t> ended;
  while (ended.size() < 4) {
    for (const Completion& completion : net.wait(kFarFuture)) {
      EXPECT_EQ(completion.failure.has_value(), completion.call.value > 0);
      EXPECT_TRUE(!completion.failure || completion.failure->kind == Kind::Timeout);
      ended.push_back(completion.call.value);
    }
  }
  EXPECT_THAT(ended, testing::ElementsAre(0, 1, 2, 3));
}

TEST(CurlTransport, UsesAHandleAgainWithoutATraceOfTheLastCall) {
  const ForkedStub stub({});
  CurlTransport net({});
  EXPECT_EQ(only(net, chat(stub, "skill-85+500!")).response.status, 500);
  HttpRequest page;
  page.method = "GET";
  page.url = stub.url("/v1/models");
  const Completion models = only(net, std::move(page));
  EXPECT_EQ(models.response.status, 200);
  EXPECT_THAT(models.response.body, HasSubstr("skill-85"));
  EXPECT_EQ(only(net, chat(stub, "skill-85")).response.status, 200);
}

TEST(CurlTransport, CollectsHeadersOfAnyCase) {
  const ForkedStub stub({});
  const Completion limited = only(chat(stub, "skill-85+429"));
  EXPECT_EQ(limited.response.status, 429);
  EXPECT_EQ(limited.response.header("Retry-After-MS"), "20");
  EXPECT_EQ(limited.response.header("content-type"), "application/json");
  EXPECT_FALSE(limited.response.header("absent"));
}

TEST(CurlTransport, ARefusedConnectionIsAFailure) {
  HttpRequest request;
  {
    const OneAnswer gone("");
    request = gone.request();
  }
  const Completion refused = only(std::move(request));
  ASSERT_TRUE(refused.failure);
  EXPECT_EQ(refused.failure->kind, Kind::Connect);
  EXPECT_THAT(refused.failure->what, HasSubstr("Connection refused"));
  EXPECT_EQ(refused.response.status, 0);
}

TEST(CurlTransport, KeepsTheTotalTimeOut) {
  const ForkedStub stub({});
  HttpRequest request = chat(stub, "skill-85+hang");
  request.timeouts.total = Millis(200);
  const Completion late = only(std::move(request));
  ASSERT_TRUE(late.failure);
  EXPECT_EQ(late.failure->kind, Kind::Timeout);
  EXPECT_THAT(late.failure->what, HasSubstr("no whole answer within 200 ms"));
  EXPECT_EQ(late.failure->what.find("secret"), std::string::npos);
}

TEST(CurlTransport, KeepsTheIdleTimeOut) {
  const ForkedStub stub({});
  HttpRequest request = chat(stub, "skill-85+hang");
  request.timeouts.idle = Millis(10);
  const Completion silent = only(std::move(request));
  ASSERT_TRUE(silent.failure);
  EXPECT_EQ(silent.failure->kind, Kind::Timeout);
  EXPECT_THAT(silent.failure->what, HasSubstr("no byte came for 10 ms"));
}

TEST(CurlTransport, ATruncatedBodyIsACut) {
  const ForkedStub stub({});
  const Completion cut = only(chat(stub, "skill-85+truncated-body"));
  ASSERT_TRUE(cut.failure);
  EXPECT_EQ(cut.failure->kind, Kind::CutOff);
}

TEST(CurlTransport, HangingUpWithoutAnAnswerIsAReset) {
  const OneAnswer server("");
  const Completion reset = only(server.request());
  ASSERT_TRUE(reset.failure);
  EXPECT_EQ(reset.failure->kind, Kind::Reset);
}

TEST(CurlTransport, CarriesAHugeBodyWhole) {
  const ForkedStub stub({});
  const Completion huge = only(chat(stub, "skill-85+huge"));
  EXPECT_FALSE(huge.failure);
  EXPECT_GT(huge.response.body.size(), 5'000'000U);
}

TEST(CurlTransport, CarriesADrippedBodyWhole) {
  const ForkedStub stub({});
  const Completion dripped = only(chat(stub, "skill-85+slow-drip"));
  EXPECT_FALSE(dripped.failure);
  EXPECT_THAT(dripped.response.body, HasSubstr("\"usage\""));
}

TEST(CurlTransport, ALongerBodyThanAllowedIsTooLarge) {
  const ForkedStub stub({});
  CurlTransport net({.body_limit = 1'000'000});
  EXPECT_EQ(only(net, chat(stub, "skill-85+huge")).failure->kind, Kind::TooLarge);
  EXPECT_FALSE(only(net, chat(stub, "skill-85")).failure);
}

TEST(CurlTransport, ABodyOfUnknownLengthIsHeldToTheLimitToo) {
  const OneAnswer server("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(3000, 'x'));
  CurlTransport net({.body_limit = 2000});
  EXPECT_EQ(only(net, server.request()).failure->kind, Kind::TooLarge);
}

TEST(CurlTransport, ABombIsStoppedWhereItUnpacksBeyondTheLimit) {
  const std::string packed = *gzipped(std::string(20'000'000, ' '));
  ASSERT_LT(packed.size(), 60'000U);
  const OneAnswer server(
      fmt::format("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n{}",
                  packed.size(), packed));
  CurlTransport net({.body_limit = 1'000'000});
  const Completion answer = only(net, server.request());
  ASSERT_TRUE(answer.failure);
  EXPECT_EQ(answer.failure->kind, Kind::TooLarge);
}

TEST(CurlTransport, FollowsNoRedirect) {
  const OneAnswer server(
      "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
  const Completion answer = only(server.request());
  EXPECT_FALSE(answer.failure);
  EXPECT_EQ(answer.response.status, 302);
}

TEST(CurlTransport, SpeaksHttpOnly) {
  HttpRequest request;
  request.url = "file:///etc/passwd";
  const Completion refused = only(std::move(request));
  ASSERT_TRUE(refused.failure);
  EXPECT_EQ(refused.failure->kind, Kind::Other);
  EXPECT_THAT(refused.response.body, IsEmpty());
}

TEST(CurlTransport, AKeyWithALineBreakIsNotSent) {
  HttpRequest request;
  request.url = "http://127.0.0.1:1/";
  request.headers = {{"Authorization", "Bearer secret\n"}};
  const Completion refused = only(std::move(request));
  ASSERT_TRUE(refused.failure);
  EXPECT_THAT(refused.failure->what, HasSubstr("line break"));
  EXPECT_EQ(refused.failure->what.find("secret"), std::string::npos);
}

TEST(CurlTransport, AsksNoProxyForThisMachine) {
  const ForkedStub stub({});
  ::setenv("http_proxy", "http://127.0.0.1:1", 1);
  const Completion reply = only(chat(stub, "skill-85"));
  HttpRequest elsewhere;
  elsewhere.url = "http://attune.invalid/";
  const Completion proxied = only(std::move(elsewhere));
  ::unsetenv("http_proxy");
  EXPECT_FALSE(reply.failure);
  ASSERT_TRUE(proxied.failure);
  EXPECT_THAT(proxied.failure->what,
              HasSubstr("Connection refused"));  // by the proxy, not by a name server
}

TEST(CurlTransport, ReturnsEarlyOnceWhenInterrupted) {
  const ForkedStub stub({});
  const std::optional<Pipe> pipe = open_pipe();
  CurlTransport net({.interrupt_fd = pipe->reading.fd()});
  net.start({1}, chat(stub, "skill-85+hang"));
  ASSERT_EQ(::write(pipe->writing.fd(), "x", 1), 1);
  const Instant start = now();
  EXPECT_THAT(net.wait(start + Millis(60'000)), IsEmpty());
  EXPECT_LT(now() - start, Millis(30'000));
  // Calls that are still wanted can be waited for, though nobody emptied the pipe.
  net.start({2}, chat(stub, "skill-85"));
  const std::vector<Completion> ended = net.wait(now() + Millis(60'000));
  ASSERT_EQ(ended.size(), 1U);
  EXPECT_EQ(ended[0].call, CallId{2});
}

TEST(CurlTransport, WaitsOutTheTimeWithNothingToDo) {
  CurlTransport net({});
  const Instant until = now() + Millis(30);
  EXPECT_THAT(net.wait(until), IsEmpty());
  EXPECT_GE(now(), until);
}

TEST(CurlTransport, BreaksOffWhatIsInFlightWhenItGoes) {
  const ForkedStub stub({});
  CurlTransport net({.calls_per_multi = 8});
  for (std::uint64_t i = 0; i < 20; ++i)
    net.start({i}, chat(stub, "skill-85+hang", std::to_string(i)));
  EXPECT_THAT(net.wait(now() + Millis(100)), IsEmpty());
}

TEST(CurlTransport, KeepsToConnectionsPerHost) {
  const ForkedStub stub({.latency = Millis(30)});
  CurlTransport net({.connections_per_host = 2, .calls_per_multi = 3});
  for (std::uint64_t i = 0; i < 8; ++i) net.start({i}, chat(stub, "skill-85", std::to_string(i)));
  std::size_t ended = 0;
  while (ended < 8) ended += net.wait(kFarFuture).size();
  HttpRequest page;
  page.method = "GET";
  page.url = stub.url("/stats");
  EXPECT_THAT(only(net, std::move(page)).response.body, HasSubstr("\"most_in_flight\":2"));
}

TEST(CurlVersion, NamesTheLibrary) {
  EXPECT_THAT(curl_version_text(), HasSubstr("libcurl/"));
}

}  // namespace
}  // namespace attune
