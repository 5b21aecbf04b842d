#include "results/page/command_lines.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "scenarios/load/json_members.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

void add(std::string& line, std::string_view flag, const std::string& word) {
  line += " ";
  line += flag;
  line += " " + shell_word(word);
}

std::string text_at(const Json& json, const char* key) {
  const bool there = json.is_object() && json.contains(key) && json[key].is_string();
  return there ? json[key].get<std::string>() : std::string();
}

bool is_set(const Json& json, const char* key) {
  return json.contains(key) && json[key].is_boolean() && json[key].get<bool>();
}

// One flag for each entry that has this text.
void add_each(std::string& line, std::string_view flag, const Json& list, const char* key) {
  if (!list.is_array()) return;
  for (const Json& entry : list) {
    const std::string word = text_at(entry, key);
    if (!word.empty()) add(line, flag, word);
  }
}

const Json& part(const Json& json, const char* key) {
  static const Json kNone;
  return json.is_object() && json.contains(key) ? json[key] : kNone;
}

// The figure all subjects share, as a flag; what differs is in the settings shown beside.
void add_shared(std::string& line, std::string_view flag, const Json& subjects, const char* key) {
  if (!subjects.is_array() || subjects.empty()) return;
  const Json& first = part(part(subjects.front(), "parameters"), key);
  if (!first.is_number()) return;
  for (const Json& subject : subjects) {
    if (part(part(subject, "parameters"), key) != first) return;
  }
  add(line, flag, first.dump());
}

// How many scenarios and repeats were meant to be played. A limit is said always: it is that of
// the pack as it was, and does no harm where it is all of it.
void add_extent(std::string& line, const ReportedRun& run) {
  std::size_t repeats = 1;
  std::size_t scenarios = 0;
  for (const ReportedRun::Intent& plan : run.plans) {
    repeats = std::max(repeats, plan.repeats);
    scenarios = std::max(scenarios, plan.scenarios);
  }
  if (repeats > 1) add(line, "--repeat", std::to_string(repeats));
  if (scenarios > 0) add(line, "--limit", std::to_string(scenarios));
}

// Packs as the user named them, without the folders of that machine: "eqbench-v2:questions.json".
std::vector<std::string> pack_names_of(const ReportedRun& run, const Json& settings) {
  std::vector<std::string> names;
  const Json provenance = stored_json(run.run.provenance);
  for (const Json& entry : part(provenance, "packs")) {
    if (!entry.is_string()) continue;
    const std::string spec = entry.get<std::string>();
    const auto colon = spec.find(':');
    const std::string kind = colon == std::string::npos ? "" : spec.substr(0, colon + 1);
    const std::string path = spec.substr(kind.size());
    const auto end = path.find_last_not_of('/');
    const auto slash = path.rfind('/', end);
    names.push_back(kind + path.substr(slash == std::string::npos ? 0 : slash + 1));
  }
  if (!names.empty()) return names;
  for (const Json& entry : part(settings, "packs")) names.push_back(text_at(entry, "id"));
  return names;
}

std::string run_command(const ReportedRun& run, const Json& settings) {
  std::string line = "attune run";
  for (const std::string& pack : pack_names_of(run, settings)) add(line, "--pack", pack);
  add_each(line, "--subject", part(settings, "subjects"), "id");
  add_each(line, "--judge", part(settings, "judges"), "id");
  const std::string user = text_at(part(settings, "user"), "id");
  if (!user.empty()) add(line, "--user", user);
  add_extent(line, run);
  add_shared(line, "--temperature", part(settings, "subjects"), "temperature");
  add_shared(line, "--max-tokens", part(settings, "subjects"), "max_tokens");
  if (!run.run.release.empty()) add(line, "--release", run.run.release);
  add(line, "--seed", std::to_string(run.run.seed));
  if (is_set(settings, "revise")) line += " --revise";
  if (is_set(settings, "compat")) line += " --compat";
  if (is_set(settings, "upstream_order")) line += " --upstream-order";
  return line;
}

std::string duel_command(const ReportedRun& run, const Json& settings) {
  std::string line = "attune duel";
  add(line, "--pack", text_at(settings, "pack"));
  add_each(line, "--subject", part(settings, "subjects"), "subject");
  add_each(line, "--judge", part(settings, "judges"), "id");
  const std::string scorer = text_at(settings, "scorer");
  add(line, "--scorer", scorer.substr(0, scorer.find('@')));
  add(line, "--schedule", text_at(settings, "schedule"));
  add(line, "--panel", text_at(settings, "panel"));
  if (is_set(settings, "newcomers")) line += " --ladder";
  if (!run.run.release.empty()) add(line, "--release", run.run.release);
  add(line, "--seed", std::to_string(run.run.seed));
  return line;
}

}  // namespace

std::string shell_word(const std::string& word) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:@%+,=";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char letter : word)
    quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return quoted + "'";
}

std::string repeat_command(const ReportedRun& run) {
  const Json settings = stored_json(run.run.settings);
  const std::string schema = text_at(settings, "schema");
  if (schema == "attune.run/1") return run_command(run, settings);
  if (schema == "attune.duel/1") return duel_command(run, settings);
  if (run.run.command.starts_with("import ")) return "attune " + run.run.command + " FILE";
  return {};
}

}  // namespace attune
