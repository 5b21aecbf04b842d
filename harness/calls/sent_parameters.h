#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "harness/calls/wire.h"
#include "scenarios/model/parameters.h"

namespace attune {

// What is asked of an endpoint in the end.
struct SentParameters {
  Parameters parameters;
  // What of the call's own is not sent as it was asked: "seed", "temperature (sent 1)".
  std::vector<std::string> dropped;
  bool operator==(const SentParameters&) const = default;
};

// The parameters without what the rules drop and what the endpoint refused, with what the rules
// fix; without a schema that is no JSON object, and without an effort that cannot be said.
SentParameters sent_parameters(const Parameters& asked, const Access& access);

// Whether this effort asks for any thinking.
bool thinks(const std::optional<std::string>& effort);

// The tokens for this effort out of `room` for thoughts and reply together: 0 for "none", nothing
// where the effort is no known word or the room is too small (Anthropic's least is 1024, and less
// than the room).
std::optional<int> thinking_budget(std::string_view effort, int room);

// What a wire calls a parameter. A dotted name is a place in the body: "options.top_p".
struct ParameterName {
  std::string_view parameter;
  std::string_view name;
};

// Puts the parameters of this list into the body, in its order, each under its name, or the one
// that a rule or the endpoint asks for. Nothing takes the place of what is there already.
void add_parameters(const Parameters& sent, std::span<const ParameterName> names,
                    const Access& access, nlohmann::ordered_json& body);

// The schema as JSON. REQUIRES: it stands in `sent_parameters`.
nlohmann::ordered_json schema_of(const Parameters& sent);

}  // namespace attune
