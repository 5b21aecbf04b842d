#pragma once

#include <string>

#include "results/reports/leaderboard.h"

namespace attune {

// Parts of a leaderboard's section that have a figure for each row and column: a heat map, and
// below it, folded up, a table with every interval. `id` is that of the board's heading. Empty
// where no row has any such figure.

// By criterion, on the scorer's own scale; marks with columns of their own on the board are left
// out.
std::string criteria_section(const Leaderboard& board, const std::string& id);

// By the groups of scenarios that the pack names, a map for each tag.
std::string groups_section(const Leaderboard& board, const std::string& id);

}  // namespace attune
