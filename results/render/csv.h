#pragma once

#include <span>
#include <string>
#include <string_view>

#include "results/reports/leaderboard.h"

namespace attune {

// RFC 4180: one heading, one record per row of every board, stub rows marked in their column,
// CRLF. Absent figures are empty fields. Lists inside a field are "name:count;name:count", criteria
// "name:point:low:high:samples:clusters;…". Notes
// have no place in it, nor have cited results, which are no rows, and groups, whose number differs
// from pack to pack: JSON has them.
std::string to_csv(std::span<const Leaderboard> boards);

// Text as one field: on one line, quoted where needed. What a spreadsheet would run as a formula
// (begins with = + - @ and is no number) gets an apostrophe in front.
std::string csv_field(std::string_view text);

}  // namespace attune
