#include "scenarios/load/parse_pack.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "scenarios/base/words.h"
#include "scenarios/load/parameters_file.h"
#include "scenarios/load/parse_scenario.h"

namespace attune {
namespace {

struct Manifest {
  Pack pack;  // without scenarios
  PackRules rules;
  std::vector<std::string> files;
};

Generation parse_generation(const Value& table, const std::string& kind, Faults& faults) {
  Fields fields(table, "generation." + kind, faults);
  Generation generation{.parameters = read_parameters(fields)};
  if (const auto tries = fields.optional_integer("tries")) {
    if (*tries < 1 || *tries > 10) fields.fault("tries", "expected 1 to 10");
    generation.tries = static_cast<int>(*tries);
  }
  generation.temperature_step = fields.optional_number("temperature_step").value_or(0);
  fields.finish();
  return generation;
}

// The criteria under `path`: "rubric.roleplay", "abilities.persona".
std::vector<Criterion> parse_criteria(const Value& list, const std::string& path, Faults& faults) {
  std::vector<Criterion> criteria;
  if (list.kind != Value::Kind::List) {
    faults.push_back(fmt::format("{0}: {1}: expected [[{1}]] tables", to_text(list.place), path));
    return criteria;
  }
  for (const Value& item : list.items) {
    Fields fields(item, path, faults);
    Criterion criterion{.name = fields.text("name"),
                        .counted = fields.optional_bool("counted").value_or(true),
                        .asks = std::string(trim(fields.text("asks"))),
                        .inverted = fields.optional_bool("inverted").value_or(false)};
    const bool fresh =
        std::ranges::find(criteria, criterion.name, &Criterion::name) == criteria.end();
    if (!fresh) fields.fault("name", "this criterion is here already");
    if (criterion.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") !=
        std::string::npos) {
      fields.fault("name", "expected lower-case letters, digits and '_'");
    }
    fields.finish();
    criteria.push_back(std::move(criterion));
  }
  return criteria;
}

std::vector<StateDimension> parse_state(const Value& list, const std::string& path,
                                        Faults& faults) {
  std::vector<StateDimension> state;
  for (const Value& item : list.items) {
    Fields fields(item, path, faults);
    StateDimension dimension{
        .name = fields.text("name"),
        .weight = fields.optional_number("weight").value_or(0),
        .start = fields.optional_number("start").value_or(5),
        .means = std::string(trim(fields.optional_text("means").value_or("")))};
    if (dimension.start < 0 || dimension.start > 10) fields.fault("start", "expected 0 to 10");
    const bool fresh =
        std::ranges::find(state, dimension.name, &StateDimension::name) == state.end();
    if (!fresh) fields.fault("name", "this dimension is here already");
    fields.finish();
    state.push_back(std::move(dimension));
  }
  return state;
}

SimulatedUser parse_user(const Value& table, const std::string& kind, Faults& faults) {
  const std::string path = "user." + kind;
  Fields fields(table, path, faults);
  SimulatedUser user{.instructions = fields.text("instructions"),
                     .nudges = fields.texts("nudges"),
                     .nudge_rate = fields.optional_number("nudge_rate").value_or(0),
                     .parameters = read_parameters(fields)};
  if (const auto turns = fields.optional_integer("turns")) {
    if (*turns < 1 || *turns > 100) fields.fault("turns", "expected 1 to 100");
    user.turns = static_cast<int>(*turns);
  }
  if (user.nudge_rate < 0 || user.nudge_rate > 1) fields.fault("nudge_rate", "expected 0 to 1");
  const std::string form = fields.optional_text("form").value_or("plain");
  if (form != "plain" && form != "state") fields.fault("form", "expected \"plain\" or \"state\"");
  const Value* state = fields.list("state");
  if (state != nullptr) user.state = parse_state(*state, path + ".state", faults);
  if ((form == "state") == user.state.empty())
    fields.fault("form", "\"state\" goes with [[…state]] tables, \"plain\" without");
  fields.finish();
  return user;
}

std::vector<Cited> parse_cited(Fields& fields, Faults& faults) {
  std::vector<Cited> cited;
  const Value* list = fields.list("cited");
  if (list == nullptr) return cited;
  for (const Value& item : list->items) {
    Fields row(item, "cited", faults);
    cited.push_back({.subject = row.text("subject"),
                     .source = row.text("source"),
                     .date = row.text("date"),
                     .note = std::string(trim(row.optional_text("note").value_or("")))});
    const auto value = row.optional_number("value");
    if (!value) row.fault("value", "expected a number on the scale of the board");
    cited.back().value = value.value_or(0);
    row.finish();
  }
  return cited;
}

// Calls `read(kind, value)` for every entry of the table `key`, whose keys must be kinds.
template <class Read>
void for_each_kind(Fields& fields, std::string_view key, PackRules& rules, Read read) {
  const Value* table = fields.table(key);
  if (table == nullptr) return;
  std::vector<std::string> kinds;
  for (const auto& [name, rule] : rules.kinds) kinds.push_back(name);
  for (std::size_t i = 0; i < table->keys.size(); ++i) {
    const std::string& kind = table->keys[i];
    if (!rules.kinds.contains(kind)) {
      fields.fault(key, no_such("prompt for the kind", kind, kinds));
      continue;
    }
    read(rules.kinds[kind], kind, table->items[i]);
  }
}

void parse_prompts(Fields& fields, PackRules& rules, Faults& faults) {
  const Value* table = fields.table("prompts");
  if (table == nullptr)
    return fields.fault("prompts", "is missing: one template per kind of scenario");
  std::string debrief;
  Fields prompts(*table, "prompts", faults);
  for (const std::string& kind : table->keys) {
    const std::string text(trim(prompts.text(kind)));
    if (kind == "debrief") debrief = text;
    if (kind != "debrief") rules.kinds[kind].prompt = text;
  }
  for (auto& [kind, rule] : rules.kinds) rule.debrief = debrief;
}

void parse_rules(Fields& fields, PackRules& rules, Faults& faults) {
  rules.language = fields.optional_text("language").value_or("en");
  parse_prompts(fields, rules, faults);
  for_each_kind(fields, "rubric", rules,
                [&](KindRule& rule, const std::string& kind, const Value& value) {
                  rule.rubric.criteria = parse_criteria(value, "rubric." + kind, faults);
                });
  for_each_kind(fields, "abilities", rules,
                [&](KindRule& rule, const std::string& kind, const Value& value) {
                  rule.rubric.compared = parse_criteria(value, "abilities." + kind, faults);
                });
  for_each_kind(fields, "user", rules,
                [&](KindRule& rule, const std::string& kind, const Value& value) {
                  rule.user = parse_user(value, kind, faults);
                });
  for_each_kind(fields, "generation", rules,
                [&](KindRule& rule, const std::string& kind, const Value& value) {
                  rule.generation = parse_generation(value, kind, faults);
                });
}

// How two subjects are compared on the pack; after the rubrics, which it changes.
void parse_duel(Fields& fields, Manifest& manifest, Faults& faults) {
  const Value* table = fields.table("duel");
  if (table == nullptr) return;
  Fields duel(*table, "duel", faults);
  manifest.pack.pair_scorers = duel.texts("scorers");
  if (duel.has("scorers") && manifest.pack.pair_scorers.empty())
    duel.fault("scorers", "expected at least one scorer of pairs");
  const bool ties = duel.optional_bool("ties").value_or(true);
  for (auto& [kind, rule] : manifest.rules.kinds) rule.rubric.ties = ties;
  duel.finish();
}

void parse_provenance(Fields& fields, Pack& pack, Faults& faults) {
  const Value* table = fields.table("provenance");
  if (table == nullptr)
    return fields.fault("provenance", "is missing: how the reference answers came about");
  Fields provenance(*table, "provenance", faults);
  pack.references = std::string(trim(provenance.text("references")));
  pack.limits = std::string(trim(provenance.text("limits")));
  provenance.finish();
}

Manifest parse_manifest(const Value& document, Faults& faults) {
  Fields fields(document, "", faults);
  Manifest manifest;
  Pack& pack = manifest.pack;
  pack.id.text = fields.text("id");
  pack.version = fields.text("version");
  pack.title = fields.text("title");
  pack.licence = fields.text("licence");
  pack.scorers = fields.texts("scorers");
  if (pack.scorers.empty()) fields.fault("scorers", "expected at least one scorer");
  manifest.files = fields.texts("scenarios");
  if (manifest.files.empty()) fields.fault("scenarios", "expected at least one file");
  pack.groups = fields.texts("groups");
  pack.cited = parse_cited(fields, faults);
  parse_rules(fields, manifest.rules, faults);
  parse_duel(fields, manifest, faults);
  parse_provenance(fields, pack, faults);
  fields.finish();
  return manifest;
}

Result<std::vector<Value>> scenario_tables(const PackFile& file, Faults& faults) {
  if (file.name.ends_with(".jsonl")) return parse_jsonl(file.text, file.name);
  Result<Value> document = parse_toml(file.text, file.name);
  if (!document) return std::move(document).error();
  Fields fields(*document, "", faults);
  const Value* list = fields.list("scenario");
  if (list == nullptr) fields.fault("scenario", "expected [[scenario]] tables");
  fields.finish();
  return list == nullptr ? std::vector<Value>() : list->items;
}

void add_scenarios(const PackFile& file, const PackRules& rules, Pack& pack, Faults& faults) {
  Result<std::vector<Value>> tables = scenario_tables(file, faults);
  if (!tables) return faults.push_back(tables.error().what);
  std::set<std::string> ids;
  for (const Scenario& scenario : pack.scenarios) ids.insert(scenario.id.text);
  for (const Value& table : *tables) {
    Scenario scenario = parse_scenario(table, rules, faults);
    if (!ids.insert(scenario.id.text).second) {
      faults.push_back(fmt::format("{}: scenario.id: '{}' is here already", to_text(table.place),
                                   scenario.id.text));
    }
    pack.scenarios.push_back(std::move(scenario));
  }
}

}  // namespace

Result<std::vector<std::string>> scenario_files(const PackFile& manifest) {
  Result<Value> document = parse_toml(manifest.text, manifest.name);
  if (!document) return std::move(document).error();
  Faults faults;
  std::vector<std::string> files = parse_manifest(*document, faults).files;
  if (!faults.empty()) return to_error(faults);
  return files;
}

Result<Pack> parse_pack(const PackFile& manifest, std::span<const PackFile> files, Faults* all) {
  Result<Value> document = parse_toml(manifest.text, manifest.name);
  if (!document) return std::move(document).error();
  Faults faults;
  Manifest parsed = parse_manifest(*document, faults);
  for (const PackFile& file : files) add_scenarios(file, parsed.rules, parsed.pack, faults);
  if (all != nullptr) all->insert(all->end(), faults.begin(), faults.end());
  if (!faults.empty()) return to_error(faults);
  if (parsed.pack.pair_scorers.empty())
    parsed.pack.pair_scorers = default_pair_scorers(parsed.pack);
  parsed.pack.digest = digest_of(parsed.pack);
  return std::move(parsed.pack);
}

}  // namespace attune
