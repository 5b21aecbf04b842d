#include "harness/calls/parameter_rules.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "scenarios/load/parameters_file.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<std::string_view, Thinking>, 4> kThinking = {
    {{"none", Thinking::None},
     {"budget", Thinking::Budget},
     {"adaptive", Thinking::Adaptive},
     {"level", Thinking::Level}}};

bool fits(const ParameterRule& rule, const AskedModel& model) {
  return rule.wire == model.wire && (rule.provider.empty() || rule.provider == model.provider) &&
         matches_glob(model.model, rule.model);
}

// Takes rules in, the first first.
class Resolution {
 public:
  void add(const ParameterRule& rule) {
    std::set<std::string> said(rule.keep.begin(), rule.keep.end());
    take(rule.drop, rules_.dropped, said);
    take(rule.drop_when_thinking, rules_.dropped_when_thinking, said);
    const Json fix = to_json(rule.fix);
    for (const auto& [parameter, value] : fix.items()) {
      said.insert(parameter);
      if (!decided_.contains(parameter)) fixed_[parameter] = value;
    }
    decided_.merge(said);
    for (const auto& rename : rule.rename) {
      if (renamed_.insert(rename.first).second) rules_.renamed.push_back(rename);
    }
    if (rule.thinking && rules_.thinking == Thinking::Newest) rules_.thinking = *rule.thinking;
  }

  ParameterRules result() && {
    rules_.fixed = parameters_from_json(fixed_);
    return std::move(rules_);
  }

 private:
  void take(const std::vector<std::string>& parameters, std::set<std::string>& into,
            std::set<std::string>& said) const {
    for (const std::string& parameter : parameters) {
      said.insert(parameter);
      if (!decided_.contains(parameter)) into.insert(parameter);
    }
  }

  ParameterRules rules_;
  Json fixed_ = Json::object();
  std::set<std::string> decided_;  // by earlier rules
  std::set<std::string> renamed_;
};

}  // namespace

std::optional<Thinking> parse_thinking(std::string_view text) {
  const auto* row =
      std::ranges::find(kThinking, text, &std::pair<std::string_view, Thinking>::first);
  return row == kThinking.end() ? std::nullopt : std::optional(row->second);
}

bool matches_glob(std::string_view text, std::string_view glob) {
  std::size_t at = 0;
  std::size_t in_glob = 0;
  std::size_t star = std::string_view::npos;  // the last one, which may yet swallow more
  std::size_t resume = 0;
  while (at < text.size()) {
    const bool same = in_glob < glob.size() && (glob[in_glob] == '?' || glob[in_glob] == text[at]);
    if (in_glob < glob.size() && glob[in_glob] == '*') {
      star = in_glob++;
      resume = at;
    } else if (same) {
      ++at;
      ++in_glob;
    } else if (star != std::string_view::npos) {
      at = ++resume;
      in_glob = star + 1;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*', in_glob) == std::string_view::npos;
}

ParameterRules rules_for(std::span<const ParameterRule> rules, const AskedModel& model) {
  Resolution resolution;
  for (const ParameterRule& rule : rules) {
    if (fits(rule, model)) resolution.add(rule);
  }
  return std::move(resolution).result();
}

}  // namespace attune
