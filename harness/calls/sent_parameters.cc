#include "harness/calls/sent_parameters.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/load/json_members.h"
#include "scenarios/load/parameters_file.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

// Anthropic's bounds of a budget, and which share of the room each effort is (specs §4.3, §4.5).
constexpr int kLeastBudget = 1024;
constexpr int kMostBudget = 128'000;
constexpr std::array<std::pair<std::string_view, double>, 7> kShares = {{{"none", 0},
                                                                         {"minimal", 0.1},
                                                                         {"low", 0.2},
                                                                         {"medium", 0.5},
                                                                         {"high", 0.8},
                                                                         {"xhigh", 0.95},
                                                                         {"max", 0.95}}};

// The name a parameter goes by here: `usual`, unless a rule or the endpoint asks for another.
std::string name_for(std::string_view parameter, std::string_view usual, const Access& access) {
  std::string name(usual);
  for (const auto* renamed : {&access.rules.renamed, &access.renamed}) {
    for (const auto& [known_by, asked_for] : *renamed) {
      if (name == known_by || parameter == known_by) name = asked_for;
    }
  }
  return name;
}

bool left_out(const std::string& parameter, const Access& access) {
  return access.rules.dropped.contains(parameter) || access.dropped.contains(parameter) ||
         access.dropped.contains(name_for(parameter, parameter, access));
}

bool is_object(const std::string& text) {
  return stored_json(text).is_object();
}

// The wish to think, said or left out as the rules have it.
void settle_thinking(const ParameterRules& rules, Json& sent) {
  const auto effort = parameters_from_json(sent).reasoning_effort;
  if (!effort) return;
  const int room =
      sent.contains("max_tokens") ? sent["max_tokens"].get<int>() : std::numeric_limits<int>::max();
  const bool sayable = rules.thinking != Thinking::None &&
                       (rules.thinking != Thinking::Budget || thinking_budget(*effort, room));
  if (!sayable) {
    sent.erase("reasoning_effort");
  } else if (thinks(effort)) {
    for (const std::string& parameter : rules.dropped_when_thinking) sent.erase(parameter);
  }
}

// What became of each parameter that was asked for, where that is not what was asked.
std::vector<std::string> differences(const Json& asked, const Json& sent) {
  std::vector<std::string> found;
  for (const auto& [parameter, value] : asked.items()) {
    const auto at = sent.find(parameter);
    if (at == sent.end()) {
      found.push_back(parameter);
    } else if (*at != value) {
      found.push_back(fmt::format("{} (sent {})", parameter, at->dump()));
    }
  }
  return found;
}

void put_at(std::string_view name, Json value, Json& body) {
  Json* place = &body;
  for (auto dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.')) {
    place = &(*place)[std::string(name.substr(0, dot))];
    if (!place->is_null() && !place->is_object()) return;
    name.remove_prefix(dot + 1);
  }
  if (!place->contains(std::string(name))) (*place)[std::string(name)] = std::move(value);
}

}  // namespace

SentParameters sent_parameters(const Parameters& asked, const Access& access) {
  const Json wanted = to_json(asked);
  Json sent = wanted;
  sent.update(to_json(access.rules.fixed));
  const Json all = sent;
  for (const auto& [parameter, value] : all.items()) {
    if (left_out(parameter, access)) sent.erase(parameter);
  }
  if (asked.schema && !is_object(*asked.schema)) sent.erase("schema");
  settle_thinking(access.rules, sent);
  return {parameters_from_json(sent), differences(wanted, sent)};
}

bool thinks(const std::optional<std::string>& effort) {
  return effort && *effort != "none";
}

std::optional<int> thinking_budget(std::string_view effort, int room) {
  const auto* row = std::ranges::find(kShares, effort, &std::pair<std::string_view, double>::first);
  if (row == kShares.end()) return std::nullopt;
  if (row->second == 0) return 0;
  if (room <= kLeastBudget) return std::nullopt;
  return std::clamp(static_cast<int>(room * row->second), kLeastBudget, kMostBudget);
}

void add_parameters(const Parameters& sent, std::span<const ParameterName> names,
                    const Access& access, nlohmann::ordered_json& body) {
  const Json values = to_json(sent);
  for (const auto& [parameter, usual] : names) {
    const auto value = values.find(std::string(parameter));
    if (value != values.end()) put_at(name_for(parameter, usual, access), *value, body);
  }
}

nlohmann::ordered_json schema_of(const Parameters& sent) {
  return stored_json(*sent.schema);
}

}  // namespace attune
