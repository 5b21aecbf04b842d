#pragma once

#include <span>
#include <string>

#include "results/reports/leaderboard.h"

namespace attune {

// "attune.leaderboard/1" as results/README.md explains it: figures to four places at most, absent
// ones null, two spaces of indentation, a newline at the end. Text is valid UTF-8 without control
// characters, whatever the names hold.
std::string to_json(const Leaderboard& board);

// "attune.leaderboards/1": several boards.
std::string to_json(std::span<const Leaderboard> boards);

}  // namespace attune
