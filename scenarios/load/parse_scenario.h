#pragma once

#include <map>
#include <optional>
#include <string>

#include "scenarios/load/document.h"
#include "scenarios/model/scenario.h"

namespace attune {

// What a pack says of all its scenarios of one kind.
struct KindRule {
  std::string prompt;                 // template of the only, or the first, cue
  std::string debrief;                // last cue of scenarios that have cues; empty for none
  std::optional<SimulatedUser> user;  // its instructions are a template too
  Rubric rubric;
  Generation generation;
};

struct PackRules {
  std::string language;
  std::map<std::string, KindRule> kinds;
};

// One scenario out of its table; what is wrong is added to `faults`. Beside the fields that every
// scenario may have, it takes the slots of its kind's prompt.
Scenario parse_scenario(const Value& table, const PackRules& rules, Faults& faults);

}  // namespace attune
