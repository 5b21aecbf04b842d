#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/model/parameters.h"

namespace attune {

// How `reasoning_effort` is put into words, for the wires that know more than one way.
enum class Thinking {
  Newest,    // no rule says: as the wire's newest models take it
  None,      // not at all: these models do not think
  Budget,    // as a number of tokens
  Adaptive,  // Anthropic: an effort, and the model decides
  Level,     // Google: a word
};

std::optional<Thinking> parse_thinking(std::string_view text);  // "none" … "level"

// What one generation of models takes, as a row of a table (parameter_rules.toml, or
// [[parameter_rule]] in attune.toml). Parameters go by our names.
struct ParameterRule {
  std::string wire;
  std::string provider;                         // empty: any
  std::string model = "*";                      // with * for any letters and ? for one
  std::vector<std::string> keep;                // sent, whatever later rules say
  std::vector<std::string> drop;                // not sent
  std::vector<std::string> drop_when_thinking;  // not sent beside a reasoning_effort
  // Sent under another name; a dotted one ("reasoning.effort") is a place in the body.
  std::vector<std::pair<std::string, std::string>> rename;
  Parameters fix;  // sent with this value, whatever is asked
  std::optional<Thinking> thinking;
  bool operator==(const ParameterRule&) const = default;
};

// What the rules come to for one model.
struct ParameterRules {
  std::set<std::string> dropped;
  std::set<std::string> dropped_when_thinking;
  std::vector<std::pair<std::string, std::string>> renamed;
  Parameters fixed;
  Thinking thinking = Thinking::Newest;
  bool operator==(const ParameterRules&) const = default;
};

// What a rule is held against.
struct AskedModel {
  std::string_view wire;
  std::string_view provider;
  std::string_view model;
};

// Whether the whole text is of this form: * stands for any letters, ? for one.
bool matches_glob(std::string_view text, std::string_view glob);

// Every rule that fits applies. The first that keeps, drops or fixes a parameter decides over it;
// so does the first that renames it, and the first that says how to think.
ParameterRules rules_for(std::span<const ParameterRule> rules, const AskedModel& model);

}  // namespace attune
