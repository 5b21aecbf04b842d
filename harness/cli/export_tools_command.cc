#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/export_out.h"
#include "harness/cli/exporters.h"
#include "harness/cli/wiring.h"
#include "harness/effects/files.h"
#include "harness/run/export_slices.h"
#include "results/render/inspect_log.h"
#include "results/render/junit.h"
#include "results/render/lm_eval.h"
#include "scenarios/base/words.h"
#include "scorers/catalog/catalog.h"

namespace attune {
namespace {

constexpr std::size_t kNamed = 3;  // of what there is too much of

// What is exported, and from where.
struct Wanted {
  Store store;
  std::vector<RunRecord> runs;
  std::vector<SliceKey> keys;
};

Result<Wanted> find_wanted(const ExportOptions& options) {
  auto store = open_existing_store(options.world);
  if (!store) return std::move(store).error();
  auto runs = runs_to_export(options, *store);
  if (!runs) return std::move(runs).error();
  auto keys = slice_keys(*runs, {.pack = options.pack, .subject = options.subject}, *store);
  if (!keys) return std::move(keys).error();
  if (keys->empty())
    return fix_input("no such samples: 'attune list runs' and 'list subjects' show what there is");
  return Wanted{*std::move(store), *std::move(runs), *std::move(keys)};
}

// Calls `visit` with the slices of each run; a run at a time is in memory.
Result<Done> each_run(Wanted& wanted,
                      const std::function<Result<Done>(std::vector<RunSlice>)>& visit) {
  const ScorerRegistry scorers = shipped_scorers();
  for (const RunRecord& run : wanted.runs) {
    std::vector<SliceKey> keys;
    std::ranges::copy_if(wanted.keys, std::back_inserter(keys),
                         [&run](const SliceKey& key) { return key.run == run.id; });
    if (keys.empty()) continue;
    auto slices = load_slices(run, keys, scorers, wanted.store);
    if (!slices) return std::move(slices).error().within(run.id.text);
    Result<Done> done = visit(*std::move(slices));
    if (!done) return done;
  }
  return Done{};
}

// Whether --out is a file for one; else it is a folder for any number.
bool is_one_file(const std::string& out) {
  return out.empty() || out.ends_with(".json") || out.ends_with(".json.gz");
}

Error too_many(const std::vector<std::string>& all) {
  std::vector<std::string> named(
      all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), kNamed)));
  if (all.size() > kNamed) named.push_back("…");
  return fix_input(
      fmt::format("{} files ({}): name a folder, --out FOLDER, or choose one by --run, --pack or "
                  "--subject",
                  all.size(), join(named, "; ")));
}

// Before anything is written: a folder with half an export in it is of no use.
Result<Done> check_free(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (RealFiles().exists(path))
      return fix_input(fmt::format("{}: is there already; nothing is overwritten", path));
  }
  return Done{};
}

Result<Done> write_inspect(const RunSlice& slice, Store& store, const std::string& path) {
  auto out = ExportOut::open(path);
  if (!out) return std::move(out).error();
  Result<Done> given = out->give(inspect_log_begin(slice));
  bool first = true;
  const std::vector<ScenarioId> scenarios = scenarios_of(slice);
  for (const ScenarioId& scenario : scenarios) {
    auto samples = samples_with_words(slice, scenario, store);
    if (!samples) return std::move(samples).error();
    for (const SampleRecord& sample : *samples) {
      if (given) given = out->give((first ? "" : ",\n") + inspect_log_sample(slice, sample));
      first = false;
    }
    if (!given) return given;
  }
  if (given) given = out->give(inspect_log_end());
  return given ? out->finish() : given;
}

// What inspect_log_name() needs of a slice that is not loaded yet.
std::string inspect_path(const std::string& folder, const SliceKey& key,
                         const std::vector<RunRecord>& runs) {
  const auto run = std::ranges::find(runs, key.run, &RunRecord::id);
  RunSlice slice{.run = *run, .subject = key.subject};
  slice.record.digest = key.pack_digest;
  slice.record.id = key.pack;
  return folder + "/" + inspect_log_name(slice);
}

// The files that one evaluation's figures and samples go to: lm-eval has a folder for each model.
struct LmEvalPaths {
  std::string folder;
  std::string time;
};

using Evaluation = std::pair<RunId, SubjectId>;

// Two evaluations of a model that began in the same millisecond have another time each.
std::map<Evaluation, LmEvalPaths> lm_eval_paths(const std::string& out, const Wanted& wanted) {
  std::map<Evaluation, LmEvalPaths> paths;
  std::set<std::string> taken;
  for (const SliceKey& key : wanted.keys) {
    if (paths.contains({key.run, key.subject})) continue;
    UtcTime time = std::ranges::find(wanted.runs, key.run, &RunRecord::id)->started;
    const std::string folder = out + "/" + lm_eval_folder(key.subject);
    while (!taken.insert(folder + lm_eval_time(time)).second) ++time.millis;
    paths[{key.run, key.subject}] = {folder, lm_eval_time(time)};
  }
  return paths;
}

std::string results_path(const LmEvalPaths& paths) {
  return fmt::format("{}/results_{}.json", paths.folder, paths.time);
}

// The samples of one task; returns what task_hashes are made of.
Result<std::string> write_lm_eval_samples(const RunSlice& slice, const LmEvalPaths& paths,
                                          Store& store) {
  auto out = ExportOut::open(
      fmt::format("{}/samples_{}_{}.jsonl", paths.folder, lm_eval_task(slice), paths.time));
  if (!out) return std::move(out).error();
  std::string hashes;
  const std::vector<ScenarioId> scenarios = scenarios_of(slice);
  for (std::size_t document = 0; document < scenarios.size(); ++document) {
    auto samples = samples_with_words(slice, scenarios[document], store);
    if (!samples) return std::move(samples).error();
    if (samples->empty()) continue;
    for (std::size_t i = 0; i < std::max<std::size_t>(slice.markings.size(), 1); ++i) {
      const LmEvalLine line = lm_eval_line(slice, document, i, *samples);
      hashes += line.hashes;
      Result<Done> given = out->give(line.json);
      if (!given) return std::move(given).error();
    }
  }
  Result<Done> finished = out->finish();
  if (!finished) return std::move(finished).error();
  return hashes;
}

Result<Done> write_text(const std::string& path, const std::string& text) {
  auto out = ExportOut::open(path);
  if (!out) return std::move(out).error();
  Result<Done> given = out->give(text);
  return given ? out->finish() : given;
}

std::map<SubjectId, std::vector<RunSlice>> by_subject(std::vector<RunSlice> slices) {
  std::map<SubjectId, std::vector<RunSlice>> parts;
  for (RunSlice& slice : slices) parts[slice.subject].push_back(std::move(slice));
  return parts;
}

// Samples first: the results name their hashes.
Result<Done> write_lm_eval(const std::vector<RunSlice>& slices, const LmEvalPaths& paths,
                           Store& store) {
  Result<Done> made = make_folders(paths.folder);
  if (!made) return made;
  std::map<PackId, std::string> hashes;
  for (const RunSlice& slice : slices) {
    auto written = write_lm_eval_samples(slice, paths, store);
    if (!written) return std::move(written).error();
    hashes[slice.record.id] = *std::move(written);
  }
  return write_text(results_path(paths), lm_eval_results(slices, hashes));
}

Result<int> exit_code(Result<Done> done, int code = kExitDone) {
  if (!done) return std::move(done).error();
  return code;
}

// 100 where a gate holds; 1 where gates were asked for and something could not be held to them.
int junit_exit_code(std::span<const JunitSuite> suites, bool gated) {
  if (!gated) return kExitDone;
  if (count_of(suites, JunitState::Failed) > 0) return kExitGate;
  const std::size_t open =
      count_of(suites, JunitState::Error) + count_of(suites, JunitState::Skipped);
  if (open == 0) return kExitDone;
  complain(fmt::format("no gate holds, but {} test cases have no figure", open));
  return kExitIncomplete;
}

}  // namespace

Result<int> export_inspect(const ExportOptions& options) {
  auto wanted = find_wanted(options);
  if (!wanted) return std::move(wanted).error();
  const bool one = is_one_file(options.out);
  if (one && wanted->keys.size() > 1) {
    std::vector<std::string> all;
    for (const SliceKey& key : wanted->keys) all.push_back(to_text(key));
    return too_many(all);
  }
  std::map<SliceKey, std::string> paths;
  std::vector<std::string> files;
  for (const SliceKey& key : wanted->keys) {
    paths[key] = one ? options.out : inspect_path(options.out, key, wanted->runs);
    if (!paths[key].empty()) files.push_back(paths[key]);
  }
  Result<Done> ready = check_free(files);
  if (ready && !one) ready = make_folders(options.out);
  if (!ready) return std::move(ready).error();
  return exit_code(each_run(*wanted, [&](const std::vector<RunSlice>& slices) {
    Result<Done> done = Done{};
    for (const RunSlice& slice : slices) {
      const SliceKey key{slice.run.id, slice.record.id, slice.record.digest, slice.subject};
      if (done) done = write_inspect(slice, wanted->store, paths.at(key));
    }
    return done;
  }));
}

Result<int> export_lm_eval(const ExportOptions& options) {
  auto wanted = find_wanted(options);
  if (!wanted) return std::move(wanted).error();
  const bool one = is_one_file(options.out);
  const auto paths = lm_eval_paths(options.out, *wanted);
  std::vector<std::string> names;
  std::vector<std::string> files;
  for (const auto& [evaluation, its] : paths) {
    names.push_back(evaluation.first.text + " " + evaluation.second.text);
    files.push_back(one ? options.out : results_path(its));
  }
  if (one && names.size() > 1) return too_many(names);
  if (options.out.empty()) files.clear();
  Result<Done> ready = check_free(files);
  if (!ready) return std::move(ready).error();
  return exit_code(each_run(*wanted, [&](std::vector<RunSlice> slices) {
    Result<Done> done = Done{};
    const auto parts = by_subject(std::move(slices));
    for (const auto& [subject, its] : parts) {
      if (!done) return done;
      done = one ? write_text(options.out, lm_eval_results(its, {}))
                 : write_lm_eval(its, paths.at({its.front().run.id, subject}), wanted->store);
    }
    return done;
  }));
}

Result<int> export_junit(const ExportOptions& options) {
  auto wanted = find_wanted(options);
  if (!wanted) return std::move(wanted).error();
  std::vector<JunitSuite> suites;
  Result<Done> done = each_run(*wanted, [&suites](const std::vector<RunSlice>& slices) {
    for (const RunSlice& slice : slices) {
      std::vector<JunitSuite> its = junit_suites(slice);
      std::ranges::move(its, std::back_inserter(suites));
    }
    return Result<Done>(Done{});
  });
  if (!done) return std::move(done).error();
  const auto gates = parse_gates(options.fail_on, junit_figures(suites));
  if (!gates) return gates.error();
  apply_gates(suites, *gates);
  done = write_text(options.out, to_junit(suites));
  return exit_code(std::move(done), junit_exit_code(suites, !gates->empty()));
}

}  // namespace attune
