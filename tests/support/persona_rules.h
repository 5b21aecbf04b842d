#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "scenarios/generate/personas.h"

namespace attune::testing {

// The slow obvious twin of the generator's rules: what is wrong with a persona, or empty.
inline std::string broken_rule(const Persona& persona) {
  struct Part {
    std::string name;
    const std::vector<std::string>* avoid;
  };

  std::vector<Part> parts = {{persona.issue->name(), &persona.issue->avoid}};
  for (std::size_t kind = 0; kind < kBlockKinds; ++kind) {
    const bool several = kind >= static_cast<std::size_t>(BlockKind::Sensitivity);
    const std::size_t count = persona.blocks[kind].size();
    if (count < 1 || count > (several ? 2U : 1U)) return "wrong number of blocks";
    for (const Block* block : persona.blocks[kind]) {
      if (static_cast<std::size_t>(block->kind) != kind) return block->name() + " is misplaced";
      parts.push_back({block->name(), &block->avoid});
    }
  }
  std::set<std::string> names;
  for (const Part& part : parts) {
    if (!names.insert(part.name).second) return part.name + " is there twice";
    for (const std::string& avoided : *part.avoid) {
      for (const Part& other : parts) {
        if (other.name == avoided) return part.name + " meets " + avoided;
      }
    }
  }
  const AgeBand band = persona.the(BlockKind::Age).bands.at(0);
  if (persona.issue->ages && *persona.issue->ages != band) return "too young or old for the issue";
  const auto& fits = persona.the(BlockKind::Background).bands;
  if (std::find(fits.begin(), fits.end(), band) == fits.end()) return "wrong age for background";
  const auto& openings = persona.issue->openings;
  if (std::find(openings.begin(), openings.end(), persona.opening) == openings.end())
    return "opening of another issue";
  return {};
}

}  // namespace attune::testing
