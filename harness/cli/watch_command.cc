#include <algorithm>

#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/session.h"
#include "harness/effects/clock.h"
#include "harness/run/drifts.h"
#include "results/drift/sentinel.h"
#include "results/render/watch_formats.h"
#include "scorers/catalog/catalog.h"

namespace attune {
namespace {

// Names a look; no two have one name.
std::string label_of(UtcTime now) {
  return fmt::format("watch {:.19}.{:03}Z", to_text(now), now.millis % 1000);
}

// One look: the panel played once more by one subject, as a run of its own.
Result<RunReport> look(const WatchOptions& options, const std::string& subject, Store& store) {
  auto settings = load_settings(options.world);
  if (!settings) return std::move(settings).error();
  const RunOptions run{.packs = {options.pack},
                       .subjects = {subject},
                       .judges = options.judges,
                       .user = options.user,
                       .limit = options.panel,
                       .release = label_of(SystemClock().utc()),
                       .seed = options.seed};
  SessionOptions session{.settings = *settings,
                         .command = std::string(kWatchCommand),
                         .jobs = options.jobs,
                         .budget_usd = options.budget_usd,
                         .anchors = options.panel};
  auto request = make_request(run, *settings, session.published);
  if (!request) return std::move(request).error();
  session.stub = {.packs = run.packs, .seed = run.seed};
  return perform(*request, session, store);
}

Result<std::vector<Watch>> watches_of(const WatchOptions& options, const std::string& pack,
                                      Store& store) {
  std::vector<Watch> watches;
  for (const std::string& subject : options.subjects) {
    auto histories = load_histories(store, shipped_scorers(),
                                    {.subject = {subject}, .pack = pack, .watched = true});
    if (!histories) return std::move(histories).error();
    for (SubjectHistory& history : *histories) {
      Watch watch = make_watch(history.of, std::move(history.releases),
                               {.in_control = options.in_control, .seed = options.seed});
      for (std::string& note : history.notes) watch.notes.push_back(std::move(note));
      watches.push_back(std::move(watch));
    }
  }
  return watches;
}

}  // namespace

Result<int> watch_command(const WatchOptions& options) {
  auto form = find_watch_format(options.format);
  if (!form) return std::move(form).error();
  auto pack = find_pack(options.pack);
  if (!pack) return std::move(pack).error();
  auto store = options.look_only ? open_existing_store(options.world) : open_store(options.world);
  if (!store) return std::move(store).error();
  int code = kExitDone;
  for (const std::string& subject : options.subjects) {
    if (options.look_only) break;
    auto report = look(options, subject, *store);
    if (!report) return std::move(report).error();
    if (!report->why.empty()) complain(subject + ": " + report->why);
    code = std::max(code, exit_code_of(report->ending));
  }
  auto watches = watches_of(options, pack->id.text, *store);
  if (!watches) return std::move(watches).error();
  print((*form)->render(*watches, watches->size() == 1));
  const bool alarm = std::ranges::any_of(*watches, changed);
  return alarm ? kExitGate : code;
}

}  // namespace attune
