#pragma once

#include <string>
#include <vector>

#include "results/render/group_grid.h"
#include "results/reports/rating_board.h"

namespace attune {

// What the renderers of a rating board have in common: how one value becomes text.

// As those of a Standing: "openai/gpt-4 (label)", in at most `width` columns; "1-3", "-".
std::string subject_text(const RatingRow& row);
std::string subject_text(const RatingRow& row, std::size_t width);
std::string place_text(const RatingRow& row);
// "1124.1", "-" without a rating.
std::string rating_text(const RatingRow& row);
// "1117 to 1131", "-" without an interval.
std::string interval_text(const RatingRow& row);
// "120-3-40": won, tied, lost.
std::string tally_text(const RatingRow& row);
// "826", "-" without a rating.
std::string comparisons_text(const RatingRow& row);

// "Feelings (feelings 1.0), compared by pairwise@1 with lab/judge; warmth alone; Elo"
std::string heading_text(const RatingBoard& board);

// Further tables, without those that would be empty. Names are foreign text on one line, in at most
// `name` columns.
struct TitledGrid {
  std::string title;
  Grid grid;
};

// Ratings by criterion; what factors were worth; what judges alone make of the field.
std::vector<TitledGrid> rating_grids(const RatingBoard& board, std::size_t name);

// "1251.3", "1117 to 1131" or "-", and where a cited rating is from.
std::string cited_value(const CitedRecord& cited);
std::string cited_interval(const CitedRecord& cited);
std::string cited_origin(const CitedRecord& cited);

// Sentences that belong to rows and sections, and then the board's own notes.
std::vector<std::string> rating_notes(const RatingBoard& board);

}  // namespace attune
