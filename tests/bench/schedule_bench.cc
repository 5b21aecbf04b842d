#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "harness/schedule/schedule.h"

namespace attune {
namespace {

using namespace std::chrono_literals;

// Every call started and settled once, over a few lanes; every tenth is tried again.
void calls_through_the_schedule(benchmark::State& state) {
  const auto calls = static_cast<std::uint64_t>(state.range(0));
  const std::vector<std::string> endpoints = {"a", "b", "c", "d"};
  for (auto _ : state) {
    Schedule schedule;
    for (const std::string& name : endpoints) schedule.open(name, {.widest = 256, .first = 8});
    for (std::uint64_t i = 0; i < calls; ++i) {
      schedule.add({i}, endpoints[i % endpoints.size()], i);
    }
    std::vector<bool> tried(calls);
    for (Instant now{}; !schedule.empty(); now += 1ms) {
      for (const Ticket& ticket : schedule.start_due(now)) {
        const bool again = ticket.call.value % 10 == 0 && !tried[ticket.call.value];
        tried[ticket.call.value] = true;
        schedule.settle(ticket.call, again ? Settled::Retry : Settled::Done, now + 5ms);
      }
      benchmark::DoNotOptimize(schedule.next_due());
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(calls));
}

BENCHMARK(calls_through_the_schedule)->Arg(1000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace attune
