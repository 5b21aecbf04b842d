#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace attune {

// An environment variable; absent when it is not set. What comes back may be a key: it is passed
// on, never printed, never stored.
std::optional<std::string> environment(std::string_view name);

}  // namespace attune
