#pragma once

#include <string>

#include "results/reports/leaderboard.h"

namespace attune {

// Aligned text for a terminal, 80 columns wide: rank range, subject, points, interval, scored
// samples, missing samples, outcomes other than ok, cost (where any is known); below it what is
// to be said of single rows, and the notes. Holds no escapes, whatever names and notes hold.
std::string to_table(const Leaderboard& board);

}  // namespace attune
