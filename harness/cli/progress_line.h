#pragma once

#include <cstddef>
#include <string>

#include "harness/run/progress.h"
#include "scenarios/base/time.h"

namespace attune {

// Where a run stands, in one line of at most `width` columns: what is played and marked, what is
// in flight and being retried, the rate, how long it may still take and what it has cost.
// `elapsed` is since this session began; `before` is the tally it began with.
std::string progress_line(const Tally& now, const Tally& before, Millis elapsed, std::size_t width);

// "42 s", "3 min 05 s", "2 h 10 min"
std::string to_span(Millis span);

}  // namespace attune
