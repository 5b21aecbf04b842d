#pragma once

#include <string>
#include <vector>

#include "results/drift/sentinel.h"
#include "results/drift/watch_series.h"

namespace attune {

// A watch in words. Names in them are foreign text, as they came.

// "2026-11-23 02:00: the score is 4.1 points lower than before, 58.2 against 62.3 (since
// 2026-11-22 02:00, 2 looks); …"
std::string sentence_on(const Series& series, const Series::Raised& raised, const Watch& watch);

// "2026-11-23 02:00: the served id is gpt-4o-2026-11-01; before: gpt-4o-2026-08-06"
std::string sentence_on_name(const Look& look, Signal signal, const std::string& name,
                             const std::string& before);

// What changed at the last look, or that nothing did, or how many looks are needed.
std::string sentence_on(const Watch& watch);

// The rate of false alarms and what it hangs on.
std::vector<std::string> notes_on(const Watch& watch);

// "2026-11-23 02:00"
std::string look_time(const UtcTime& when);

}  // namespace attune
