#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "harness/examine/probe.h"

namespace attune {

// How long a question an endpoint really reads: a code word early in a text of our own making, and
// at its end the question what it was.

// A text of about this many tokens, taken at four bytes each. Equal sizes give equal texts, and
// each size has a code word of its own. REQUIRES: tokens > 0.
ProbeCall needle_call(std::int64_t tokens);

// "heron-4821".
std::string code_word(std::int64_t tokens);

// Sizes double from 1024 to hearing.max_context; after the first that failed, the gap between it
// and the longest that came back is halved, twice at most.
std::optional<ProbeCall> next_needle(const Hearing& hearing);

// The figure is the longest size from which the code word came back with nothing cut. Honoured:
// up to the most that was asked for, or what is longer is refused. Ignored: what is longer is cut
// without a word. Unclear: what is longer is read whole and not found, or not answered.
Finding read_needles(const Hearing& hearing);

}  // namespace attune
