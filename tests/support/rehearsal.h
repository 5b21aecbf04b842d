#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/calls/wires.h"
#include "harness/run/boards.h"
#include "harness/run/call_record.h"
#include "harness/run/runner.h"
#include "results/render/json.h"
#include "results/render/jsonl.h"
#include "scenarios/base/rng.h"
#include "scorers/catalog/catalog.h"
#include "tests/support/builders.h"
#include "tests/support/counting_progress.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_transport.h"

namespace attune {

inline constexpr std::string_view kSubjectUrl = "http://subject";
inline constexpr std::string_view kJudgeUrl = "http://judge";

// A folder that goes with the object.
class TempFolder {
 public:
  TempFolder() {
    std::string pattern = std::filesystem::temp_directory_path() / "attune-XXXXXX";
    path_ = mkdtemp(pattern.data());
  }

  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

// Subjects answer with intensities and judges with marks, each drawn on the call's trace alone, so
// that a call gets the same reply whenever it is made.
inline Scripted good_answer(const HttpRequest& request, int /*attempt*/) {
  Rng rng = Rng::named(1, trace_in(request));
  const auto draw = [&](std::size_t most) { return rng.below(most + 1); };
  const Millis latency(10 + static_cast<Millis::rep>(draw(40)));
  if (request.url.starts_with(kJudgeUrl)) {
    return {
        a_completion(fmt::format(R"({{\"reasoning\": \"r\", \"empathy\": {}, \"insight\": {}}})",
                                 draw(20), draw(20))),
        latency};
  }
  return {a_completion(fmt::format(R"(Proud: {}\nAngry: {}\nSad: {}\nCalm: {})", draw(10), draw(9),
                                   draw(10), 1 + draw(9))),
          latency};
}

// The same but for calls to one URL.
inline Script good_but(std::string_view url, Script script) {
  return [url, script = std::move(script)](const HttpRequest& request, int attempt) {
    return request.url.starts_with(url) ? script(request, attempt) : good_answer(request, attempt);
  };
}

// A whole run in memory: "lab/tiny" plays, "court/judge" marks, with both scorers of a_pack().
struct Rehearsal {
  explicit Rehearsal(std::size_t scenarios = 3, bool judged = true) {
    request.packs = {a_pack(scenarios)};
    request.subjects = {{{"lab/tiny"}, {.price = Price{1, 2}}}};
    if (judged) request.judges = {{{"court/judge"}, {.price = Price{1, 2}}}};
    add_scorer("intensity", std::nullopt);
    if (judged) add_scorer("rubric", 0);
    add_endpoint("lab", kSubjectUrl);
    add_endpoint("court", kJudgeUrl);
  }

  void add_scorer(std::string_view name, std::optional<std::size_t> judge) {
    scorers.push_back((*registry.find(name))->make());
    if (markings.empty()) markings.emplace_back();
    markings.front().push_back({scorers.back().get(), judge});
  }

  void add_endpoint(std::string name, std::string_view url) {
    Endpoint endpoint{.name = std::move(name), .base_url = std::string(url)};
    endpoint.lanes = 4;
    endpoints.push_back({endpoint, *find_wire("openai"), "sk-secret"});
  }

  [[nodiscard]] Plan plan() const { return make_plan(request); }

  // Says to the store what is intended, as a session does before it runs.
  void announce(Store& store) const {
    const Plan planned = plan();
    const Pack& pack = request.packs.front();
    PackRecord record = a_pack_record(pack.digest);
    record.notes.clear();
    (void)store.save(record).has_value();
    RunRecord intended = a_run_record(planned.run.text);
    (void)store.save(intended).has_value();
    for (const Contender& subject : request.subjects) {
      (void)store
          .save(PlanRecord{planned.run, pack.digest, subject.id,
                           static_cast<std::int64_t>(pack.scenarios.size()), request.repeat})
          .has_value();
    }
  }

  // One session. A run that never ends is ended, to fail on what it left.
  RunReport play(
      Store& store, Transport& net, const Clock& clock,
      std::function<bool()> stop = [] { return false; }) {
    announce(store);
    const Plan planned = plan();
    const RunJob job{request, planned, markings, endpoints, retry, budget_usd, tape, anchors};
    int steps = 0;
    const auto stopped = [&] { return ++steps > 200'000 || stop(); };
    auto report = run(job, {clock, net, store, progress, stopped});
    return report ? *report : RunReport{Ending::Incomplete, {}, report.error().what};
  }

  // One session on a network of its own.
  RunReport play(Store& store, Script script) {
    FakeClock clock;
    FakeTransport net(clock, std::move(script));
    return play(store, net, clock);
  }

  ScorerRegistry registry = shipped_scorers();
  std::vector<std::unique_ptr<Scorer>> scorers;
  RunRequest request;
  std::vector<std::vector<Marking>> markings;
  std::vector<OpenEndpoint> endpoints;
  RetryPolicy retry;
  std::optional<double> budget_usd;
  Tape tape;
  std::size_t anchors = 0;
  CountingProgress progress;
};

inline Store a_store(const std::string& path = ":memory:") {
  auto store = Store::open(path);
  if (!store) {
    std::fputs(store.error().what.c_str(), stderr);
    std::abort();
  }
  return *std::move(store);
}

// What every attempt of a recorded call carries.
inline std::string trace_of_call(const RunId& run, const CallRecord& call) {
  return trace_of(run,
                  {call.key, call.pair, call.purpose, call.model, {call.position, call.asked}});
}

// Everything of a run that reports are made of, and the reports, as text; but for how long its
// calls took, which is otherwise each time.
inline std::string exported(Store& store, const Rehearsal& rehearsal) {
  const RunId run = rehearsal.plan().run;
  const auto samples = store.samples_of_run(run, true);
  const auto verdicts = store.verdicts_of_run(run);
  const ExportFacts facts{"", *samples, *verdicts, {}};
  std::string text = to_jsonl("samples", facts) + to_jsonl("verdicts", facts);
  auto boards = load_boards(store, rehearsal.registry, {});
  if (!boards) return text + boards.error().what;
  for (Leaderboard& board : *boards) {
    for (Standing& row : board.rows) row.latency.reset();
    for (Standing& row : board.stub_rows) row.latency.reset();
  }
  return text + to_json(*boards);
}

}  // namespace attune
