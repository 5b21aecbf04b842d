#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "results/render/text_lines.h"
#include "results/reports/rating_board.h"
#include "scenarios/base/result.h"

namespace attune {

// One way to write rating boards down, as Format is for leaderboards.
struct RatingFormat {
  std::string name;     // "markdown"
  std::string summary;  // one line
  // `single`: the caller asked for one pack, and gets a bare board where the format has a wrapper
  // for several. REQUIRES: boards.size() == 1 where `single`.
  std::string (*render)(const std::vector<RatingBoard>& boards, bool single) = nullptr;
};

// Every format that ships; the names are those of formats().
const std::vector<RatingFormat>& rating_formats();

// FixInput with the nearest known name where there is none of this name.
Result<const RatingFormat*> find_rating_format(std::string_view name);

// The format "table" for a terminal that is otherwise than 80 columns without colour.
std::string to_tables(const std::vector<RatingBoard>& boards, const TableLook& look);

// Aligned text for a terminal: rank range, subject, rating, interval, pairs won, tied and lost,
// opponents, comparisons; below it abilities, factors, judges, cited ratings, who is not rated and
// why, and the notes. Where there is no room the least important figures are left out, and a note
// says which. Holds no escapes but those of `look`, whatever names and notes hold.
std::string to_table(const RatingBoard& board, const TableLook& look);
std::string to_table(const RatingBoard& board);  // 80 columns, without colour

// The same as a heading, pipe tables (GitHub's Markdown) and a list of notes.
std::string to_markdown(const RatingBoard& board);

// The same as tables for a paper, as to_latex() of a Leaderboard (results/render/latex.h).
std::string to_latex(const RatingBoard& board);

// RFC 4180: one heading, one record per row of every board, stub rows marked in their column, CRLF.
// Absent figures are empty fields; abilities are "name:point:low:high:samples:clusters;…". Factors,
// judges, cited ratings and notes are no rows and not in it: JSON has them.
std::string to_csv(std::span<const RatingBoard> boards);

// "attune.ratings/1" as results/README.md explains it: figures to four places at most, absent ones
// null, two spaces of indentation, a newline at the end. Text is valid UTF-8 without control
// characters, whatever the names hold.
std::string to_json(const RatingBoard& board);

// "attune.ratings-list/1": several boards.
std::string to_json(std::span<const RatingBoard> boards);

}  // namespace attune
