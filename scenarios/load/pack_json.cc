#include "scenarios/load/pack_json.h"

#include <algorithm>
#include <limits>

#include <nlohmann/json.hpp>

#include "scenarios/base/compact_json.h"
#include "scenarios/load/json_members.h"
#include "scenarios/load/parameters_file.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

// The library would cast any number, which is undefined where it does not fit. It reports one that
// is not whole as it does a text.
int whole(const Json& json) {
  using Limits = std::numeric_limits<int>;
  return static_cast<int>(std::clamp<std::int64_t>(json.get_ref<const Json::number_integer_t&>(),
                                                   Limits::min(), Limits::max()));
}

Json from(const Generation& generation) {
  return {{"parameters", to_json(generation.parameters)},
          {"tries", generation.tries},
          {"temperature_step", generation.temperature_step}};
}

Generation generation_from(const Json& json) {
  return {.parameters = parameters_from_json(json.at("parameters")),
          .tries = whole(json.at("tries")),
          .temperature_step = json.at("temperature_step")};
}

Json from(const std::vector<Criterion>& criteria) {
  Json list = Json::array();
  for (const Criterion& c : criteria) {
    Json entry = {c.name, c.counted, c.asks};
    if (c.inverted) entry.push_back(true);
    list.push_back(std::move(entry));
  }
  return list;
}

std::vector<Criterion> criteria_from(const Json& json) {
  std::vector<Criterion> criteria;
  for (const Json& c : json)
    criteria.push_back({c.at(0), c.at(1), c.at(2), c.size() > 3 && c.at(3).get<bool>()});
  return criteria;
}

Json from(const ChoiceKey& key) {
  Json choices = Json::array();
  for (const Choice& choice : key.choices) {
    Json options = Json::array();
    for (const Option& option : choice.options) options.push_back({option.text, option.weight});
    choices.push_back({{"name", choice.name},
                       {"lead", choice.lead},
                       {"options", options},
                       {"take", choice.take}});
  }
  return {{"choices", choices}, {"closing", key.closing}, {"all_needed", key.all_needed}};
}

ChoiceKey choices_from(const Json& json) {
  ChoiceKey key{.closing = json.at("closing"), .all_needed = json.at("all_needed")};
  for (const Json& entry : json.at("choices")) {
    Choice choice{
        .name = entry.at("name"), .lead = entry.at("lead"), .take = whole(entry.at("take"))};
    for (const Json& option : entry.at("options"))
      choice.options.push_back({option.at(0), option.at(1)});
    key.choices.push_back(std::move(choice));
  }
  return key;
}

Json from(const SimulatedUser& user) {
  Json state = Json::array();
  for (const StateDimension& d : user.state) state.push_back({d.name, d.weight, d.start, d.means});
  return {{"instructions", user.instructions},
          {"opening", user.opening},
          {"turns", user.turns},
          {"state", state},
          {"nudges", user.nudges},
          {"nudge_rate", user.nudge_rate},
          {"parameters", to_json(user.parameters)}};
}

SimulatedUser user_from(const Json& json) {
  SimulatedUser user{.instructions = json.at("instructions"),
                     .opening = json.at("opening"),
                     .turns = whole(json.at("turns")),
                     .nudges = json.at("nudges").get<std::vector<std::string>>(),
                     .nudge_rate = json.at("nudge_rate"),
                     .parameters = parameters_from_json(json.at("parameters"))};
  for (const Json& d : json.at("state")) user.state.push_back({d.at(0), d.at(1), d.at(2), d.at(3)});
  return user;
}

// What not every scenario has stands in its JSON only where it is there.
void add_particular(const Scenario& scenario, Json& json) {
  Json own = Json::array();
  for (const Cue& cue : scenario.cues)
    own.push_back(cue.parameters ? to_json(*cue.parameters) : Json());
  if (std::any_of(own.begin(), own.end(), [](const Json& j) { return !j.is_null(); }))
    json["cue_parameters"] = own;
  if (scenario.key && scenario.key->norm)
    json["norm"] = {scenario.key->norm->mean, scenario.key->norm->deviation};
  if (scenario.choices) json["choices"] = from(*scenario.choices);
  if (scenario.user) json["user"] = from(*scenario.user);
  if (!scenario.rubric.compared.empty()) json["compared"] = from(scenario.rubric.compared);
  if (!scenario.rubric.prompt.empty()) json["rubric_prompt"] = scenario.rubric.prompt;
  if (!scenario.rubric.pair_prompt.empty()) json["pair_prompt"] = scenario.rubric.pair_prompt;
  if (!scenario.rubric.ties) json["ties"] = false;
  for (const Section& section : scenario.sections)
    json["sections"].push_back({section.name, section.heading, section.limit});
  if (scenario.reference) json["reference"] = *scenario.reference;
}

void read_particular(const Json& json, Scenario& scenario) {
  if (json.contains("cue_parameters")) {
    for (std::size_t i = 0; i < scenario.cues.size(); ++i) {
      const Json& own = json.at("cue_parameters").at(i);
      if (!own.is_null()) scenario.cues[i].parameters = parameters_from_json(own);
    }
  }
  if (json.contains("norm") && scenario.key)
    scenario.key->norm = Norm{json.at("norm").at(0), json.at("norm").at(1)};
  if (json.contains("choices")) scenario.choices = choices_from(json.at("choices"));
  if (json.contains("user")) scenario.user = user_from(json.at("user"));
  if (json.contains("compared")) scenario.rubric.compared = criteria_from(json.at("compared"));
  scenario.rubric.prompt = json.value("rubric_prompt", "");
  scenario.rubric.pair_prompt = json.value("pair_prompt", "");
  scenario.rubric.ties = json.value("ties", true);
  if (json.contains("sections")) {
    for (const Json& section : json.at("sections"))
      scenario.sections.push_back(
          {section.at(0), section.at(1), section.at(2).get_ref<const Json::number_unsigned_t&>()});
  }
  if (json.contains("reference")) scenario.reference = json.at("reference").get<double>();
}

Json from(const Scenario& scenario) {
  Json cues = Json::array();
  for (const Cue& cue : scenario.cues) cues.push_back(cue.text);
  Json key = Json::array();
  if (scenario.key) {
    for (const EmotionReference& e : scenario.key->emotions)
      key.push_back({e.name, e.intensity, e.share});
  }
  Json tags = Json::array();
  for (const auto& [name, text] : scenario.tags) tags.push_back({name, text});
  Json json = {{"id", scenario.id.text},
               {"kind", scenario.kind},
               {"title", scenario.title},
               {"language", scenario.language},
               {"cues", cues},
               {"key", scenario.key ? key : Json()},
               {"rubric", from(scenario.rubric.criteria)},
               {"notes", scenario.notes},
               {"rationale", scenario.rationale},
               {"generation", from(scenario.generation)},
               {"tags", tags}};
  add_particular(scenario, json);
  return json;
}

Scenario scenario_from(const Json& json) {
  Scenario scenario{.id = {json.at("id")},
                    .kind = json.at("kind"),
                    .title = json.at("title"),
                    .language = json.at("language"),
                    .notes = json.at("notes"),
                    .rationale = json.at("rationale"),
                    .generation = generation_from(json.at("generation"))};
  for (const Json& cue : json.at("cues")) scenario.cues.push_back({cue});
  if (json.at("key").is_array()) {
    scenario.key.emplace();
    for (const Json& e : json.at("key"))
      scenario.key->emotions.push_back({e.at(0), e.at(1), e.at(2)});
  }
  scenario.rubric.criteria = criteria_from(json.at("rubric"));
  for (const Json& tag : json.at("tags")) scenario.tags.emplace_back(tag.at(0), tag.at(1));
  read_particular(json, scenario);
  return scenario;
}

Pack pack_from(const Json& json) {
  Pack pack{.id = {json.at("id")},
            .version = json.at("version"),
            .title = json.at("title"),
            .licence = json.at("licence"),
            .scorers = json.at("scorers").get<std::vector<std::string>>(),
            .references = json.at("references"),
            .limits = json.at("limits"),
            .digest = json.at("digest")};
  for (const Json& scenario : json.at("scenarios"))
    pack.scenarios.push_back(scenario_from(scenario));
  pack.repairs = json.at("repairs").get<std::vector<std::string>>();
  if (json.contains("groups")) pack.groups = json.at("groups").get<std::vector<std::string>>();
  if (json.contains("cited")) {
    for (const Json& c : json.at("cited"))
      pack.cited.push_back({c.at(0), c.at(1), c.at(2), c.at(3), c.at(4)});
  }
  pack.pair_scorers = json.contains("duel") ? json.at("duel").get<std::vector<std::string>>()
                                            : default_pair_scorers(pack);
  return pack;
}

}  // namespace

std::string to_json(const Pack& pack) {
  Json scenarios = Json::array();
  for (const Scenario& scenario : pack.scenarios) scenarios.push_back(from(scenario));
  Json json = {
      {"schema", "attune.pack/1"},     {"id", pack.id.text},      {"version", pack.version},
      {"title", pack.title},           {"licence", pack.licence}, {"scorers", pack.scorers},
      {"references", pack.references}, {"limits", pack.limits},   {"digest", pack.digest},
      {"scenarios", scenarios},        {"repairs", pack.repairs}};
  if (!pack.groups.empty()) json["groups"] = pack.groups;
  if (pack.pair_scorers != default_pair_scorers(pack)) json["duel"] = pack.pair_scorers;
  for (const Cited& c : pack.cited)
    json["cited"].push_back({c.subject, c.value, c.source, c.date, c.note});
  return compact_json(json);
}

Result<Pack> pack_from_json(std::string_view text) {
  if (nested_too_deep(text)) return give_up("a stored pack cannot be read: nested too deep");
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object())
    return give_up("a stored pack cannot be read: not JSON");
  try {  // foreign code: the library reports a missing or mistyped field by exception
    Pack pack = pack_from(json);
    if (std::ranges::any_of(pack.scenarios, [](const Scenario& s) { return s.cues.empty(); }))
      return give_up("a stored pack cannot be read: a scenario has no cue");
    return pack;
  } catch (const Json::exception& e) {
    return give_up(std::string("a stored pack cannot be read: ") + e.what());
  }
}

}  // namespace attune
