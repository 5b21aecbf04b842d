#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/find_run.h"
#include "harness/cli/session.h"
#include "harness/run/boards.h"
#include "harness/run/estimate.h"
#include "results/render/formats.h"
#include "scenarios/load/json_members.h"
#include "scenarios/load/pack_json.h"
#include "scenarios/load/parameters_file.h"
#include "scorers/catalog/catalog.h"

namespace attune {
namespace {

// What a run would ask, were nothing asked twice.
Result<std::string> dry_run_text(const RunRequest& request, const SessionOptions& session) {
  std::vector<std::unique_ptr<Scorer>> scorers;
  auto markings = find_markings(request, shipped_scorers(), scorers);
  if (!markings) return std::move(markings).error();
  auto world = replayed_endpoints(request, session.settings, session.jobs);
  if (!world) return std::move(world).error();
  const Plan plan = make_plan(request);
  const RunJob job{request, plan, *std::move(markings), std::move(world->endpoints), {}, {}};
  auto expected = estimate(job);
  if (!expected) return std::move(expected).error();
  std::string text = fmt::format("run {}: {} samples\n", plan.run.text, plan.samples.size());
  for (const Pack& pack : request.packs) {
    text += fmt::format("  pack {} {} ({} scenarios, {})\n", pack.id.text, pack.version,
                        pack.scenarios.size(), pack.digest.substr(0, 19));
  }
  return text + to_text(*expected);
}

// Prices and names are today's; the parameters are those the run began with.
std::vector<Contender> stored_contenders(const nlohmann::ordered_json& list,
                                         const Settings& settings) {
  std::vector<Contender> found;
  for (const auto& entry : list) {
    const SubjectId id{entry.value("id", "")};
    Contender contender{id};
    if (settings.subjects.contains(id)) contender.settings = settings.subjects.at(id);
    contender.settings.parameters =
        parameters_from_json(entry.value("parameters", nlohmann::ordered_json()));
    found.push_back(std::move(contender));
  }
  return found;
}

// A request again from what its run wrote down.
Result<RunRequest> request_of(const StoredRun& stored, const Settings& settings,
                              std::vector<Pack>& published, Store& store) {
  const auto json = stored_json(stored.run.settings);
  const Error unreadable =
      give_up(fmt::format("run {}: its settings cannot be read", stored.run.id.text));
  if (!json.is_object() || json.value("schema", "") != "attune.run/1") return unreadable;
  RunRequest request{.release = stored.run.release, .seed = stored.run.seed};
  request.play = {.revise = json.value("revise", false),
                  .compat = json.value("compat", false),
                  .upstream_order = json.value("upstream_order", false),
                  .seed = request.seed};
  for (const PlanRecord& plan : stored.plans) {
    request.repeat = std::max(request.repeat, static_cast<int>(plan.repeats));
    request.limit = std::max(request.limit.value_or(0), static_cast<std::size_t>(plan.scenarios));
  }
  for (const auto& entry : json["packs"]) {
    auto record = store.pack(entry.value("digest", ""));
    if (!record) return std::move(record).error();
    if (!*record) return unreadable;
    auto pack = pack_from_json((*record)->body);
    if (!pack) return std::move(pack).error();
    request.packs.push_back(as_played(*pack, request.play));
    published.push_back(*std::move(pack));
  }
  request.subjects = stored_contenders(json["subjects"], settings);
  request.judges = stored_contenders(json["judges"], settings);
  if (json.contains("user")) request.user = stored_contenders({json["user"]}, settings).front();
  return request;
}

// How a stored run is gone on with.
struct GoOn {
  const char* command;
  bool reuse = false;  // what a judge answered before
};

Result<int> go_on(const ResumeOptions& options, GoOn how) {
  auto store = open_existing_store(options.world);
  if (!store) return std::move(store).error();
  auto settings = load_settings(options.world);
  if (!settings) return std::move(settings).error();
  auto stored = find_run(options.run, *store);
  if (!stored) return std::move(stored).error();
  if (stored->run.command.starts_with("import") && options.judges.empty()) {
    return fix_input(fmt::format("run {} was imported: there is nothing left of it to play",
                                 stored->run.id.text));
  }
  if (stored->run.command == "duel") {
    return fix_input(fmt::format(
        "run {} is a duel: the 'attune duel' that began it goes on with it", stored->run.id.text));
  }
  SessionOptions session{.settings = *settings,
                         .command = how.command,
                         .run = stored->run.id,
                         .jobs = options.jobs,
                         .budget_usd = options.budget_usd};
  auto request = request_of(*stored, *settings, session.published, *store);
  if (!request) return std::move(request).error();
  session.stub = {.packs = named_packs(stored->run.provenance),
                  .seed = request->seed,
                  .revise = request->play.revise};
  auto judges = contenders(options.judges, *settings);
  if (!judges) return std::move(judges).error();
  if (!judges->empty()) request->judges = *std::move(judges);
  if (how.reuse) session.tape.store = &*store;
  auto report = perform(*request, std::move(session), *store);
  if (!report) return std::move(report).error();
  return conclude(*report, *request, options.format, *store);
}

}  // namespace

Result<RunRequest> make_request(const RunOptions& options, const Settings& settings,
                                std::vector<Pack>& published) {
  RunRequest request{.repeat = options.repeat,
                     .limit = options.limit,
                     .release = options.release,
                     .seed = options.seed,
                     .play = {.revise = options.revise,
                              .compat = options.compat,
                              .upstream_order = options.upstream_order,
                              .seed = options.seed}};
  for (const std::string& spec : options.packs) {
    auto pack = find_pack(spec);
    if (!pack) return std::move(pack).error();
    for (const Pack& other : published) {
      if (other.id == pack->id)
        return fix_input(fmt::format("the pack {} stands twice", pack->id.text));
    }
    request.packs.push_back(as_played(*pack, request.play));
    published.push_back(*std::move(pack));
  }
  auto subjects = contenders(options.subjects, settings);
  if (!subjects) return std::move(subjects).error();
  request.subjects = *std::move(subjects);
  for (Contender& subject : request.subjects) {
    if (options.temperature) subject.settings.parameters.temperature = options.temperature;
    if (options.max_tokens) subject.settings.parameters.max_tokens = options.max_tokens;
  }
  auto judges = contenders(options.judges, settings);
  if (!judges) return std::move(judges).error();
  request.judges = *std::move(judges);
  auto users = contenders(
      options.user.empty() ? std::vector<std::string>() : std::vector{options.user}, settings);
  if (!users) return std::move(users).error();
  if (!users->empty()) request.user = users->front();
  return request;
}

Result<int> run_command(const RunOptions& options) {
  auto settings = load_settings(options.world);
  if (!settings) return std::move(settings).error();
  if (auto form = find_format(options.format); !form) return std::move(form).error();
  SessionOptions session{.settings = *settings,
                         .jobs = options.jobs,
                         .budget_usd = options.budget_usd,
                         .max_retries = options.max_retries,
                         .anchors = options.anchors};
  auto request = make_request(options, *settings, session.published);
  if (!request) return std::move(request).error();
  session.stub = {.packs = options.packs, .seed = options.seed, .revise = options.revise};
  if (options.dry_run) {
    auto text = dry_run_text(*request, session);
    if (!text) return std::move(text).error();
    print(*text);
    return kExitDone;
  }
  auto store = open_store(options.world);
  if (!store) return std::move(store).error();
  auto cassette = open_cassette(options.replay);
  if (!cassette) return std::move(cassette).error();
  if (*cassette) session.tape = {.store = &**cassette, .only = true};
  auto report = perform(*request, std::move(session), *store);
  if (!report) return std::move(report).error();
  return conclude(*report, *request, options.format, *store);
}

Result<int> resume_command(const ResumeOptions& options) {
  return go_on(options, {.command = "resume"});
}

Result<int> judge_command(const JudgeOptions& options) {
  return go_on(options.resume, {.command = "judge", .reuse = !options.fresh});
}

Result<int> demo_command(const DemoOptions& options) {
  auto form = find_format(options.format);
  if (!form) return std::move(form).error();
  const bool keep = !options.out.empty();
  const std::filesystem::path folder =
      keep ? std::filesystem::path(options.out)
           : std::filesystem::temp_directory_path() / fmt::format("attune-demo-{}", getpid());
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return fix_input(fmt::format("{}: cannot be made: {}", folder.string(), error.message()));
  RunOptions run{.packs = {"intensity", "roleplay"},
                 .subjects = {"stub/skill-85", "stub/skill-65", "stub/skill-45"},
                 .judges = {"stub/judge"},
                 .release = "demo",
                 .seed = options.seed,
                 .format = options.format};
  run.world.db = (folder / "attune.db").string();
  if (!keep) std::filesystem::remove(run.world.db, error);
  complain(
      "a stub server on this machine plays three subjects of known skill (85, 65, 45) and a judge; "
      "nothing leaves it");
  auto code = run_command(run);
  if (keep) complain(fmt::format("kept in {0}; next: attune list runs --db {0}", run.world.db));
  if (!keep) std::filesystem::remove_all(folder, error);
  return code;
}

}  // namespace attune
