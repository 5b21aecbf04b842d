#include "scenarios/load/parse_scenario.h"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/base/slots.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

std::string kind_of(Fields& fields, const PackRules& rules) {
  std::vector<std::string> kinds;
  for (const auto& [name, rule] : rules.kinds) kinds.push_back(name);
  const std::string only = kinds.size() == 1 ? kinds.front() : "";
  std::string kind = fields.optional_text("kind").value_or(only);
  if (!rules.kinds.contains(kind)) fields.fault("kind", no_such("kind", kind, kinds));
  return kind;
}

EmotionReference parse_emotion(const Value& table, Faults& faults) {
  Fields fields(table, "emotions", faults);
  EmotionReference emotion{.name = fields.text("name")};
  const auto intensity = fields.optional_number("intensity");
  if (!intensity || *intensity < 0 || *intensity > 10)
    fields.fault("intensity", "expected a number from 0 to 10");
  emotion.intensity = intensity.value_or(0);
  fields.finish();
  return emotion;
}

std::optional<IntensityKey> parse_key(Fields& fields, Faults& faults) {
  const Value* list = fields.list("emotions");
  if (list == nullptr) return std::nullopt;
  IntensityKey key;
  double sum = 0;
  for (const Value& item : list->items) {
    if (item.kind != Value::Kind::Table) {
      fields.fault("emotions", "expected { name = \"…\", intensity = 0-10 }");
      return std::nullopt;
    }
    key.emotions.push_back(parse_emotion(item, faults));
    sum += key.emotions.back().intensity;
  }
  if (key.emotions.size() != 4) fields.fault("emotions", "expected exactly four");
  if (sum <= 0) fields.fault("emotions", "at least one must be felt");
  for (EmotionReference& emotion : key.emotions)
    emotion.share = sum > 0 ? 10 * emotion.intensity / sum : 0;
  return key;
}

// The slots that are made from the answer key rather than written out.
void add_key_slots(const IntensityKey& key, std::vector<Slot>& slots) {
  std::string names;
  std::string form;
  for (const EmotionReference& emotion : key.emotions) {
    names += emotion.name + "\n";
    form += emotion.name + ": <score>\n";
  }
  slots.push_back({"emotions", std::string(trim(names))});
  slots.push_back({"form", std::string(trim(form))});
}

std::vector<Slot> parse_slots(Fields& fields, const Scenario& scenario, const std::string& prompt,
                              const std::vector<std::string>& cues) {
  std::vector<Slot> slots;
  if (scenario.key) add_key_slots(*scenario.key, slots);
  if (!cues.empty()) slots.push_back({"cue", std::string(trim(cues.front()))});
  for (const std::string& name : slots_of(prompt)) {
    if (std::ranges::find(slots, name, &Slot::name) != slots.end()) continue;
    slots.push_back({name, std::string(trim(fields.text(name)))});
  }
  return slots;
}

std::vector<Cue> make_cues(Fields& fields, const Scenario& scenario, const KindRule& rule) {
  const std::vector<std::string> written = fields.texts("cues");
  const std::vector<Slot> slots = parse_slots(fields, scenario, rule.prompt, written);
  std::vector<Cue> cues;
  Result<std::string> first = fill(rule.prompt, slots);
  if (!first) fields.fault("", first.error().what);
  cues.push_back({first ? std::string(trim(*first)) : std::string()});
  const std::vector<std::string> names = slots_of(rule.prompt);
  if (!written.empty() && std::ranges::find(names, "cue") == names.end()) {
    fields.fault("cues", "the prompt of this kind has no {cue} to take the first one");
  }
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (trim(written[i]).empty()) fields.fault("cues", fmt::format("cue {} is empty", i + 1));
    if (i > 0) cues.push_back({std::string(trim(written[i]))});
  }
  if (!written.empty() && !rule.debrief.empty()) cues.push_back({rule.debrief});
  return cues;
}

std::vector<std::pair<std::string, std::string>> parse_tags(Fields& fields) {
  std::vector<std::pair<std::string, std::string>> tags;
  const Value* table = fields.table("tags");
  if (table == nullptr) return tags;
  for (std::size_t i = 0; i < table->keys.size(); ++i) {
    if (table->items[i].kind != Value::Kind::Text) fields.fault("tags", "expected texts");
    tags.emplace_back(table->keys[i], table->items[i].text);
  }
  std::ranges::sort(tags);
  return tags;
}

}  // namespace

Scenario parse_scenario(const Value& table, const PackRules& rules, Faults& faults) {
  Fields fields(table, "scenario", faults);
  Scenario scenario;
  scenario.id.text = fields.text("id");
  scenario.kind = kind_of(fields, rules);
  const auto known = rules.kinds.find(scenario.kind);
  if (known == rules.kinds.end()) return scenario;  // its fields cannot be known either
  const KindRule& rule = known->second;
  scenario.title = fields.optional_text("title").value_or("");
  scenario.language = fields.optional_text("language").value_or(rules.language);
  scenario.key = parse_key(fields, faults);
  scenario.cues = make_cues(fields, scenario, rule);
  scenario.rubric = rule.rubric;
  scenario.generation = rule.generation;
  scenario.notes = std::string(trim(fields.optional_text("notes").value_or("")));
  scenario.rationale = std::string(trim(fields.optional_text("rationale").value_or("")));
  scenario.tags = parse_tags(fields);
  fields.finish();
  return scenario;
}

}  // namespace attune
