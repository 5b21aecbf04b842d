#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/base/ids.h"
#include "scenarios/model/pack.h"

namespace attune {

// One way to break a board down: a tag, and what it says of each scenario that has it.
struct Grouping {
  std::string tag;                           // "category"
  std::map<ScenarioId, std::string> values;  // "Personal-Self"
  bool operator==(const Grouping&) const = default;
};

// One for each tag that the pack names in `groups`, in its order; without those no scenario has.
std::vector<Grouping> groupings_of(const Pack& pack);

}  // namespace attune
