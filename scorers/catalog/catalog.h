#pragma once

#include "scorers/registry.h"

namespace attune {

// Every scorer that ships, one line each.
ScorerRegistry shipped_scorers();

}  // namespace attune
