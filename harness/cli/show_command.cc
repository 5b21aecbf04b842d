#include <algorithm>

#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/find_run.h"
#include "harness/cli/wiring.h"
#include "harness/run/duel.h"
#include "results/render/comparison_page.h"
#include "results/render/sample_page.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

// Whether what the user wrote names it: in full, its scenario, or a part from the front.
bool is_named(const std::string& name, const std::string& wanted) {
  return wanted.empty() || name == wanted || name.starts_with(wanted + "@") ||
         name.starts_with(wanted + "#");
}

// A pipe gets the very bytes; a terminal nothing that could command it.
int show(const std::string& page) {
  print(watched_output() ? printable(page) : page);
  return kExitDone;
}

// Calls on the pair that a comparison is of.
Result<std::vector<CallRecord>> calls_of_pair(const Comparison& of, Store& store) {
  const Duelist first{of.first, of.first_run, ""};
  const Duelist second{of.second, of.second_run, ""};
  const Duelist& a = of.turned ? second : first;
  const Duelist& b = of.turned ? first : second;
  auto calls = store.calls_of_sample(of.run, {of.pack, of.scenario, a.subject, of.repeat});
  if (calls) std::erase_if(*calls, [&](const CallRecord& c) { return c.pair != pair_text(a, b); });
  return calls;
}

Result<int> show_duel(const ShowOptions& options, std::vector<Comparison> comparisons,
                      Store& store) {
  std::vector<std::string> names;
  for (const Comparison& comparison : comparisons) names.push_back(comparison_name(comparison));
  std::erase_if(comparisons, [&](const Comparison& comparison) {
    return !is_named(comparison_name(comparison), options.sample);
  });
  if (comparisons.empty()) return fix_input(no_such("pair", options.sample, names));
  const std::string name = comparison_name(comparisons.front());
  const bool one = std::ranges::all_of(
      comparisons, [&](const Comparison& other) { return comparison_name(other) == name; });
  if (!one) {
    print(to_table(comparison_listing(comparisons)));
    return kExitDone;
  }
  auto calls = calls_of_pair(comparisons.front(), store);
  if (!calls) return std::move(calls).error();
  return show(options.judge_view ? judge_view(*calls) : comparison_page(comparisons, *calls));
}

Result<int> show_sample(const ShowOptions& options, const RunId& run, const SampleKey& key,
                        Store& store) {
  auto sample = store.sample(run, key);
  if (!sample) return std::move(sample).error();
  auto verdicts = store.verdicts_of_sample(run, key);
  if (!verdicts) return std::move(verdicts).error();
  auto calls = store.calls_of_sample(run, key);
  if (!calls) return std::move(calls).error();
  std::erase_if(*calls, [](const CallRecord& call) { return !call.pair.empty(); });
  return show(options.judge_view ? judge_view(*calls) : sample_page(**sample, *verdicts, *calls));
}

// Those of a run that the user may mean: the one, or a list.
Result<int> show_samples(const ShowOptions& options, const RunId& run, Store& store) {
  auto samples = store.samples_of_run(run, false);
  if (!samples) return std::move(samples).error();
  std::vector<std::string> names;
  for (const SampleRecord& sample : *samples) names.push_back(sample_name(sample.key));
  std::erase_if(*samples, [&](const SampleRecord& sample) {
    return !is_named(sample_name(sample.key), options.sample);
  });
  if (samples->empty()) return fix_input(no_such("sample", options.sample, names));
  if (samples->size() == 1) return show_sample(options, run, samples->front().key, store);
  auto verdicts = store.verdicts_of_run(run);
  if (!verdicts) return std::move(verdicts).error();
  print(to_table(sample_listing(*samples, *verdicts)));
  return kExitDone;
}

// A name in full needs no look at the others of its run.
Result<int> show_run(const ShowOptions& options, const RunId& run, Store& store) {
  auto named = store.samples_named(run, options.sample);
  if (!named) return std::move(named).error();
  if (named->size() == 1) return show_sample(options, run, named->front(), store);
  return show_samples(options, run, store);
}

}  // namespace

Result<int> show_command(const ShowOptions& options) {
  auto store = open_existing_store(options.world);
  if (!store) return std::move(store).error();
  auto stored = find_run(options.run, *store);
  if (!stored) return std::move(stored).error();
  auto comparisons = store->comparisons_of_run(stored->run.id);
  if (!comparisons) return std::move(comparisons).error();
  if (!comparisons->empty()) return show_duel(options, *std::move(comparisons), *store);
  return show_run(options, stored->run.id, *store);
}

}  // namespace attune
