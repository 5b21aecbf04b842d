#include "harness/net/curl_transport.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

#include <curl/curl.h>
#include <sys/epoll.h>

#include "harness/calls/address.h"
#include "harness/effects/descriptor.h"
#include "harness/net/curl_call.h"
#include "harness/net/curl_multi.h"

namespace attune {
namespace {

// Connections kept open between calls; curl's own default follows the calls in flight and drops
// connections at every lull. The calls of an ordinary run, all on the first handle, may go to
// several hosts in turn; with more of them open files are what is scarce.
long kept_connections(std::size_t index, std::size_t calls) {
  return static_cast<long>(index == 0 ? 4 * calls : calls);
}

constexpr Millis kLongestWait{600'000};

// No multi handle has this index.
constexpr std::uint64_t kInterrupt = std::numeric_limits<std::uint64_t>::max();

Instant now() {
  return std::chrono::floor<Millis>(std::chrono::steady_clock::now());
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
  struct Flight {
    std::unique_ptr<CurlCall> call;
    CurlMulti* multi = nullptr;
  };

  void watch_interrupts() const;
  std::unique_ptr<CurlCall> idle_call();
  CurlMulti& multi_with_room();
  [[nodiscard]] int patience(Instant until) const;
  bool turn(Instant until);
  void run_timers();
  void collect();

  Options options_;
  Descriptor epoll_;
  CURLSH* names_ = nullptr;  // looked up once for all multi handles
  std::vector<std::unique_ptr<CurlMulti>> multis_;
  std::unordered_map<std::uint64_t, Flight> in_flight_;
  std::vector<std::unique_ptr<CurlCall>> idle_;
  std::vector<Completion> ended_;
};

CurlTransport::Loop::Loop(const Options& options)
    : options_(options), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  names_ = curl_share_init();
  curl_share_setopt(names_, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
  watch_interrupts();
}

CurlTransport::Loop::~Loop() {
  for (auto& [id, flight] : in_flight_) flight.multi->remove(*flight.call);
  in_flight_.clear();
  idle_.clear();
  multis_.clear();
  curl_share_cleanup(names_);
  curl_global_cleanup();
}

// Edge-triggered: nobody empties the pipe, and a runner that lets its calls in flight finish
// after an interruption must be able to wait for them.
void CurlTransport::Loop::watch_interrupts() const {
  if (options_.interrupt_fd < 0) return;
  epoll_event event{.events = EPOLLIN | EPOLLET, .data = {.u64 = kInterrupt}};
  ::epoll_ctl(epoll_.fd(), EPOLL_CTL_ADD, options_.interrupt_fd, &event);
}

std::unique_ptr<CurlCall> CurlTransport::Loop::idle_call() {
  if (idle_.empty()) {
    auto call = std::make_unique<CurlCall>(options_.body_limit, options_.ca_file);
    curl_easy_setopt(call->easy(), CURLOPT_SHARE, names_);
    return call;
  }
  std::unique_ptr<CurlCall> call = std::move(idle_.back());
  idle_.pop_back();
  return call;
}

// The first one, so that connections are found again. Only one may count the connections to a host.
CurlMulti& CurlTransport::Loop::multi_with_room() {
  const auto has_room = [&](const auto& multi) {
    return options_.connections_per_host > 0 || multi->calls() < options_.calls_per_multi;
  };
  const auto found = std::ranges::find_if(multis_, has_room);
  if (found != multis_.end()) return **found;
  const std::size_t index = multis_.size();
  multis_.push_back(std::make_unique<CurlMulti>(
      CurlMulti::Watch{.epoll_fd = epoll_.fd(), .index = static_cast<std::uint32_t>(index)},
      options_.connections_per_host, kept_connections(index, options_.calls_per_multi)));
  return *multis_.back();
}

void CurlTransport::Loop::start(CallId id, HttpRequest request) {
  const std::string host = host_of(request.url);
  std::unique_ptr<CurlCall> call = idle_call();
  std::optional<NetFailure> failure = call->prepare(id, std::move(request), now());
  CurlMulti& multi = multi_with_room();
  if (!failure && !(epoll_ && multi.add(*call))) {
    failure = NetFailure{.kind = NetFailure::Kind::Other,
                         .what = host + ": curl cannot take another call"};
  }
  if (failure) {
    ended_.push_back(
        {.call = id, .response = {}, .failure = std::move(failure), .latency = Millis(0)});
  } else {
    in_flight_.emplace(id.value, Flight{.call = std::move(call), .multi = &multi});
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
  const auto time = std::chrono::steady_clock::now();
  Millis left = std::min(kLongestWait, until - std::chrono::floor<Millis>(time));
  for (const auto& multi : multis_) {
    if (const auto due = multi->due())
      left = std::min(left, std::chrono::ceil<Millis>(*due - time));
  }
  return static_cast<int>(std::max(left, Millis(0)).count());
}

// One round of the loop; true when it was interrupted.
bool CurlTransport::Loop::turn(Instant until) {
  std::array<epoll_event, 512> events{};
  const int count =
      ::epoll_wait(epoll_.fd(), events.data(), static_cast<int>(events.size()), patience(until));
  bool interrupted = false;
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events.at(static_cast<std::size_t>(i));
    if (event.data.u64 == kInterrupt) {
      interrupted = true;
    } else {
      const CurlMulti::Event socket = CurlMulti::event_of(event.data.u64);
      multis_[socket.index]->act(socket.fd, event.events);
    }
  }
  run_timers();
  collect();
  return interrupted;
}

void CurlTransport::Loop::run_timers() {
  const auto time = std::chrono::steady_clock::now();
  for (const auto& multi : multis_) multi->act_on_time(time);
}

void CurlTransport::Loop::collect() {
  for (const auto& multi : multis_) {
    for (const CurlMulti::Ended& each : multi->ended()) {
      const auto found = in_flight_.find(each.call->id().value);
      ended_.push_back(each.call->finish(each.curl_code, now()));
      idle_.push_back(std::move(found->second.call));
      in_flight_.erase(found);
    }
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
