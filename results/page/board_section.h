#pragma once

#include <string>

#include "results/reports/leaderboard.h"

namespace attune {

// A leaderboard as a part of a page: the table, its chart, the heat map of criteria, groups of
// scenarios, notes, baselines; stub rows and cited results apart. `id` is that of its heading, of
// letters, digits and '-'.
std::string board_section(const Leaderboard& board, const std::string& id);

}  // namespace attune
