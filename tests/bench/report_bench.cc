#include <benchmark/benchmark.h>

#include "harness/run/report_content.h"
#include "results/page/report_page.h"
#include "scorers/catalog/catalog.h"
#include "scorers/catalog/pair_catalog.h"
#include "tests/support/big_study.h"
#include "tests/support/rehearsal.h"

namespace attune {
namespace {

// A report of subjects × 200 scenarios out of a store in memory; its page's size, and that of the
// transcripts beside it.
void make_a_report(benchmark::State& state) {
  Store store = a_store();
  save_big_study(store, {.subjects = static_cast<std::size_t>(state.range(0))});
  const ScorerRegistry scorers = shipped_scorers();
  const PairScorerRegistry pairs = shipped_pair_scorers();
  std::size_t page = 0;
  std::size_t beside = 0;
  for (auto _ : state) {
    beside = 0;
    const auto report =
        load_report({store, scorers, pairs}, {.page = "x.html", .folder = "x_files"},
                    [&](const TranscriptSheet& sheet) -> Result<Done> {
                      beside += sheet.html.size();
                      return Done{};
                    });
    page = report ? report_page(*report).size() : 0;
  }
  state.counters["page_bytes"] = static_cast<double>(page);
  state.counters["beside_bytes"] = static_cast<double>(beside);
}

BENCHMARK(make_a_report)->Arg(5)->Arg(40)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace attune
