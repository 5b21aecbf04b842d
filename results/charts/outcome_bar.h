#pragma once

#include <cstddef>
#include <map>
#include <string>

namespace attune {

// How samples ended, as one bar of 160 by 12 for a cell of a table: shares of the whole in a fixed
// order, "ok" first; what there is at all is at least a sliver. Outcomes by text, as a Standing has
// them; unknown ones are one share at the end. As all charts (results/charts/whisker.h), with the
// counts as its title.
std::string outcome_bar(const std::map<std::string, std::size_t>& outcomes);

// What the colours mean, for the outcomes given.
std::string outcome_key(const std::map<std::string, std::size_t>& outcomes);

}  // namespace attune
