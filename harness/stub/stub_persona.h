#pragma once

#include <cstdint>
#include <string>

#include "harness/stub/stub_wire.h"

namespace attune {

// What a simulated user says next: a line of small talk. Where the last thing they wrote carries a
// state, an object with thoughts, the state and the line: each dimension moves half a point for a
// good reply (the stub's own mark says how good) towards what is good, and away from it for a poor
// one. A pure function of the seed, the messages and the trace.
std::string answer_as_persona(const StubRequest& request, std::uint64_t seed);

}  // namespace attune
