#include "harness/cli/wiring.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/calls/wires.h"
#include "harness/effects/environment.h"
#include "harness/effects/files.h"
#include "harness/net/curl_transport.h"
#include "harness/plan/dotenv.h"
#include "harness/plan/providers.h"
#include "results/store/sql.h"
#include "scenarios/base/compact_json.h"
#include "scenarios/base/words.h"
#include "scenarios/load/json_members.h"
#include "scenarios/load/pack_json.h"

namespace attune {
namespace {

constexpr const char* kSettingsFile = "attune.toml";
constexpr const char* kVariablesFile = ".env";
constexpr Millis kStubStart{10'000};
constexpr Millis kKeyCommand{60'000};  // it may ask a person

std::string state_folder() {
  const auto state = environment("XDG_STATE_HOME");
  if (state && !state->empty()) return *state + "/attune";
  return environment("HOME").value_or("/tmp") + "/.local/state/attune";
}

std::string db_path(const WorldOptions& world) {
  if (!world.db.empty()) return world.db;
  if (std::filesystem::exists(kSettingsFile)) return "attune.db";
  return state_folder() + "/attune.db";
}

// What the environment says, and where it is silent the .env file of this folder.
Result<Lookup> surroundings() {
  const RealFiles files;
  Variables variables;
  if (files.exists(kVariablesFile)) {
    auto text = files.read(kVariablesFile);
    if (!text) return std::move(text).error();
    auto parsed = parse_dotenv(*text, kVariablesFile);
    if (!parsed) return std::move(parsed).error();
    variables = *std::move(parsed);
  }
  return Lookup([variables = std::move(variables)](std::string_view name) {
    const auto found = variables.find(name);
    const auto set = environment(name);
    return set || found == variables.end() ? set : found->second;
  });
}

Result<std::string> first_line_of(const std::string& line) {
  auto child = Child::start({.arguments = {"-c", line}, .program = "/bin/sh"});
  if (!child) return std::move(child).error();
  return child->first_line(kKeyCommand);
}

Result<OpenEndpoint> open_endpoint(std::string_view provider, const Settings& settings,
                                   std::optional<int> jobs) {
  auto known = surroundings();
  if (!known) return std::move(known).error();
  auto endpoint = find_endpoint(provider, settings, *known);
  if (!endpoint) return std::move(endpoint).error();
  Result<Done> safe = check_privacy(*endpoint, settings.insecure);
  if (!safe) return std::move(safe).error();
  if (jobs) endpoint->lanes = *jobs;
  auto wire = find_wire(endpoint->wire);
  if (!wire) return std::move(wire).error().within(fmt::format("endpoint {}", endpoint->name));
  auto key = find_key(*endpoint, *known, first_line_of);
  if (!key) return std::move(key).error();
  return OpenEndpoint{*std::move(endpoint), *wire, *std::move(key)};
}

Result<Child> start_stub(const StubNeeds& needs) {
  ChildCommand command{.arguments = {"stub", "--port", "0", "--until-stdin-closes", "--seed",
                                     std::to_string(needs.seed)}};
  for (const std::string& pack : needs.packs)
    command.arguments.insert(command.arguments.end(), {"--pack", pack});
  if (needs.revise) command.arguments.emplace_back("--revise");
  return Child::start(command);
}

// A stub of our own as an endpoint: "stub: http://127.0.0.1:PORT/v1" is its first line.
Result<OpenEndpoint> open_stub(const StubNeeds& needs, Settings settings, std::optional<int> jobs,
                               std::optional<Child>& child) {
  auto started = start_stub(needs);
  if (!started) return std::move(started).error();
  child.emplace(*std::move(started));
  auto line = child->first_line(kStubStart);
  if (!line) return std::move(line).error().within("stub");
  Endpoint& endpoint = settings.endpoints["stub"];
  endpoint.name = "stub";
  endpoint.lanes = 256;
  endpoint.base_url = line->substr(line->find("http"));
  return open_endpoint("stub", settings, jobs);
}

std::set<std::string> providers_of(const RunRequest& request) {
  std::set<std::string> providers;
  for (const Contender& contender : everybody(request)) providers.emplace(contender.id.provider());
  return providers;
}

// The primary scorer of a pack first: the first it names, or under --compat the reference's own.
std::vector<std::string> scorers_in_order(const Pack& pack, bool compat) {
  std::vector<std::string> names = pack.scorers;
  const auto reference = [](const std::string& name) { return !name.ends_with("-robust"); };
  if (compat) std::ranges::stable_partition(names, reference);
  return names;
}

// Of two twins ("X" and "X-robust") that ask a judge only one marks, for each asking costs: the
// reference's own under --compat, else the robust one.
bool leaves_it_to_its_twin(const std::string& name, const Pack& pack, bool compat) {
  constexpr std::string_view kRobust = "-robust";
  const bool robust = name.ends_with(kRobust);
  const std::string twin =
      robust ? name.substr(0, name.size() - kRobust.size()) : name + std::string(kRobust);
  return robust == compat && std::ranges::find(pack.scorers, twin) != pack.scorers.end();
}

}  // namespace

Result<Store> open_store(const WorldOptions& world) {
  const std::string path = db_path(world);
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error)
    return fix_input(fmt::format("{}: cannot be made: {}", folder.string(), error.message()));
  return Store::open(path);
}

Result<Store> open_existing_store(const WorldOptions& world) {
  const std::string path = db_path(world);
  if (!std::filesystem::exists(path))
    return fix_input(
        fmt::format("no database at {}; 'attune run' makes one, --db names another", path));
  return Store::open(path);
}

Result<std::optional<Store>> open_cassette(const std::string& path) {
  if (path.empty()) return std::optional<Store>();
  auto store = open_existing_store({.db = path});
  if (!store) return std::move(store).error();
  return std::optional<Store>(*std::move(store));
}

Result<Settings> load_settings(const WorldOptions& world) {
  const RealFiles files;
  std::string path = world.settings;
  if (path.empty() && files.exists(kSettingsFile)) path = kSettingsFile;
  if (path.empty()) return Settings{.insecure = world.insecure};
  auto text = files.read(path);
  if (!text) return std::move(text).error();
  auto settings = parse_settings(*text, path);
  if (settings) settings->insecure = world.insecure;
  return settings;
}

PackPlaces pack_places() {
  PackPlaces places;
  if (const auto folder = environment("ATTUNE_PACKS")) places.folders.push_back(*folder);
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  if (!error)
    places.folders.push_back((self.parent_path().parent_path() / "share/attune/packs").string());
  places.folders.emplace_back(ATTUNE_SOURCE_DIR "/scenarios/packs");
  return places;
}

std::string registry_folder() {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto installed = self.parent_path().parent_path() / "share/attune/registry";
  if (!error && std::filesystem::exists(installed, error)) return installed.string();
  return ATTUNE_SOURCE_DIR "/scenarios/registry";
}

Result<Pack> find_pack(const std::string& spec, Faults* faults) {
  return load_pack(spec, RealFiles(), pack_places(), faults);
}

PackRecord record_of(const Pack& pack) {
  PackRecord record{.digest = pack.digest,
                    .id = pack.id,
                    .version = pack.version,
                    .title = pack.title,
                    .scorers = pack.scorers,
                    .notes = pack.repairs};
  for (const Scenario& scenario : pack.scenarios) record.scenarios.push_back(scenario.id);
  record.body = to_json(pack);
  return record;
}

Result<OpenWorld> open_endpoints(const RunRequest& request, const Settings& settings,
                                 const StubNeeds& needs, std::optional<int> jobs) {
  OpenWorld world;
  for (const std::string& provider : providers_of(request)) {
    const bool own_stub =
        provider == "stub" && !environment("STUB_BASE_URL") && !settings.endpoints.contains("stub");
    auto open = own_stub ? open_stub(needs, settings, jobs, world.stub)
                         : open_endpoint(provider, settings, jobs);
    if (!open) return std::move(open).error();
    world.endpoints.push_back(*std::move(open));
  }
  return world;
}

Result<OpenWorld> replayed_endpoints(const RunRequest& request, const Settings& settings,
                                     std::optional<int> jobs) {
  auto known = surroundings();
  if (!known) return std::move(known).error();
  const auto nowhere = [&](std::string_view name) -> std::optional<std::string> {
    const auto set = (*known)(name);
    return set || !name.ends_with("_BASE_URL") ? set : "http://127.0.0.1";  // never asked
  };
  OpenWorld world;
  for (const std::string& provider : providers_of(request)) {
    auto endpoint = find_endpoint(provider, settings, nowhere);
    if (!endpoint) return std::move(endpoint).error();
    if (jobs) endpoint->lanes = *jobs;
    auto wire = find_wire(endpoint->wire);
    if (!wire) return std::move(wire).error();
    world.endpoints.push_back({*std::move(endpoint), *wire, ""});
  }
  return world;
}

Result<std::vector<std::vector<Marking>>> find_markings(
    const RunRequest& request, const ScorerRegistry& registry,
    std::vector<std::unique_ptr<Scorer>>& made) {
  std::vector<std::vector<Marking>> markings;
  for (const Pack& pack : request.packs) {
    std::vector<Marking>& of_pack = markings.emplace_back();
    for (const std::string& name : scorers_in_order(pack, request.play.compat)) {
      auto entry = registry.find(name);
      if (!entry) return std::move(entry).error().within(fmt::format("pack {}", pack.id.text));
      const bool aside = (*entry)->asks && leaves_it_to_its_twin(name, pack, request.play.compat);
      if (aside || (*entry)->published) continue;
      const Scorer* scorer = made.emplace_back((*entry)->make()).get();
      if (!(*entry)->asks) of_pack.push_back({scorer, std::nullopt});
      for (std::size_t judge = 0; (*entry)->asks && judge < request.judges.size(); ++judge)
        of_pack.push_back({scorer, judge});
    }
  }
  return markings;
}

std::string version_text() {
  return fmt::format(
      "attune {}\ncompiler {}\n{}\nSQLite {}\nfmt {}.{}.{}\nnlohmann/json {}.{}.{}\n",
      ATTUNE_VERSION, __VERSION__, curl_version_text(), sqlite_version_text(), FMT_VERSION / 10000,
      FMT_VERSION / 100 % 100, FMT_VERSION % 100, NLOHMANN_JSON_VERSION_MAJOR,
      NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH);
}

std::string provenance_json(const std::vector<std::string>& packs) {
  const nlohmann::ordered_json json = {{"attune", ATTUNE_VERSION},
                                       {"compiler", __VERSION__},
                                       {"curl", curl_version_text()},
                                       {"sqlite", sqlite_version_text()},
                                       {"packs", packs}};
  return compact_json(json);
}

std::vector<std::string> named_packs(const std::string& provenance) {
  std::vector<std::string> named;
  const auto json = stored_json(provenance);
  if (!json.is_object() || !json.contains("packs")) return named;
  for (const auto& pack : json["packs"]) {
    if (pack.is_string() && find_pack(pack.get<std::string>()))
      named.push_back(pack.get<std::string>());
  }
  return named;
}

}  // namespace attune
