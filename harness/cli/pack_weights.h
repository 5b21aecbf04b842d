#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/run/boards.h"
#include "scenarios/base/result.h"

namespace attune {

// The words of `--weights`: "intensity=1", "roleplay=0.5". FixInput for a word that is not
// PACK=WEIGHT, a weight that is not a number above 0, and a pack that stands twice.
Result<std::vector<PackWeight>> parse_pack_weights(std::span<const std::string> words);

}  // namespace attune
