#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "results/drift/sentinel.h"
#include "scenarios/base/result.h"

namespace attune {

// One way to write watches down, as Format is for leaderboards.
struct WatchFormat {
  std::string name;     // "table"
  std::string summary;  // one line
  // `single`: the caller asked for one subject on one pack, and gets a bare watch where the format
  // has a wrapper for several. REQUIRES: watches.size() == 1 where `single`.
  std::string (*render)(const std::vector<Watch>& watches, bool single) = nullptr;
};

// Every format that ships.
const std::vector<WatchFormat>& watch_formats();

// FixInput with the nearest known name where there is none of this name.
Result<const WatchFormat*> find_watch_format(std::string_view name);

// Aligned text for a terminal, 80 columns wide: the answer in a sentence; how near each figure is
// to an alarm; the last ten looks; all alarms; notes. Holds no escapes, whatever names and notes
// hold.
std::string to_table(const Watch& watch);

// "attune.watch/1" as results/README.md explains it: figures to four places at most, absent ones
// null, two spaces of indentation, a newline at the end.
std::string to_json(const Watch& watch);

// "attune.watches/1": several watches.
std::string to_json(std::span<const Watch> watches);

}  // namespace attune
