#pragma once

#include <string>

#include "results/page/report.h"

namespace attune {

// A rating board as a part of a page: the table, its chart, who won against whom, abilities,
// factors, judges, notes; stub rows and cited ratings apart. `id` is that of its heading.
std::string rating_section(const RatingBoard& board, const WinMatrix& wins, const std::string& id);

}  // namespace attune
