#include "harness/cli/session.h"

#include <algorithm>
#include <malloc.h>

#include <fmt/format.h>

#include "harness/cli/board_text.h"
#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/live_world.h"
#include "harness/effects/clock.h"
#include "harness/run/boards.h"
#include "results/render/formats.h"
#include "scorers/catalog/catalog.h"

namespace attune {
namespace {

Result<Done> save_intent(const RunRequest& request, const Plan& plan, const SessionOptions& options,
                         Store& store) {
  Transaction transaction = store.begin();
  for (const Pack& pack : options.published) {
    Result<Done> saved = store.save(record_of(pack));
    if (!saved) return saved;
  }
  Result<Done> saved = store.save(RunRecord{.id = plan.run,
                                            .started = SystemClock().utc(),
                                            .command = options.command,
                                            .release = request.release,
                                            .seed = request.seed,
                                            .settings = settings_json(request),
                                            .provenance = provenance_json(options.stub.packs)});
  if (!saved) return saved;
  for (const Pack& pack : request.packs) {
    const std::size_t scenarios =
        std::min(request.limit.value_or(pack.scenarios.size()), pack.scenarios.size());
    for (const Contender& subject : request.subjects) {
      saved = store.save(PlanRecord{.run = plan.run,
                                    .pack_digest = pack.digest,
                                    .subject = subject.id,
                                    .scenarios = static_cast<std::int64_t>(scenarios),
                                    .repeats = request.repeat});
      if (!saved) return saved;
    }
  }
  return transaction.commit();
}

Result<Done> check_user(const RunRequest& request) {
  if (request.user) return Done{};
  for (const Pack& pack : request.packs) {
    const auto simulated =
        std::ranges::find_if(pack.scenarios, [](const Scenario& s) { return s.user.has_value(); });
    if (simulated == pack.scenarios.end()) continue;
    return fix_input(fmt::format(
        "{}: its other side is played by a model: --user provider/model says which", pack.id.text));
  }
  return Done{};
}

// Packs whose scorers all ask, in a run without judges: a person would wait for a board in vain.
void warn_unjudged(const RunRequest& request, const std::vector<std::vector<Marking>>& markings) {
  for (std::size_t i = 0; i < request.packs.size(); ++i) {
    if (!markings[i].empty()) continue;
    complain(fmt::format("{}: nobody marks it; --judge provider/model does, now or later",
                         request.packs[i].id.text));
  }
}

// The boards of the request's packs, by its own scorers and judge where it leaves no choice.
std::vector<Leaderboard> boards_of(const RunRequest& request, Store& store) {
  std::vector<Leaderboard> boards;
  for (const Pack& pack : request.packs) {
    BoardQuery query{.pack = pack.id.text, .seed = request.seed};
    const auto reference = std::ranges::find_if(
        pack.scorers, [](const std::string& name) { return !name.ends_with("-robust"); });
    if (request.play.compat && reference != pack.scorers.end()) query.scorer = *reference;
    BoardQuery by_judge = query;
    if (request.judges.size() == 1) by_judge.judge = request.judges.front().id.text;
    auto found = load_boards(store, shipped_scorers(), by_judge);
    if (!found) found = load_boards(store, shipped_scorers(), query);  // a pack marked by rules
    if (found) boards.push_back(std::move(found->front()));
  }
  return boards;
}

// What thousands of calls in flight took: boards of many samples need memory of other sizes, and
// the most that was ever taken would be both together.
void give_memory_back() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

}  // namespace

Result<std::vector<Contender>> contenders(const std::vector<std::string>& names,
                                          const Settings& settings) {
  std::vector<Contender> found;
  for (const std::string& name : names) {
    const SubjectId id{name};
    if (id.provider().empty() || id.model().empty()) {
      return fix_input(fmt::format("'{}': expected provider/model, as in openai/gpt-4o", name));
    }
    if (std::ranges::find(found, id, &Contender::id) != found.end())
      return fix_input(fmt::format("'{}' stands twice", name));
    const auto known = settings.subjects.find(id);
    found.push_back({id, known == settings.subjects.end() ? SubjectSettings{} : known->second});
  }
  return found;
}

Result<RunReport> perform(const RunRequest& request, SessionOptions options, Store& store) {
  std::vector<std::unique_ptr<Scorer>> scorers;
  const ScorerRegistry registry = shipped_scorers();
  auto markings = find_markings(request, registry, scorers);
  if (!markings) return std::move(markings).error();
  if (!options.unmarked) warn_unjudged(request, *markings);
  if (Result<Done> ready = check_user(request); !ready) return std::move(ready).error();
  auto endpoints = options.tape.only
                       ? replayed_endpoints(request, options.settings)
                       : open_endpoints(request, options.settings, options.stub, options.jobs);
  if (!endpoints) return std::move(endpoints).error();
  Plan plan = make_plan(request);
  if (options.run) plan.run = *options.run;
  Result<Done> saved = save_intent(request, plan, options, store);
  if (!saved) return std::move(saved).error();
  options.published.clear();  // from here on only the packs as played are wanted, and packs are big

  LiveWorld live(store, options.quiet);
  RetryPolicy retry;
  retry.attempts = options.max_retries + 1;
  const RunJob job{request,
                   plan,
                   *std::move(markings),
                   std::move(endpoints->endpoints),
                   retry,
                   options.budget_usd,
                   options.tape,
                   options.anchors};
  auto report = run(job, live.world());
  if (report && !options.quiet) complain(fmt::format("run {}", plan.run.text));
  return report;
}

int exit_code_of(Ending ending) {
  switch (ending) {
    case Ending::Complete:
      return kExitDone;
    case Ending::Incomplete:
      return kExitIncomplete;
    case Ending::Stopped:
      return kExitStopped;
    case Ending::Interrupted:
      return kExitInterrupted;
  }
  return kExitIncomplete;
}

Result<int> conclude(const RunReport& report, const RunRequest& request, const std::string& format,
                     Store& store) {
  auto form = find_format(format);
  if (!form) return std::move(form).error();
  give_memory_back();
  const std::vector<Leaderboard> boards = boards_of(request, store);
  if (!boards.empty()) print(board_text(boards, **form, boards.size() == 1));
  if (!report.why.empty()) complain(report.why);
  return exit_code_of(report.ending);
}

}  // namespace attune
