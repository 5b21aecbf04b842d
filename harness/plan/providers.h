#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/plan/settings.h"
#include "scenarios/base/result.h"

namespace attune {

// Looks a name up in the environment, so that no pure code reads the environment itself.
using Lookup = std::function<std::optional<std::string>(std::string_view name)>;

// The names of the providers that need no settings file.
std::vector<std::string> known_providers();

// Where `provider` is reached: the settings file's endpoint of that name, else the known one, else,
// for any other name, what MY_LAB_BASE_URL says. FixInput when nothing gives an address.
Result<Endpoint> find_endpoint(std::string_view provider, const Settings& settings,
                               const Lookup& environment);

// Runs a line of the shell; what it prints first.
using KeyCommand = std::function<Result<std::string>(const std::string& line)>;

// The key an endpoint asks for: from the environment, else from its command; empty where none is
// needed. FixInput naming the variables to set when it is needed and absent.
Result<std::string> find_key(const Endpoint& endpoint, const Lookup& environment,
                             const KeyCommand& run);

// FixInput for plain http to another machine, unless the user wants it so.
Result<Done> check_privacy(const Endpoint& endpoint, bool insecure);

}  // namespace attune
