#include <string>

#include <benchmark/benchmark.h>

#include "tests/support/rehearsal.h"

namespace attune {
namespace {

constexpr int kReplies = 1000;

void introduce(Store& store) {
  (void)store.save(a_pack_record()).has_value();
  (void)store.save(a_run_record()).has_value();
}

// Calls as they come in, so many to a transaction; with a file each commit is synced.
void save_calls(benchmark::State& state, const std::string& path) {
  const auto group = state.range(0);
  Store store = a_store(path);
  introduce(store);
  CallRecord call = a_call_record();
  call.request = std::string(5000, 'q');
  call.text = std::string(1500, 'r');
  std::int64_t number = 0;
  for (auto _ : state) {
    Transaction transaction = store.begin();
    for (std::int64_t i = 0; i < group; ++i) {
      call.key.repeat = static_cast<int>(++number);
      call.request_digest = "sha256:" + std::to_string(number);
      (void)store.save(call).has_value();
    }
    (void)transaction.commit().has_value();
  }
  state.SetItemsProcessed(state.iterations() * group);
}

void save_calls_in_memory(benchmark::State& state) {
  save_calls(state, ":memory:");
}

void save_calls_to_a_file(benchmark::State& state) {
  const TempFolder folder;
  save_calls(state, folder.file("attune.db"));
}

BENCHMARK(save_calls_in_memory)->Arg(1)->Arg(32)->Unit(benchmark::kMicrosecond);
BENCHMARK(save_calls_to_a_file)->Arg(1)->Arg(32)->Unit(benchmark::kMicrosecond)->UseRealTime();

void read_answered_calls(benchmark::State& state) {
  Store store = a_store();
  introduce(store);
  CallRecord call = a_call_record();
  call.text = std::string(1500, 'r');
  for (int i = 0; i < kReplies; ++i) {
    call.key.repeat = i;
    (void)store.save(call).has_value();
  }
  for (auto _ : state) {
    std::size_t bytes = 0;
    (void)store
        .each_answered_call({"run-1"}, [&](const CallRecord& each) { bytes += each.text.size(); })
        .has_value();
    benchmark::DoNotOptimize(bytes);
  }
  state.SetItemsProcessed(state.iterations() * kReplies);
}

BENCHMARK(read_answered_calls)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace attune
