#pragma once

#include <string>
#include <vector>

#include "results/render/formats.h"

namespace attune {

// Boards in a format, as they go to standard output: "table" as wide as the terminal there, and
// coloured where it wants that. `single` as in Format.
std::string board_text(const std::vector<Leaderboard>& boards, const Format& format, bool single);

}  // namespace attune
