#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "results/differences/difference_facts.h"
#include "results/stats/variance_parts.h"

namespace attune {

// A scenario and the number of its playing: repeats of later runs count on.
using Playing = std::pair<ScenarioId, int>;

// One figure of a side wherever it has one.
using PlayedValues = std::map<Playing, double>;

// One side's figures.
struct SideValues {
  std::set<Playing> recorded;                    // that have a sample or a verdict
  PlayedValues points;                           // what enters the score; not for Whole
  std::map<std::string, PlayedValues> criteria;  // the marks by name; not for FirstOrRevised
  std::map<Playing, const Marks*> marks;         // Whole only; points into the facts
  std::vector<JudgedScenario> judged;            // points with those of other judges; not for Whole
};

// With FirstOrRevised the marks of the pass chosen for each playing of the pack. What is not finite
// is no figure. Ownership: `marks` points into the facts.
SideValues side_values(const SideFacts& facts, ScoreRule::Headline headline);

}  // namespace attune
