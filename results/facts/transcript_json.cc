#include "results/facts/transcript_json.h"

#include <nlohmann/json.hpp>

namespace attune {

using Json = nlohmann::ordered_json;

namespace {

std::string text_at(const Json& turn, const char* key) {
  return turn.contains(key) && turn[key].is_string() ? turn[key].get<std::string>() : std::string();
}

}  // namespace

std::string to_json(const Transcript& transcript) {
  Json list = Json::array();
  for (const Turn& turn : transcript.turns) {
    list.push_back(
        {{"cue", text_of(turn.cue)}, {"reply", turn.reply}, {"reasoning", turn.reasoning}});
  }
  return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Transcript> transcript_from_json(std::string_view json) {
  const Json list = Json::parse(json, nullptr, false);
  if (!list.is_array()) return give_up("a stored transcript cannot be read");
  Transcript transcript;
  for (const Json& turn : list) {
    if (!turn.is_object()) return give_up("a stored transcript cannot be read");
    transcript.turns.push_back({text_message(Role::User, text_at(turn, "cue")),
                                text_at(turn, "reply"), text_at(turn, "reasoning")});
  }
  return transcript;
}

}  // namespace attune
