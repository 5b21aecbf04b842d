#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "harness/net/transport.h"
#include "tests/support/fake_clock.h"

namespace attune {

// What a scripted endpoint does with one attempt.
struct Scripted {
  std::variant<HttpResponse, NetFailure> comes;
  Millis latency{20};
};

// Decides by the request and by the number of its attempt, from 1; attempts of one call carry the
// same Idempotency-Key.
using Script = std::function<Scripted(const HttpRequest& request, int attempt)>;

inline std::string trace_in(const HttpRequest& request) {
  for (const Header& header : request.headers) {
    if (header.name == "Idempotency-Key") return header.value;
  }
  return {};
}

// A network that is a script. Owns all time: wait() moves the clock instead of sleeping.
class FakeTransport final : public Transport {
 public:
  enum class What { Started, Ended };

  struct Event {
    What what;
    Instant when;
    std::string trace;
    std::string url;
  };

  FakeTransport(FakeClock& clock, Script script) : clock_(clock), script_(std::move(script)) {}

  void start(CallId call, HttpRequest request) override {
    Flight flight{call, trace_in(request), request.url, {}};
    flight.scripted = script_(request, ++attempts_[flight.trace]);
    log.push_back({What::Started, clock_.now(), flight.trace, flight.url});
    int& flying = flying_[flight.url];
    most_in_flight[flight.url] = std::max(most_in_flight[flight.url], ++flying);
    flights_.emplace(std::pair(clock_.now() + flight.scripted.latency, ++started_),
                     std::move(flight));
  }

  std::vector<Completion> wait(Instant until) override {
    const bool in_time = !flights_.empty() && flights_.begin()->first.first <= until;
    clock_.move_to(in_time ? flights_.begin()->first.first : until);
    std::vector<Completion> ended;
    while (!flights_.empty() && flights_.begin()->first.first <= clock_.now()) {
      ended.push_back(land(std::move(flights_.begin()->second)));
      flights_.erase(flights_.begin());
    }
    return ended;
  }

  // How often a call of this trace was started.
  [[nodiscard]] int attempts(const std::string& trace) const {
    const auto found = attempts_.find(trace);
    return found == attempts_.end() ? 0 : found->second;
  }

  std::vector<Event> log;
  std::map<std::string, int> most_in_flight;  // by URL

 private:
  struct Flight {
    CallId call;
    std::string trace;
    std::string url;
    Scripted scripted;
  };

  Completion land(Flight flight) {
    log.push_back({What::Ended, clock_.now(), flight.trace, flight.url});
    --flying_[flight.url];
    Completion completion{.call = flight.call, .latency = flight.scripted.latency};
    if (auto* response = std::get_if<HttpResponse>(&flight.scripted.comes)) {
      completion.response = std::move(*response);
    } else {
      completion.failure = std::get<NetFailure>(std::move(flight.scripted.comes));
    }
    return completion;
  }

  FakeClock& clock_;
  Script script_;
  std::map<std::string, int> attempts_;
  std::map<std::string, int> flying_;                            // by URL
  std::map<std::pair<Instant, std::uint64_t>, Flight> flights_;  // in the order they end
  std::uint64_t started_ = 0;
};

// The moments at which calls to URLs that begin so were started.
inline std::vector<Instant> starts(const FakeTransport& net, std::string_view url = "") {
  std::vector<Instant> moments;
  for (const FakeTransport::Event& event : net.log) {
    if (event.what == FakeTransport::What::Started && event.url.starts_with(url)) {
      moments.push_back(event.when);
    }
  }
  return moments;
}

}  // namespace attune
