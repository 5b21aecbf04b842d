#include "harness/net/curl_transport.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>

#include <curl/curl.h>
#include <sys/epoll.h>

#include "harness/calls/address.h"
#include "harness/effects/descriptor.h"
#include "harness/net/curl_call.h"

namespace attune {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

// Connections kept open between calls; curl's own default follows the calls in flight and drops
// connections at every lull.
constexpr long kKeptConnections = 16'384;
constexpr Millis kLongestWait{600'000};

SteadyTime exact_now() {
  return std::chrono::steady_clock::now();
}

Instant now() {
  return std::chrono::floor<Millis>(exact_now());
}

std::uint32_t epoll_events(int what) {
  const std::uint32_t in = (what & CURL_POLL_IN) != 0 ? EPOLLIN : 0U;
  const std::uint32_t out = (what & CURL_POLL_OUT) != 0 ? EPOLLOUT : 0U;
  return in | out;
}

int curl_events(std::uint32_t events) {
  int mask = 0;
  if ((events & (EPOLLIN | EPOLLHUP)) != 0) mask |= CURL_CSELECT_IN;
  if ((events & EPOLLOUT) != 0) mask |= CURL_CSELECT_OUT;
  if ((events & EPOLLERR) != 0) mask |= CURL_CSELECT_ERR;
  return mask;
}

}  // namespace

class CurlTransport::Loop {
 public:
  explicit Loop(const Options& options);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void start(CallId id, HttpRequest request);
  std::vector<Completion> wait(Instant until);

 private:
  static int on_socket(CURL* easy, curl_socket_t fd, int what, void* self, void* known);
  static int on_timer(CURLM* multi, long millis, void* self);
  void watch_interrupts() const;
  std::unique_ptr<CurlCall> idle_call();
  bool add(CurlCall& call) const;
  [[nodiscard]] int patience(Instant until) const;
  bool turn(Instant until);
  void run_timer();
  void collect();

  Options options_;
  Descriptor epoll_;
  CURLM* multi_;
  std::optional<SteadyTime> timer_;
  std::unordered_map<std::uint64_t, std::unique_ptr<CurlCall>> in_flight_;
  std::vector<std::unique_ptr<CurlCall>> idle_;
  std::vector<Completion> ended_;
};

CurlTransport::Loop::Loop(const Options& options)
    : options_(options), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  multi_ = curl_multi_init();
  if (multi_ == nullptr) return;  // then every start() fails by itself
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &Loop::on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &Loop::on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS, options.connections_per_host);
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, kKeptConnections);
  watch_interrupts();
}

CurlTransport::Loop::~Loop() {
  for (auto& [id, call] : in_flight_) curl_multi_remove_handle(multi_, call->easy());
  in_flight_.clear();
  idle_.clear();
  curl_multi_cleanup(multi_);
  curl_global_cleanup();
}

// Edge-triggered: nobody empties the pipe, and a runner that lets its calls in flight finish
// after an interruption must be able to wait for them.
void CurlTransport::Loop::watch_interrupts() const {
  if (options_.interrupt_fd < 0) return;
  epoll_event event{.events = EPOLLIN | EPOLLET, .data = {.fd = options_.interrupt_fd}};
  ::epoll_ctl(epoll_.fd(), EPOLL_CTL_ADD, options_.interrupt_fd, &event);
}

// Level-triggered: curl does not promise to read a socket dry.
int CurlTransport::Loop::on_socket(CURL* /*easy*/, curl_socket_t fd, int what, void* self,
                                   void* known) {
  auto& loop = *static_cast<Loop*>(self);
  if (what == CURL_POLL_REMOVE) {
    ::epoll_ctl(loop.epoll_.fd(), EPOLL_CTL_DEL, fd, nullptr);
    return 0;
  }
  epoll_event event{.events = epoll_events(what), .data = {.fd = fd}};
  ::epoll_ctl(loop.epoll_.fd(), known == nullptr ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &event);
  if (known == nullptr) curl_multi_assign(loop.multi_, fd, self);
  return 0;
}

int CurlTransport::Loop::on_timer(CURLM* /*multi*/, long millis, void* self) {
  auto& timer = static_cast<Loop*>(self)->timer_;
  if (millis < 0) timer.reset();
  // Never early: curl would find nothing due and would not ask again.
  if (millis >= 0) timer = exact_now() + Millis(millis);
  return 0;
}

std::unique_ptr<CurlCall> CurlTransport::Loop::idle_call() {
  if (idle_.empty()) return std::make_unique<CurlCall>(options_.body_limit, options_.ca_file);
  std::unique_ptr<CurlCall> call = std::move(idle_.back());
  idle_.pop_back();
  return call;
}

bool CurlTransport::Loop::add(CurlCall& call) const {
  return epoll_ && multi_ != nullptr && curl_multi_add_handle(multi_, call.easy()) == CURLM_OK;
}

void CurlTransport::Loop::start(CallId id, HttpRequest request) {
  const std::string host = host_of(request.url);
  std::unique_ptr<CurlCall> call = idle_call();
  std::optional<NetFailure> failure = call->prepare(id, std::move(request), now());
  if (!failure && !add(*call)) {
    failure = NetFailure{.kind = NetFailure::Kind::Other,
                         .what = host + ": curl cannot take another call"};
  }
  if (failure) {
    ended_.push_back(
        {.call = id, .response = {}, .failure = std::move(failure), .latency = Millis(0)});
  } else {
    in_flight_.emplace(id.value, std::move(call));
  }
}

std::vector<Completion> CurlTransport::Loop::wait(Instant until) {
  bool interrupted = false;
  do {
    interrupted = turn(until);
  } while (!interrupted && ended_.empty() && now() < until);
  return std::exchange(ended_, {});
}

// How long nothing can be due, in milliseconds for epoll.
int CurlTransport::Loop::patience(Instant until) const {
  if (!ended_.empty()) return 0;
  Millis left = std::min(kLongestWait, until - now());
  if (timer_) left = std::min(left, std::chrono::ceil<Millis>(*timer_ - exact_now()));
  return static_cast<int>(std::max(left, Millis(0)).count());
}

// One round of the loop; true when it was interrupted.
bool CurlTransport::Loop::turn(Instant until) {
  std::array<epoll_event, 512> events{};
  const int count =
      ::epoll_wait(epoll_.fd(), events.data(), static_cast<int>(events.size()), patience(until));
  bool interrupted = false;
  int running = 0;
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events.at(static_cast<std::size_t>(i));
    if (event.data.fd == options_.interrupt_fd) {
      interrupted = true;
    } else {
      curl_multi_socket_action(multi_, event.data.fd, curl_events(event.events), &running);
    }
  }
  run_timer();
  collect();
  return interrupted;
}

void CurlTransport::Loop::run_timer() {
  if (!timer_ || *timer_ > exact_now()) return;
  timer_.reset();
  int running = 0;
  curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
}

void CurlTransport::Loop::collect() {
  int left = 0;
  while (const CURLMsg* message =
             multi_ == nullptr ? nullptr : curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    CurlCall* call = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &call);
    curl_multi_remove_handle(multi_, message->easy_handle);  // `message` is gone from here on
    ended_.push_back(call->finish(code, now()));
    const auto found = in_flight_.find(call->id().value);
    idle_.push_back(std::move(found->second));
    in_flight_.erase(found);
  }
}

CurlTransport::CurlTransport(const Options& options) : loop_(std::make_unique<Loop>(options)) {}

CurlTransport::~CurlTransport() = default;

void CurlTransport::start(CallId call, HttpRequest request) {
  loop_->start(call, std::move(request));
}

std::vector<Completion> CurlTransport::wait(Instant until) {
  return loop_->wait(until);
}

std::string curl_version_text() {
  return curl_version();
}

}  // namespace attune
