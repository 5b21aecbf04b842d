#include <algorithm>
#include <map>
#include <span>

#include "harness/cli/commands.h"
#include "harness/cli/export_out.h"
#include "harness/cli/exporters.h"
#include "harness/cli/wiring.h"
#include "harness/run/export_eqbench3.h"
#include "harness/run/export_eqbench3_elo.h"
#include "results/render/jsonl.h"

namespace attune {
namespace {

template <class Record>
void keep_subject(std::vector<Record>& records, const std::string& subject) {
  if (subject.empty()) return;
  std::erase_if(records,
                [&subject](const Record& record) { return record.key.subject.text != subject; });
}

// The verdicts on each sample. REQUIRES: those on one sample stand together.
std::map<SampleKey, std::span<const VerdictRecord>> by_sample(
    const std::vector<VerdictRecord>& verdicts) {
  std::map<SampleKey, std::span<const VerdictRecord>> parts;
  for (std::size_t at = 0; at < verdicts.size();) {
    std::size_t end = at;
    while (end < verdicts.size() && verdicts[end].key == verdicts[at].key) ++end;
    parts.emplace(verdicts[at].key, std::span(verdicts).subspan(at, end - at));
    at = end;
  }
  return parts;
}

// Transcripts one at a time: they are most of a store.
Result<Done> give_samples(const ExportOptions& options, const RunId& run, Store& store,
                          ExportOut& out) {
  auto samples = store.samples_of_run(run, false);
  if (!samples) return std::move(samples).error();
  keep_subject(*samples, options.subject);
  auto verdicts = store.verdicts_of_run(run);
  if (!verdicts) return std::move(verdicts).error();
  const auto parts = by_sample(*verdicts);
  for (const SampleRecord& light : *samples) {
    auto sample = store.sample(run, light.key);
    if (!sample) return std::move(sample).error();
    if (!*sample) continue;
    const auto its = parts.find(light.key);
    ExportFacts facts{.pack = options.pack, .samples = std::span(&**sample, 1)};
    if (its != parts.end()) facts.verdicts = its->second;
    Result<Done> given = out.give(to_jsonl(options.kind, facts));
    if (!given) return given;
  }
  return Done{};
}

Result<Done> give_verdicts(const ExportOptions& options, const RunId& run, Store& store,
                           ExportOut& out) {
  auto verdicts = store.verdicts_of_run(run);
  if (!verdicts) return std::move(verdicts).error();
  keep_subject(*verdicts, options.subject);
  return out.give(to_jsonl(options.kind, {.pack = options.pack, .verdicts = *verdicts}));
}

Result<Done> give_calls(const ExportOptions& options, const RunId& run, Store& store,
                        ExportOut& out) {
  auto calls = store.calls_of_run(run);
  if (!calls) return std::move(calls).error();
  keep_subject(*calls, options.subject);
  return out.give(to_jsonl(options.kind, {.pack = options.pack, .calls = *calls}));
}

Result<Done> give_comparisons(const ExportOptions& options, const RunId& run, Store& store,
                              ExportOut& out) {
  auto comparisons = store.comparisons_of_run(run);
  if (!comparisons) return std::move(comparisons).error();
  if (!options.subject.empty()) {
    std::erase_if(*comparisons, [&options](const Comparison& comparison) {
      return comparison.first.text != options.subject && comparison.second.text != options.subject;
    });
  }
  return out.give(to_jsonl(options.kind, {.pack = options.pack, .comparisons = *comparisons}));
}

Result<Done> give_lines(const ExportOptions& options, const RunId& run, Store& store,
                        ExportOut& out) {
  if (options.kind == "samples") return give_samples(options, run, store, out);
  if (options.kind == "verdicts") return give_verdicts(options, run, store, out);
  if (options.kind == "comparisons") return give_comparisons(options, run, store, out);
  return give_calls(options, run, store, out);
}

Result<std::string> eqbench3_text(const ExportOptions& options, const std::vector<RunRecord>& runs,
                                  Store& store) {
  if (options.kind == "eqbench3-elo") {
    auto elo = export_eqbench3_elo(runs, store);
    if (!elo) return std::move(elo).error();
    return eqbench3_elo_text(*elo);
  }
  auto exported = export_eqbench3_runs(runs, store);
  if (!exported) return std::move(exported).error();
  return eqbench3_runs_text(*exported);
}

}  // namespace

Result<int> export_lines(const ExportOptions& options) {
  auto store = open_existing_store(options.world);
  if (!store) return std::move(store).error();
  auto runs = runs_to_export(options, *store);
  if (!runs) return std::move(runs).error();
  auto out = ExportOut::open(options.out);
  if (!out) return std::move(out).error();
  for (const RunRecord& run : *runs) {
    Result<Done> given = give_lines(options, run.id, *store, *out);
    if (!given) return std::move(given).error();
  }
  Result<Done> finished = out->finish();
  if (!finished) return std::move(finished).error();
  return kExitDone;
}

Result<int> export_eqbench3_files(const ExportOptions& options) {
  if (!options.subject.empty())
    return fix_input("--subject: EQ-Bench 3's files hold every subject of a run");
  auto store = open_existing_store(options.world);
  if (!store) return std::move(store).error();
  auto runs = runs_to_export(options, *store);
  if (!runs) return std::move(runs).error();
  auto text = eqbench3_text(options, *runs, *store);
  if (!text) return std::move(text).error();
  auto out = ExportOut::open(options.out);
  if (!out) return std::move(out).error();
  Result<Done> given = out->give(*text);
  if (given) given = out->finish();
  if (!given) return std::move(given).error();
  return kExitDone;
}

}  // namespace attune
