#pragma once

#include <cstddef>
#include <string>

#include "results/render/text_lines.h"
#include "results/reports/leaderboard.h"

namespace attune {

// Aligned text for a terminal: rank range, subject, points, interval, marks with a column of their
// own (kMarkColumns), scored samples, missing samples, outcomes other than ok, latency and cost
// (where any is known and there is room); below it baselines, cited results, marks by criterion,
// what rows come to by groups of scenarios, what is to be said of single rows, and the notes. Where
// marks would make names too short they stand in a table of their own below; outcomes give way to
// them where all are ok. Where a terminal is too narrow for the figures, the least important ones
// are left out, and a note says which. Holds no escapes but those of `look`, whatever names and
// notes hold.
std::string to_table(const Leaderboard& board, const TableLook& look);

// The same 80 columns wide, without colour.
std::string to_table(const Leaderboard& board);

}  // namespace attune
