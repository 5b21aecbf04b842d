#pragma once

#include <string>

#include "results/reports/leaderboard.h"

namespace attune {

// Aligned text for a terminal, 80 columns wide: rank range, subject, points, interval, marks with a
// column of their own (kMarkColumns), scored samples, missing samples, outcomes other than ok, cost
// (where any is known); below it cited results, what rows come to by groups of scenarios, what is
// to be said of single rows, and the notes. Where marks would make names too short they stand in a
// table of their own below; outcomes give way to them where all are ok. Holds no escapes, whatever
// names and notes hold.
std::string to_table(const Leaderboard& board);

}  // namespace attune
