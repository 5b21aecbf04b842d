#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tests/support/fake_transport.h"
#include "tests/support/sim_disk.h"

namespace attune {

// Thrown out of a simulated process that has died.
struct Died : std::runtime_error {
  Died() : std::runtime_error("died") {}
};

// Every way in which an endpoint asks for patience (specs/providers-and-conventions §4.1).
inline HttpResponse slow_down(std::size_t way) {
  const std::array<HttpResponse, 9> ways = {{
      {429, {{"Retry-After", "2"}}, "slow down"},
      {429, {{"Retry-After", "Wed, 15 Nov 2023 00:00:05 GMT"}}, "slow down"},
      {429, {{"retry-after-ms", "350"}}, "{}"},
      {429, {{"x-ratelimit-reset-requests", "1.5s"}}, "{}"},
      {429, {}, R"({"error":{"message":"Rate limit reached. Please try again in 800ms."}})"},
      {429,
       {},
       R"({"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"q","details":[)"
       R"({"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"3s"}]}})"},
      {429, {}, ""},
      {503, {{"Retry-After", "1"}}, "<html>overloaded</html>"},
      {529, {}, R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})"},
  }};
  return ways.at(way % ways.size());
}

// What the weather is like, on a seed: how often each thing happens to an attempt, in 100.
struct Weather {
  std::size_t trouble = 0;  // any of the below
  bool storms = false;      // rate limits come in runs
  bool leaps = false;       // time is lost, and the wall clock is set

  static Weather clear() { return {}; }
};

// Endpoints that charge for what they answer, behind a network in which anything may happen. It
// remembers what was answered and what was heard, to tell what a run lost or asked for twice.
class SimNetwork final : public Transport {
 public:
  SimNetwork(FakeClock& clock, Script script, Fate& fate, Rng rng, Weather weather)
      : clock_(clock), script_(std::move(script)), fate_(fate), rng_(rng), weather_(weather) {}

  void start(CallId call, HttpRequest request) override {
    live();
    Flight flight{.call = call, .trace = trace_in(request)};
    started.push_back(flight.trace);
    const Scripted whole = script_(request, 1);
    flight.comes = std::get<HttpResponse>(whole.comes);
    const Millis latency = happen(flight, whole.latency);
    flights_.emplace(std::pair(clock_.now() + latency, ++number_), std::move(flight));
  }

  std::vector<Completion> wait(Instant until) override {
    live();  // and with it everything that was heard the last time is committed
    kept.merge(heard_);
    heard_.clear();
    if (weather_.leaps && rng_.below(40) == 0) until += Millis(rng_.below(7'200'000));
    const bool in_time = !flights_.empty() && flights_.begin()->first.first <= until;
    clock_.move_to(in_time ? flights_.begin()->first.first : until);
    std::vector<Completion> ended;
    while (!flights_.empty() && flights_.begin()->first.first <= clock_.now()) {
      land(std::move(flights_.begin()->second), ended);
      flights_.erase(flights_.begin());
    }
    live();
    return ended;
  }

  std::vector<std::string> started;  // traces, an entry for each attempt
  std::set<std::string> kept;        // traces whose answer was heard and must be on disk
  int charged = 0;                   // calls that the endpoints charge for

 private:
  struct Flight {
    CallId call;
    std::string trace;
    std::variant<HttpResponse, NetFailure> comes;
    bool good = true;  // an answer, whole
    bool twice = false;
  };

  void live() const {
    if (fate_.strikes()) throw Died();
  }

  // What becomes of a good answer. Returns how long it takes.
  Millis happen(Flight& flight, Millis latency) {
    auto& answer = std::get<HttpResponse>(flight.comes);
    const auto comes = [&](std::variant<HttpResponse, NetFailure> what) {
      flight.comes = std::move(what);
      flight.good = false;
    };
    if (storm_ > 0) {
      --storm_;
      comes(slow_down(rng_.below(9)));
      return Millis(3);
    }
    if (rng_.below(100) >= weather_.trouble) return charge(latency);
    using Kind = NetFailure::Kind;
    switch (rng_.below(12)) {
      case 0:
        comes(NetFailure{Kind::Connect, "no route", false});
        return Millis(1);
      case 1:
        comes(NetFailure{Kind::Reset, "connection reset"});
        return charge(latency);
      case 2:  // it was answered, too late
        comes(NetFailure{Kind::Timeout, "no whole answer within 600000 ms"});
        return charge(Millis(600'000));
      case 3:
        comes(NetFailure{Kind::CutOff, "the body ended early"});
        return charge(latency);
      case 4:
        comes(HttpResponse{200, {}, answer.body.substr(0, rng_.below(answer.body.size()))});
        return charge(latency);
      case 5:
        comes(HttpResponse{200, {}, "\x1f\x8b\xff{\"choices\": [{"});
        return charge(latency);
      case 6:
        comes(HttpResponse{200, {}, R"({"error":{"code":502,"message":"upstream"}})"});
        return charge(latency);
      case 7:
        comes(HttpResponse{500 + static_cast<int>(rng_.below(5)), {}, "<html>"});
        return Millis(2);
      case 8:
        storm_ = weather_.storms ? static_cast<int>(rng_.below(30)) : 0;
        comes(slow_down(rng_.below(9)));
        return Millis(3);
      case 9:
        flight.twice = true;
        return charge(latency);
      case 10:  // charged, without a word on how much
        answer.body = answer.body.substr(0, answer.body.find(R"(,"usage")")) + "}";
        return charge(latency);
      default:
        return charge(latency * 200);
    }
  }

  Millis charge(Millis latency) {
    ++charged;
    return latency;
  }

  void land(Flight flight, std::vector<Completion>& ended) {
    Completion completion{.call = flight.call, .latency = Millis(20)};
    if (const auto* response = std::get_if<HttpResponse>(&flight.comes)) {
      completion.response = *response;
    } else {
      completion.failure = std::get<NetFailure>(flight.comes);
    }
    if (flight.good) heard_.insert(flight.trace);
    if (flight.twice) ended.push_back(completion);
    ended.push_back(std::move(completion));
  }

  FakeClock& clock_;
  Script script_;
  Fate& fate_;
  Rng rng_;
  Weather weather_;
  std::map<std::pair<Instant, std::uint64_t>, Flight> flights_;  // in the order they end
  std::set<std::string> heard_;                                  // in the last wait()
  std::uint64_t number_ = 0;
  int storm_ = 0;
};

// The steady clock of the simulation, and a wall clock that somebody sets now and then.
class SimClock final : public Clock {
 public:
  SimClock(const FakeClock& clock, Fate& fate, std::int64_t off)
      : clock_(clock), fate_(fate), off_(off) {}

  [[nodiscard]] Instant now() const override { return clock_.now(); }

  // Read in the midst of the transaction that keeps a reply: a process can die there.
  [[nodiscard]] UtcTime utc() const override {
    if (fate_.strikes()) throw Died();
    return {clock_.utc().millis + off_};
  }

 private:
  const FakeClock& clock_;
  Fate& fate_;
  std::int64_t off_;
};

}  // namespace attune
