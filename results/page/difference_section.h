#pragma once

#include <string>
#include <vector>

#include "results/differences/difference.h"

namespace attune {

// Differences between subjects as a part of a page: a table with what is shown and what is not,
// then scenario by scenario. `id` is that of its heading; empty without any.
std::string difference_section(const std::vector<DifferenceReport>& reports, const std::string& id);

// The answer in words, with p of all that are shown together.
std::string difference_words(const DifferenceReport& report, const Difference& difference);

}  // namespace attune
