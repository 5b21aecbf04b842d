#pragma once

#include <string>
#include <vector>

#include "scenarios/model/pack.h"

namespace attune {

// What the author of a pack that loads should still fix, a sentence for each kind of problem,
// naming the scenarios that have it.
std::vector<std::string> lint(const Pack& pack);

}  // namespace attune
