#pragma once

#include <cstddef>
#include <string>

#include "harness/run/progress.h"
#include "scenarios/base/time.h"

namespace attune {

// Where a run stands, in one line of at most `width` columns: what is played and marked, what is
// in flight and being retried, the rate, how long it may still take and what it has cost. A narrow
// line leaves out the rate first, then what is in flight, the cost, the time left, retries.
// `elapsed` is since this session began; `before` is the tally it began with.
std::string progress_line(const Tally& now, const Tally& before, Millis elapsed, std::size_t width);

// What removes a line of so many columns, with the cursor behind it, from a terminal that is so
// wide now and has broken the line anew if it was wider before. REQUIRES: terminal > 0.
std::string erasing(std::size_t drawn, std::size_t terminal);

// "42 s", "3 min 05 s", "2 h 10 min"
std::string to_span(Millis span);

}  // namespace attune
