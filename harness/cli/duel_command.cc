#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/live_world.h"
#include "harness/cli/session.h"
#include "harness/run/duel.h"
#include "harness/run/duelists.h"
#include "results/ratings/eqbench3_ratings.h"
#include "scenarios/base/compact_json.h"
#include "scenarios/base/digest.h"
#include "scenarios/load/parameters_file.h"
#include "scorers/catalog/pair_catalog.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

// What a duel is about, with everything found that its options name.
struct Arena {
  const DuelOptions& options;
  Settings settings;
  Pack published;
  Pack pack;  // as played
  std::vector<Contender> subjects;
  RunRequest request;  // of the judges alone
  PairScorerRegistry registry = shipped_pair_scorers();
  const PairScorerRegistry::Entry* entry = nullptr;
  Tape tape;
  double spent_usd = 0;  // on playing those who were not played
};

// The scorer of pairs that is asked for, or the pack's: of two twins the reference's own under
// --compat, else the robust one.
Result<const PairScorerRegistry::Entry*> find_pair_scorer(const Arena& arena) {
  std::vector<std::string> names = arena.pack.pair_scorers;
  if (!arena.options.scorer.empty()) names = {arena.options.scorer};
  if (names.empty())
    return fix_input(
        fmt::format("{}: its replies cannot be compared in pairs", arena.pack.id.text));
  const auto wanted = std::ranges::find_if(names, [&](const std::string& name) {
    return name.ends_with("-robust") != arena.options.compat;
  });
  auto entry = arena.registry.find(wanted == names.end() ? names.front() : *wanted);
  if (entry && (*entry)->published)
    return fix_input(fmt::format("{} asks nobody: it names imported comparisons", (*entry)->id));
  return entry;
}

Result<Done> fill(Arena& arena) {
  const DuelOptions& options = arena.options;
  auto settings = load_settings(options.world);
  if (!settings) return std::move(settings).error();
  arena.settings = *std::move(settings);
  auto pack = find_pack(options.pack);
  if (!pack) return std::move(pack).error();
  arena.published = *std::move(pack);
  const PlayOptions play{.compat = options.compat, .seed = options.seed};
  arena.pack = as_played(arena.published, play);
  auto entry = find_pair_scorer(arena);
  if (!entry) return std::move(entry).error();
  arena.entry = *entry;
  auto subjects = contenders(options.subjects, arena.settings);
  if (!subjects) return std::move(subjects).error();
  arena.subjects = *std::move(subjects);
  auto judges = contenders(options.judges, arena.settings);
  if (!judges) return std::move(judges).error();
  arena.request = {.judges = *std::move(judges), .seed = options.seed, .play = play};
  if (options.schedule == "eqbench3" && (!options.ladder || options.subjects.size() != 1))
    return fix_input("the schedule eqbench3 places one subject: one --subject, and --ladder");
  return Done{};
}

// Plays the subjects of whom the store has nothing to compare.
Result<RunReport> play_missing(Arena& arena, std::vector<Contender> missing, Store& store) {
  const DuelOptions& options = arena.options;
  RunRequest request{.packs = {arena.pack},
                     .subjects = std::move(missing),
                     .repeat = options.repeat,
                     .limit = options.limit,
                     .release = options.release,
                     .seed = options.seed,
                     .play = arena.request.play};
  if (!options.user.empty()) {
    auto user = contenders({options.user}, arena.settings);
    if (!user) return std::move(user).error();
    request.user = user->front();
  }
  return perform(request,
                 {.settings = arena.settings,
                  .stub = {.packs = {options.pack}, .seed = options.seed},
                  .published = {arena.published},
                  .jobs = options.jobs,
                  .budget_usd = options.budget_usd,
                  .max_retries = options.max_retries,
                  .tape = arena.tape,
                  .unmarked = true},
                 store);
}

// Everybody on the pack's ladder, after those who stand there already.
Result<Done> add_ladder(const Arena& arena, std::vector<Duelist>& duelists, Store& store) {
  auto ladder = ladder_of(arena.pack.digest, arena.entry->id, store);
  if (!ladder) return std::move(ladder).error();
  for (const Duelist& duelist : duelists) std::erase(*ladder, duelist);
  if (ladder->empty())
    return fix_input(fmt::format("there is no ladder on {} yet: nothing was compared by {}",
                                 arena.pack.id.text, arena.entry->id));
  duelists.insert(duelists.end(), ladder->begin(), ladder->end());
  return Done{};
}

// What decides a duel's results. Budget, width and the subjects' own settings are left out.
std::string duel_settings(const Arena& arena, const std::vector<Duelist>& duelists) {
  Json who = Json::array();
  for (const Duelist& duelist : duelists)
    who.push_back({{"subject", duelist.subject.text}, {"run", duelist.run.text}});
  Json judges = Json::array();
  for (const Contender& judge : arena.request.judges) {
    judges.push_back({{"id", judge.id.text}, {"parameters", to_json(judge.settings.parameters)}});
  }
  const DuelOptions& options = arena.options;
  const Json json = {{"schema", "attune.duel/1"},
                     {"pack", arena.pack.id.text},
                     {"digest", arena.pack.digest},
                     {"scorer", arena.entry->id},
                     {"judges", judges},
                     {"panel", options.panel},
                     {"subjects", who},
                     {"newcomers", options.ladder},
                     {"schedule", options.schedule},
                     {"seed", options.seed}};
  return compact_json(json);
}

PairChooser make_chooser(const DuelField& field, const DuelJob& job, const DuelOptions& options) {
  if (options.schedule == "eqbench3") {
    Eqbench3Options how{.max_units = options.comparisons};
    for (const Duelist& duelist : job.duelists) how.names.push_back(duelist.subject.text);
    for (const DuelField::Place& place : field.places)
      how.places.push_back({job.pack.scenarios[place.scenario].id.text, place.repeat});
    return Eqbench3Pairs(field.pairs, std::move(how));
  }
  if (options.schedule != "adaptive") {
    const bool full = options.schedule == "full";
    return UniformPairs(
        field.pairs, {.order = full ? UniformOptions::Order::Blocks : UniformOptions::Order::Drawn,
                      .seed = options.seed,
                      .max_units = options.comparisons});
  }
  AdaptiveOptions how{
      .seed = options.seed, .ranks_suffice = options.ranks, .max_units = options.comparisons};
  if (options.half_width) how.half_width = options.half_width;
  return AdaptivePairs(field.pairs, how);
}

std::string told(const DuelReport& report, const RunId& run) {
  std::string text = fmt::format("duel {}: {} comparisons in both orders", run.text, report.units);
  if (report.unscored > 0) text += fmt::format(", {} without a finding", report.unscored);
  if (report.settled) text += "; " + report.settled->sentence;
  return text;
}

Result<RunRecord> duel_record(const Arena& arena, const std::vector<Duelist>& duelists) {
  RunRecord record{.started = SystemClock().utc(),
                   .command = "duel",
                   .release = arena.options.release,
                   .seed = arena.options.seed,
                   .settings = duel_settings(arena, duelists),
                   .provenance = provenance_json({arena.options.pack})};
  record.id.text = short_digest(digest_of(record.settings));
  return record;
}

std::optional<double> left_of_budget(const Arena& arena) {
  if (!arena.options.budget_usd) return std::nullopt;
  return std::max(0.0, *arena.options.budget_usd - arena.spent_usd);
}

Result<int> judge_pairs(const Arena& arena, std::vector<Duelist> duelists, Store& store) {
  const DuelOptions& options = arena.options;
  std::vector<std::uint32_t> newcomers;
  for (std::uint32_t i = 0; options.ladder && i < duelists.size(); ++i) newcomers.push_back(i);
  if (options.ladder) {
    Result<Done> added = add_ladder(arena, duelists, store);
    if (!added) return std::move(added).error();
  }
  if (duelists.size() < 2) return fix_input("a duel needs two subjects, or --ladder");
  auto record = duel_record(arena, duelists);
  if (!record) return std::move(record).error();
  auto endpoints = arena.tape.only ? replayed_endpoints(arena.request, arena.settings)
                                   : open_endpoints(arena.request, arena.settings,
                                                    {.packs = {options.pack}, .seed = options.seed},
                                                    options.jobs);
  if (!endpoints) return std::move(endpoints).error();
  Result<Done> saved = store.save(record_of(arena.published));
  if (saved) saved = store.save(*record);
  if (!saved) return std::move(saved).error();
  const std::unique_ptr<PairScorer> scorer = arena.entry->make();
  RetryPolicy retry;
  retry.attempts = options.max_retries + 1;
  const DuelJob job{.run = record->id,
                    .request = arena.request,
                    .pack = arena.pack,
                    .duelists = std::move(duelists),
                    .entry = *arena.entry,
                    .scorer = *scorer,
                    .panel = options.panel == "all" ? Panel::All : Panel::Rotated,
                    .both_orders = options.schedule == "eqbench3" ? eqbench3_group_share : nullptr,
                    .endpoints = std::move(endpoints->endpoints),
                    .retry = retry,
                    .budget_usd = left_of_budget(arena),
                    .tape = arena.tape};
  auto field = load_field(job, newcomers, store);
  if (!field) return std::move(field).error();
  PairChooser chooser = make_chooser(*field, job, options);
  LiveWorld live(store, false);
  auto report = duel(job, *field, chooser, live.world());
  if (!report) return std::move(report).error();
  complain(told(*report, job.run));
  RatingsOptions ratings{.world = options.world,
                         .pack = arena.pack.id.text,
                         .scorer = arena.entry->id,
                         .format = options.format};
  auto shown = ratings_command(ratings);
  if (!shown) complain(shown.error().what);
  if (!report->run.why.empty()) complain(report->run.why);
  return exit_code_of(report->run.ending);
}

// Every subject with the run whose samples are compared; those of whom there are none are played.
Result<std::vector<Duelist>> play_and_find(Arena& arena, Store& store,
                                           std::optional<RunReport>& played) {
  std::vector<SubjectId> subjects;
  for (const Contender& subject : arena.subjects) subjects.push_back(subject.id);
  const DuelistQuery query{arena.pack.digest, arena.options.release};
  for (int look = 0;; ++look) {
    auto found = find_duelists(query, subjects, store);
    if (!found) return std::move(found).error();
    std::vector<Duelist> duelists;
    std::vector<Contender> missing;
    for (std::size_t i = 0; i < found->size(); ++i) {
      if ((*found)[i]) duelists.push_back(*(*found)[i]);
      if (!(*found)[i]) missing.push_back(arena.subjects[i]);
    }
    if (missing.empty() || look > 0) return duelists;
    auto report = play_missing(arena, std::move(missing), store);
    if (!report) return std::move(report).error();
    played = *report;
  }
}

}  // namespace

Result<int> duel_command(const DuelOptions& options) {
  Arena arena{.options = options};
  Result<Done> filled = fill(arena);
  if (!filled) return std::move(filled).error();
  auto store = open_store(options.world);
  if (!store) return std::move(store).error();
  auto cassette = open_cassette(options.replay);
  if (!cassette) return std::move(cassette).error();
  if (*cassette) arena.tape = {.store = &**cassette, .only = true};
  std::optional<RunReport> played;
  auto duelists = play_and_find(arena, *store, played);
  if (!duelists) return std::move(duelists).error();
  const bool broken_off =
      played && (played->ending == Ending::Interrupted || played->ending == Ending::Stopped);
  if (played && !played->why.empty()) complain(played->why);
  if (played) arena.spent_usd = played->tally.cost_usd;
  if (broken_off) return exit_code_of(played->ending);
  return judge_pairs(arena, *std::move(duelists), *store);
}

}  // namespace attune
