#pragma once

#include <string>
#include <vector>

#include "results/drift/drift.h"

namespace attune {

// How subjects changed between releases, as a part of a page: a line with the bands of its
// intervals for each, and every change taken apart into the model's and the judge's. `id` is that
// of its heading; empty without any.
std::string drift_section(const std::vector<Drift>& drifts, const std::string& id);

}  // namespace attune
