#pragma once

#include <span>
#include <string_view>

#include "harness/calls/wire.h"
#include "scenarios/base/result.h"

namespace attune {

// Every wire that ships.
std::span<const Wire> wires();

// The wire of this name; the error offers the nearest.
Result<const Wire*> find_wire(std::string_view name);

}  // namespace attune
