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

Rubric parse_rubric(const Value& list, const std::string& kind, Faults& faults) {
  Rubric rubric;
  if (list.kind != Value::Kind::List) {
    faults.push_back(
        fmt::format("{0}: rubric.{1}: expected [[rubric.{1}]] tables", to_text(list.place), kind));
    return rubric;
  }
  for (const Value& item : list.items) {
    Fields fields(item, "rubric." + kind, faults);
    Criterion criterion{.name = fields.text("name"),
                        .counted = fields.optional_bool("counted").value_or(true),
                        .asks = std::string(trim(fields.text("asks")))};
    const bool fresh = std::ranges::find(rubric.criteria, criterion.name, &Criterion::name) ==
                       rubric.criteria.end();
    if (!fresh) fields.fault("name", "this criterion is here already");
    if (criterion.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") !=
        std::string::npos) {
      fields.fault("name", "expected lower-case letters, digits and '_'");
    }
    fields.finish();
    rubric.criteria.push_back(std::move(criterion));
  }
  return rubric;
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
                  rule.rubric = parse_rubric(value, kind, faults);
                });
  for_each_kind(fields, "generation", rules,
                [&](KindRule& rule, const std::string& kind, const Value& value) {
                  rule.generation = parse_generation(value, kind, faults);
                });
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
  parse_rules(fields, manifest.rules, faults);
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
  parsed.pack.digest = digest_of(parsed.pack);
  return std::move(parsed.pack);
}

}  // namespace attune
