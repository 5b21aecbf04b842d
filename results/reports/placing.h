#pragma once

#include <optional>
#include <span>

#include "results/reports/standing.h"
#include "results/stats/rank_range.h"

namespace attune {

// The order of a board's rows: most points first, then by name; rows without a score last. Points
// that differ by less than is printed, 10^-6, count as equal, so that the last bits of a sum, which
// may differ between machines, decide no place.
bool stands_before(const Standing& left, const Standing& right);

// Gives every row with a score its place: rank by points, and the range that holds for all rows
// together at `level`, widened to the rank where common scenarios say otherwise than all. `gap_of`
// takes indices among the rows that have a score. Returns the smallest true difference that a pair
// of them would be found apart by in 80 of 100 cases (at 5 %, two-sided; results/stats/power.h),
// the median of all pairs; absent without a pair. REQUIRES: rows in order, as many draws in every
// gap.
std::optional<double> place_together(std::span<Standing* const> rows, const GapOf& gap_of,
                                     double level);

}  // namespace attune
