#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "harness/calls/http.h"
#include "harness/calls/parameter_rules.h"
#include "scenarios/base/ids.h"
#include "scenarios/base/result.h"
#include "scenarios/model/parameters.h"

namespace attune {

inline constexpr int kMostLanes = 16'384;  // one address has some 28,000 ports for us

// Where a model is reached. The key itself is nowhere in here, only where to find it.
struct Endpoint {
  std::string name;                    // "openai", "my-lab": the first part of a subject
  std::string wire;                    // empty in a file that does not say: the provider's own
  std::string base_url;                // without a trailing slash
  std::vector<std::string> key_names;  // environment variables, the first that is set counts
  std::string key_command;             // else what this prints, by a shell; empty: nobody is asked
  bool needs_key = false;
  int lanes = 32;  // calls in flight at most
  bool stream = false;
  Timeouts timeouts;
  std::vector<ParameterRule> rules;  // what its models take: the file's, then those that ship

  bool operator==(const Endpoint&) const = default;
};

// USD per million tokens.
struct Price {
  double input = 0;
  double output = 0;
  bool operator==(const Price&) const = default;
};

// What the settings file says of one subject or judge.
struct SubjectSettings {
  Parameters parameters;
  std::optional<Price> price;
  bool operator==(const SubjectSettings&) const = default;
};

// The settings file (attune.toml). Every default stands in these structs.
struct Settings {
  std::map<std::string, Endpoint> endpoints;
  std::map<SubjectId, SubjectSettings> subjects;
  std::vector<ParameterRule> rules;
  bool insecure = false;  // of the command line alone: plain http to other machines
};

// FixInput with file:line:column for whatever is unknown or of the wrong type.
Result<Settings> parse_settings(std::string_view text, const std::string& file);

}  // namespace attune
