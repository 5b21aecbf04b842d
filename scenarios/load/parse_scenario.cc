#include "scenarios/load/parse_scenario.h"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/base/slots.h"
#include "scenarios/base/words.h"
#include "scenarios/model/choice_order.h"

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

// The place of a choice scenario's options in its prompt; they are put there when it is played.
constexpr std::string_view kOptions = "{options}";

std::vector<Slot> parse_slots(Fields& fields, const Scenario& scenario, const KindRule& rule,
                              const std::vector<std::string>& cues) {
  std::vector<Slot> slots;
  if (scenario.key) add_key_slots(*scenario.key, slots);
  if (!cues.empty()) slots.push_back({"cue", std::string(trim(cues.front()))});
  if (rule.user) slots.push_back({"opening", slots.empty() ? "" : slots.back().text});
  for (const std::string& pattern : {rule.prompt, rule.user ? rule.user->instructions : ""}) {
    for (const std::string& name : slots_of(pattern)) {
      const bool known = std::ranges::find(slots, name, &Slot::name) != slots.end();
      if (known || (name == "options" && scenario.choices)) continue;
      slots.push_back({name, std::string(trim(fields.text(name)))});
    }
  }
  return slots;
}

std::string filled(Fields& fields, std::string_view pattern, const std::vector<Slot>& slots) {
  Result<std::string> text = fill(pattern, slots);
  if (!text) fields.fault("", text.error().what);
  return text ? *std::move(text) : std::string();
}

Option parse_option(const Value& table, Faults& faults) {
  Fields fields(table, "options", faults);
  Option option{.text = std::string(trim(fields.text("text")))};
  const auto weight = fields.optional_number("weight");
  if (!weight || *weight < 0 || *weight > 1)
    fields.fault("weight", "expected a number from 0 to 1");
  option.weight = weight.value_or(0);
  fields.finish();
  return option;
}

void check_choice(Fields& fields, const Choice& choice) {
  constexpr std::size_t kMost = 26;  // letters
  if (choice.options.size() < 2 || choice.options.size() > kMost)
    fields.fault("options", "expected 2 to 26");
  if (choice.take < 1 || static_cast<std::size_t>(choice.take) >= choice.options.size())
    fields.fault("take", "expected at least 1 and fewer than there are options");
  if (std::ranges::none_of(choice.options, [](const Option& o) { return o.weight == 1; }))
    fields.fault("options", "expected one of weight 1");
}

std::optional<ChoiceKey> parse_choices(Fields& fields, Faults& faults) {
  const Value* list = fields.list("options");
  const auto take = fields.optional_integer("take");
  if (list == nullptr) return std::nullopt;
  constexpr std::int64_t kBeyond = 27;  // more than there may be options
  Choice choice{.name = "answer",
                .take = static_cast<int>(std::clamp<std::int64_t>(take.value_or(1), 0, kBeyond))};
  for (const Value& item : list->items) {
    if (item.kind != Value::Kind::Table) {
      fields.fault("options", "expected { text = \"…\", weight = 0-1 }");
      return std::nullopt;
    }
    choice.options.push_back(parse_option(item, faults));
  }
  check_choice(fields, choice);
  return ChoiceKey{.choices = {std::move(choice)}};
}

// What stands before and after the options, with its slots filled.
void frame_choices(Fields& fields, const KindRule& rule, const std::vector<Slot>& slots,
                   ChoiceKey& key) {
  const std::string_view prompt = rule.prompt;
  const auto at = prompt.find(kOptions);
  if (at == std::string_view::npos) {
    return fields.fault("options", "the prompt of this kind has no {options} to take them");
  }
  key.choices.front().lead = filled(fields, prompt.substr(0, at), slots);
  key.closing = filled(fields, prompt.substr(at + kOptions.size()), slots);
}

std::optional<SimulatedUser> make_user(Fields& fields, const KindRule& rule,
                                       const std::vector<Slot>& slots) {
  if (!rule.user) return std::nullopt;
  SimulatedUser user = *rule.user;
  user.instructions = std::string(trim(filled(fields, user.instructions, slots)));
  user.opening = std::ranges::find(slots, "opening", &Slot::name)->text;
  const Value* state = fields.table("state");
  if (state == nullptr) return user;
  std::vector<std::string> names;
  for (const StateDimension& dimension : user.state) names.push_back(dimension.name);
  for (std::size_t i = 0; i < state->keys.size(); ++i) {
    const auto found = std::ranges::find(user.state, state->keys[i], &StateDimension::name);
    const Value& value = state->items[i];
    const bool number = value.kind == Value::Kind::Integer || value.kind == Value::Kind::Real;
    if (found == user.state.end()) fields.fault("state", no_such("state", state->keys[i], names));
    if (!number || value.real < 0 || value.real > 10)
      fields.fault("state", "expected numbers from 0 to 10");
    if (found != user.state.end()) found->start = value.real;
  }
  return user;
}

void add_cues(Fields& fields, const KindRule& rule, Scenario& scenario) {
  const std::vector<std::string> written = fields.texts("cues");
  const std::vector<Slot> slots = parse_slots(fields, scenario, rule, written);
  scenario.user = make_user(fields, rule, slots);
  if (rule.user && written.size() != 1)
    fields.fault("cues", "expected exactly one: what the simulated user opens with");
  if (scenario.choices) {
    frame_choices(fields, rule, slots, *scenario.choices);
    scenario.cues.push_back({choice_cue(scenario, 1)});
    return;
  }
  std::vector<Cue>& cues = scenario.cues;
  cues.push_back({std::string(trim(filled(fields, rule.prompt, slots)))});
  const std::vector<std::string> names = slots_of(rule.prompt);
  if (!written.empty() && std::ranges::find(names, "cue") == names.end()) {
    fields.fault("cues", "the prompt of this kind has no {cue} to take the first one");
  }
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (trim(written[i]).empty()) fields.fault("cues", fmt::format("cue {} is empty", i + 1));
    if (i > 0) cues.push_back({std::string(trim(written[i]))});
  }
  if (!written.empty() && !rule.debrief.empty()) cues.push_back({rule.debrief});
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
  scenario.choices = parse_choices(fields, faults);
  scenario.reference = fields.optional_number("reference");
  add_cues(fields, rule, scenario);
  scenario.rubric = rule.rubric;
  scenario.generation = rule.generation;
  scenario.notes = std::string(trim(fields.optional_text("notes").value_or("")));
  scenario.rationale = std::string(trim(fields.optional_text("rationale").value_or("")));
  scenario.tags = parse_tags(fields);
  fields.finish();
  return scenario;
}

}  // namespace attune
