#include "harness/stub/stub_server.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <memory>
#include <microhttpd.h>
#include <string_view>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/resource.h>

#include "harness/effects/clock.h"
#include "harness/effects/descriptor.h"
#include "harness/stub/stub_answer.h"
#include "harness/stub/stub_exchange.h"
#include "harness/stub/stub_ledger.h"
#include "harness/stub/stub_wire.h"

namespace attune {
namespace {

constexpr std::size_t kLargestRequest = std::size_t{64} << 20U;
constexpr unsigned int kBacklog = 4096;  // a run starts all its calls in one instant
constexpr Millis kLongestWait{60'000};

// Each connection takes one descriptor; some are for the rest of the process.
unsigned int connection_limit() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<unsigned int>(std::clamp<rlim_t>(limit.rlim_cur, 128, 1'000'000) - 64);
}

MHD_Result continue_with(StubExchange& exchange) {
  if (exchange.client_left) return MHD_NO;
  MHD_Response* response = make_response(exchange);
  if (response == nullptr) return MHD_NO;
  const auto status = static_cast<unsigned int>(exchange.answer.status);
  const MHD_Result queued = MHD_queue_response(exchange.connection, status, response);
  MHD_destroy_response(response);
  return queued;
}

class Server {
 public:
  explicit Server(StubAnswers answers)
      : answers_(std::move(answers)), epoll_(::epoll_create1(EPOLL_CLOEXEC)), naps_(epoll_.fd()) {}

  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  Result<int> listen(int port);  // the port it got
  void serve(int stop_fd);

 private:
  static MHD_Result on_request(void* self, MHD_Connection* connection, const char* url,
                               const char* method, const char* version, const char* upload,
                               std::size_t* upload_size, void** exchange);
  static void on_end(void* self, MHD_Connection* connection, void** exchange,
                     MHD_RequestTerminationCode how);

  bool turn();
  void route(StubExchange& exchange, std::string_view method, std::string_view url);
  void answer_chat(StubExchange& exchange);
  [[nodiscard]] int patience() const;

  StubAnswers answers_;
  StubLedger ledger_;
  SystemClock clock_;
  Descriptor epoll_;
  StubNaps naps_;
  MHD_Daemon* daemon_ = nullptr;
};

// libmicrohttpd aborts when it is stopped with connections asleep.
Server::~Server() {
  if (daemon_ == nullptr) return;
  naps_.resume_all();
  MHD_stop_daemon(daemon_);
}

Result<int> Server::listen(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  daemon_ = MHD_start_daemon(static_cast<unsigned int>(MHD_USE_EPOLL) | MHD_ALLOW_SUSPEND_RESUME, 0,
                             nullptr, nullptr, &Server::on_request, this, MHD_OPTION_SOCK_ADDR,
                             &address, MHD_OPTION_CONNECTION_LIMIT, connection_limit(),
                             MHD_OPTION_LISTEN_BACKLOG_SIZE, kBacklog, MHD_OPTION_NOTIFY_COMPLETED,
                             &Server::on_end, this, MHD_OPTION_END);
  if (daemon_ == nullptr) {
    return fix_input(
        fmt::format("stub: cannot listen on 127.0.0.1:{}: {}", port, system_words(errno)));
  }
  epoll_event event{.events = EPOLLIN, .data = {.ptr = nullptr}};
  const int fd = MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
  ::epoll_ctl(epoll_.fd(), EPOLL_CTL_ADD, fd, &event);
  return static_cast<int>(MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_BIND_PORT)->port);
}

void Server::serve(int stop_fd) {
  epoll_event event{.events = EPOLLIN, .data = {.ptr = this}};
  ::epoll_ctl(epoll_.fd(), EPOLL_CTL_ADD, stop_fd, &event);
  while (turn()) {
  }
}

int Server::patience() const {
  Millis wait = naps_.until_next().value_or(kLongestWait);
  unsigned long long asked = 0;
  if (MHD_get_timeout(daemon_, &asked) == MHD_YES)
    wait = std::min(wait, Millis(std::min(asked, 60'000ULL)));
  return static_cast<int>(std::min(wait, kLongestWait).count());
}

// One round of the loop; false when it is time to stop.
bool Server::turn() {
  std::array<epoll_event, 256> events{};
  const int count =
      ::epoll_wait(epoll_.fd(), events.data(), static_cast<int>(events.size()), patience());
  for (int i = 0; i < count; ++i) {
    void* const source = events.at(static_cast<std::size_t>(i)).data.ptr;
    if (source == this) return false;
    if (source == nullptr) continue;  // libmicrohttpd's own: MHD_run sees to it
    auto& exchange = *static_cast<StubExchange*>(source);
    exchange.client_left = true;
    naps_.resume(exchange);
  }
  naps_.resume_due();
  MHD_run(daemon_);
  return true;
}

// Called by libmicrohttpd once for the headers, once for each piece of the body, once at its end,
// and again each time the connection was resumed before an answer was queued.
// NOLINTNEXTLINE(readability-function-size): the parameters are libmicrohttpd's
MHD_Result Server::on_request(void* self, MHD_Connection* connection, const char* url,
                              const char* method, const char* /*version*/, const char* upload,
                              std::size_t* upload_size, void** exchange) {
  auto& server = *static_cast<Server*>(self);
  if (*exchange == nullptr) {
    auto fresh = std::make_unique<StubExchange>();
    fresh->connection = connection;
    fresh->naps = &server.naps_;
    *exchange = fresh.release();
    return MHD_YES;
  }
  auto& known = *static_cast<StubExchange*>(*exchange);
  if (*upload_size > 0) {
    if (known.body.size() + *upload_size > kLargestRequest) return MHD_NO;
    known.body.append(upload, *upload_size);
    *upload_size = 0;
    return MHD_YES;
  }
  if (!known.routed) {
    server.route(known, method, url);
    if (known.answer.delay > Millis(0)) {
      server.naps_.suspend(known, known.answer.delay);
      return MHD_YES;
    }
  }
  return continue_with(known);
}

void Server::route(StubExchange& exchange, std::string_view method, std::string_view url) {
  exchange.routed = true;
  exchange.answer.headers = {{"content-type", "application/json"}};
  if (method == "POST" && url == "/v1/chat/completions") {
    answer_chat(exchange);
  } else if (method == "GET" && url == "/v1/models") {
    exchange.answer.body = models_body();
  } else if (method == "GET" && url == "/stats") {
    exchange.answer.body = ledger_.to_json();
  } else {
    exchange.answer.status = 404;
    exchange.answer.body = error_body({.message = "the stub has no such address",
                                       .type = "invalid_request_error",
                                       .code = "",
                                       .param = ""});
  }
}

void Server::answer_chat(StubExchange& exchange) {
  const char* key =
      MHD_lookup_connection_value(exchange.connection, MHD_HEADER_KIND, "Idempotency-Key");
  const std::optional<StubRequest> request =
      parse_stub_request(exchange.body, key == nullptr ? "" : key);
  if (!request) {
    exchange.answer.status = 400;
    exchange.answer.body = error_body({.message = "the body is no chat request",
                                       .type = "invalid_request_error",
                                       .code = "",
                                       .param = "messages"});
    return;
  }
  exchange.trace = request->trace;
  exchange.answer = answers_.to(*request, ledger_.started(request->trace), clock_.utc());
}

void Server::on_end(void* self, MHD_Connection* /*connection*/, void** exchange,
                    MHD_RequestTerminationCode how) {
  const std::unique_ptr<StubExchange> ended(static_cast<StubExchange*>(*exchange));
  *exchange = nullptr;
  if (!ended || ended->trace.empty()) return;
  const bool sent = how == MHD_REQUEST_TERMINATED_COMPLETED_OK;
  static_cast<Server*>(self)->ledger_.ended(ended->trace, sent && ended->answer.completed);
}

}  // namespace

Result<Done> serve_stub(const StubOptions& options, const std::function<void(int port)>& listening,
                        int stop_fd) {
  raise_open_file_limit();
  Result<StubAnswers> answers = StubAnswers::make(options);
  if (!answers) return std::move(answers).error();
  Server server(*std::move(answers));
  const Result<int> port = server.listen(options.port);
  if (!port) return port.error();
  listening(*port);
  server.serve(stop_fd);
  return Done{};
}

}  // namespace attune
