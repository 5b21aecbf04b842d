#include "results/facts/transcript_json.h"

#include <nlohmann/json.hpp>

#include "scenarios/base/compact_json.h"
#include "scenarios/load/json_members.h"

namespace attune {

using Json = nlohmann::ordered_json;

namespace {

std::string text_at(const Json& turn, const char* key) {
  return turn.contains(key) && turn[key].is_string() ? turn[key].get<std::string>() : std::string();
}

Json from(const Aside& aside) {
  Json json = {{"internal", aside.internal}, {"state", Json::object()}};
  for (const Level& level : aside.state) json["state"][level.name] = level.value;
  if (!aside.nudge.empty()) json["nudge"] = aside.nudge;
  return json;
}

Aside aside_from(const Json& json) {
  Aside aside{.internal = text_at(json, "internal"), .nudge = text_at(json, "nudge")};
  const Json state = json.value("state", Json::object());
  for (const auto& [name, value] : state.items()) {
    if (value.is_number()) aside.state.push_back({name, value.get<double>()});
  }
  return aside;
}

}  // namespace

std::string to_json(const Transcript& transcript) {
  Json list = Json::array();
  for (const Turn& turn : transcript.turns) {
    Json& entry = list.emplace_back(
        Json{{"cue", text_of(turn.cue)}, {"reply", turn.reply}, {"reasoning", turn.reasoning}});
    if (turn.aside) entry["aside"] = from(*turn.aside);
  }
  return compact_json(list);
}

Result<Transcript> transcript_from_json(std::string_view json) {
  if (nested_too_deep(json)) return give_up("a stored transcript is nested too deep");
  const Json list = Json::parse(json, nullptr, false);
  if (!list.is_array()) return give_up("a stored transcript cannot be read");
  Transcript transcript;
  for (const Json& turn : list) {
    if (!turn.is_object()) return give_up("a stored transcript cannot be read");
    transcript.turns.push_back({text_message(Role::User, text_at(turn, "cue")),
                                text_at(turn, "reply"), text_at(turn, "reasoning")});
    if (turn.contains("aside") && turn["aside"].is_object())
      transcript.turns.back().aside = aside_from(turn["aside"]);
  }
  return transcript;
}

}  // namespace attune
