#include "harness/play/user_turn.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/compact_json.h"
#include "scenarios/base/rng.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"
#include "scorers/judges/json_objects.h"
#include "scorers/judges/prompt.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kBegin = "Begin the conversation.";
constexpr std::string_view kStay =
    "You are still the person described to you. Write their next words, and nothing for the "
    "other side.";
constexpr std::string_view kObject =
    "Answer with the one JSON object that was described: internal, state, response.";

// What the player wrote in one turn, in the form it is asked for.
std::string as_written(const SimulatedUser& user, const std::string& words, const Aside& aside) {
  if (user.state.empty()) return words;
  Json state = Json::object();
  for (const Level& level : aside.state) state[level.name] = level.value;
  return compact_json({{"internal", aside.internal}, {"state", state}, {"response", words}});
}

// JSON Schema of the object, for endpoints that hold a model to one.
std::string schema_of(const SimulatedUser& user) {
  Json state = Json::object();
  Json names = Json::array();
  for (const StateDimension& dimension : user.state) {
    state[dimension.name] = {{"type", "number"}};
    names.push_back(dimension.name);
  }
  const Json properties = {{"internal", {{"type", "string"}}},
                           {"state",
                            {{"type", "object"},
                             {"properties", state},
                             {"required", names},
                             {"additionalProperties", false}}},
                           {"response", {{"type", "string"}}}};
  return compact_json({{"type", "object"},
                       {"properties", properties},
                       {"required", {"internal", "state", "response"}},
                       {"additionalProperties", false}});
}

std::string note(const SimulatedUser& user, const std::string& nudge, const std::string& reply) {
  std::string text(kStay);
  if (!nudge.empty()) text += "\n" + nudge;
  if (!user.state.empty()) text += fmt::format("\n{}", kObject);
  const std::vector<std::string> texts = {reply, text};
  return fenced(text, "note to the player", fence_tag(texts));
}

const JsonField* field(const JsonObject& object, std::string_view name, JsonField::Kind kind) {
  const auto found = std::ranges::find(object, name, &JsonField::name);
  return found != object.end() && found->kind == kind ? &*found : nullptr;
}

// The parts of an answer before anything is made of them.
struct Written {
  std::optional<std::string> internal;
  std::optional<std::string> response;
  std::optional<JsonObject> state;
};

bool names_a_dimension(const JsonObject& object, const SimulatedUser& user) {
  return std::ranges::any_of(user.state, [&](const StateDimension& dimension) {
    return field(object, dimension.name, JsonField::Kind::Number) != nullptr;
  });
}

// The last object with a response counts, and the last object with a state before it closed.
Written written_as_object(std::string_view answer, const SimulatedUser& user) {
  Written written;
  std::optional<JsonObject> state;
  each_object(answer, [&](const JsonObject& object) {
    if (names_a_dimension(object, user)) state = object;
    const JsonField* response = field(object, "response", JsonField::Kind::Text);
    if (response == nullptr) return;
    written.response = unescaped(response->text);
    if (const JsonField* internal = field(object, "internal", JsonField::Kind::Text))
      written.internal = unescaped(internal->text);
    written.state = state;
  });
  return written;
}

Written written_under_tags(std::string_view answer, const SimulatedUser& user) {
  constexpr std::string_view kInternal = "[INTERNAL]";
  constexpr std::string_view kState = "[STATE]";
  constexpr std::string_view kResponse = "[RESPONSE]";
  const auto internal = answer.find(kInternal);
  const auto state = answer.find(kState);
  const auto response = answer.rfind(kResponse);
  Written written;
  if (response == std::string_view::npos || state == std::string_view::npos || state > response)
    return written;
  written.response = std::string(trim(answer.substr(response + kResponse.size())));
  if (internal < state)
    written.internal = std::string(
        trim(answer.substr(internal + kInternal.size(), state - internal - kInternal.size())));
  each_object(answer.substr(state, response - state), [&](const JsonObject& object) {
    if (names_a_dimension(object, user)) written.state = object;
  });
  return written;
}

Result<std::vector<Level>> moved(std::vector<Level> state, const JsonObject& to) {
  for (Level& level : state) {
    const JsonField* value = field(to, level.name, JsonField::Kind::Number);
    if (value == nullptr) continue;
    if (!(value->number >= 0 && value->number <= 10))
      return give_up(fmt::format("{} is {}, outside 0 to 10", level.name, value->number));
    level.value = value->number;
  }
  return state;
}

}  // namespace

std::vector<Level> starting_state(const SimulatedUser& user) {
  std::vector<Level> state;
  for (const StateDimension& dimension : user.state)
    state.push_back({dimension.name, dimension.start});
  return state;
}

std::vector<Level> state_now(const Transcript& transcript) {
  const bool any = !transcript.turns.empty() && transcript.turns.back().aside;
  return any ? transcript.turns.back().aside->state : std::vector<Level>();
}

std::string nudge_at(const Scenario& scenario, std::size_t turn, const Playing& playing) {
  const SimulatedUser& user = *scenario.user;
  if (user.nudges.empty()) return {};
  Rng rng = Rng::named(playing.seed,
                       fmt::format("nudge {} {} {}", playing.repeat, turn, scenario.id.text));
  if (rng.uniform() >= user.nudge_rate) return {};
  return user.nudges[rng.below(user.nudges.size())];
}

Ask ask_user(const Scenario& scenario, const Transcript& transcript, const Playing& playing) {
  const SimulatedUser& user = *scenario.user;
  const std::size_t turn = transcript.turns.size();
  Ask ask{.parameters = user.parameters, .position = static_cast<int>(turn)};
  if (!user.state.empty()) ask.parameters.schema = schema_of(user);
  ask.messages.push_back(text_message(Role::System, user.instructions));
  ask.messages.push_back(text_message(Role::User, std::string(kBegin)));
  for (std::size_t i = 0; i < turn; ++i) {
    const Turn& each = transcript.turns[i];
    const std::string words = i == 0 ? user.opening : text_of(each.cue);
    ask.messages.push_back(
        text_message(Role::Assistant, as_written(user, words, each.aside.value_or(Aside{}))));
    std::string said = each.reply;
    if (i + 1 == turn) said += "\n\n" + note(user, nudge_at(scenario, turn, playing), each.reply);
    ask.messages.push_back(text_message(Role::User, std::move(said)));
  }
  return ask;
}

Result<UserTurn> read_user_turn(std::string_view answer, const SimulatedUser& user,
                                const std::vector<Level>& before) {
  if (user.state.empty()) {
    const std::string words(trim(answer));
    if (words.empty()) return give_up("said nothing");
    return UserTurn{words, {}};
  }
  Written written = written_as_object(answer, user);
  if (!written.response) written = written_under_tags(answer, user);
  if (!written.response) return give_up("no response in the answer");
  if (!written.state) return give_up("no state in the answer");
  auto state = moved(before, *written.state);
  if (!state) return std::move(state).error();
  const std::string words(trim(*written.response));
  if (words.empty()) return give_up("the response is empty");
  return UserTurn{words, {.internal = written.internal.value_or(""), .state = *std::move(state)}};
}

}  // namespace attune
