#pragma once

#include <string>
#include <string_view>

#include "results/reports/leaderboard.h"

namespace attune {

// A heading, a pipe table (GitHub's Markdown), further ones of cited results and of groups of
// scenarios where there are any, and the notes as a list.
std::string to_markdown(const Leaderboard& board);

// Text as it is in Markdown: on one line, with everything that could begin markup, HTML or a new
// cell made harmless. (GitHub may still make a link of a bare address.)
std::string markdown_escaped(std::string_view text);

}  // namespace attune
