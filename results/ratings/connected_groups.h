#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace attune {

// "first took a part of a win from second".
using Taking = std::pair<std::uint32_t, std::uint32_t>;

// Strongly connected components of a graph (Tarjan 1972, SIAM J. Comput. 1), in an order in which
// no arrow leads to an earlier one; each ascending. Where arrows leave the order open, the graph
// alone decides, and components without arrows stand by their index. Takes 'takings' in any order,
// and more than once. REQUIRES: indices below `contestants`.
std::vector<std::vector<std::uint32_t>> strong_groups(std::size_t contestants,
                                                      std::vector<Taking> takings);

}  // namespace attune
