#include "scenarios/load/pack_json.h"

#include <nlohmann/json.hpp>

#include "scenarios/load/parameters_file.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

Json from(const Generation& generation) {
  return {{"parameters", to_json(generation.parameters)},
          {"tries", generation.tries},
          {"temperature_step", generation.temperature_step}};
}

Generation generation_from(const Json& json) {
  return {.parameters = parameters_from_json(json.at("parameters")),
          .tries = json.at("tries"),
          .temperature_step = json.at("temperature_step")};
}

Json from(const Scenario& scenario) {
  Json cues = Json::array();
  for (const Cue& cue : scenario.cues) cues.push_back(cue.text);
  Json key = Json::array();
  if (scenario.key) {
    for (const EmotionReference& e : scenario.key->emotions)
      key.push_back({e.name, e.intensity, e.share});
  }
  Json rubric = Json::array();
  for (const Criterion& c : scenario.rubric.criteria) rubric.push_back({c.name, c.counted, c.asks});
  Json tags = Json::array();
  for (const auto& [name, text] : scenario.tags) tags.push_back({name, text});
  return {{"id", scenario.id.text},
          {"kind", scenario.kind},
          {"title", scenario.title},
          {"language", scenario.language},
          {"cues", cues},
          {"key", scenario.key ? key : Json()},
          {"rubric", rubric},
          {"notes", scenario.notes},
          {"rationale", scenario.rationale},
          {"generation", from(scenario.generation)},
          {"tags", tags}};
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
  for (const Json& c : json.at("rubric"))
    scenario.rubric.criteria.push_back({c.at(0), c.at(1), c.at(2)});
  for (const Json& tag : json.at("tags")) scenario.tags.emplace_back(tag.at(0), tag.at(1));
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
  return pack;
}

}  // namespace

std::string to_json(const Pack& pack) {
  Json scenarios = Json::array();
  for (const Scenario& scenario : pack.scenarios) scenarios.push_back(from(scenario));
  const Json json = {
      {"schema", "attune.pack/1"},     {"id", pack.id.text},      {"version", pack.version},
      {"title", pack.title},           {"licence", pack.licence}, {"scorers", pack.scorers},
      {"references", pack.references}, {"limits", pack.limits},   {"digest", pack.digest},
      {"scenarios", scenarios},        {"repairs", pack.repairs}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Pack> pack_from_json(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object())
    return give_up("a stored pack cannot be read: not JSON");
  try {  // foreign code: the library reports a missing or mistyped field by exception
    return pack_from(json);
  } catch (const Json::exception& e) {
    return give_up(std::string("a stored pack cannot be read: ") + e.what());
  }
}

}  // namespace attune
