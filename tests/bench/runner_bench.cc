#include <string>

#include <benchmark/benchmark.h>

#include "tests/support/rehearsal.h"

namespace attune {
namespace {

// The whole loop but for sockets and disk: plan, schedule, wire, store, scorers. The promise is
// less than 0.25 ms of CPU a call (DESIGN.md §1).
void a_run_of_plays_and_judgements(benchmark::State& state) {
  const auto samples = static_cast<std::size_t>(state.range(0));
  std::size_t calls = 0;
  for (auto _ : state) {
    state.PauseTiming();
    Rehearsal rehearsal(samples);
    for (OpenEndpoint& open : rehearsal.endpoints) open.endpoint.lanes = 256;
    Store store = a_store();
    FakeClock clock;
    FakeTransport net(clock, good_answer);
    state.ResumeTiming();
    calls += rehearsal.play(store, net, clock).tally.calls;
  }
  state.counters["cpu_per_call"] = benchmark::Counter(
      static_cast<double>(calls), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

BENCHMARK(a_run_of_plays_and_judgements)->Arg(500)->Arg(5000)->Unit(benchmark::kMillisecond);

// A run that is done already: what is read and compared before nothing is called.
void a_run_that_is_done(benchmark::State& state) {
  const auto samples = static_cast<std::size_t>(state.range(0));
  Rehearsal rehearsal(samples);
  Store store = a_store();
  rehearsal.play(store, good_answer);
  for (auto _ : state) benchmark::DoNotOptimize(rehearsal.play(store, good_answer));
}

BENCHMARK(a_run_that_is_done)->Arg(5000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace attune
