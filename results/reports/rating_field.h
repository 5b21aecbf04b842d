#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/ratings/judged_pairs.h"
#include "results/reports/rating_row.h"
#include "scenarios/base/result.h"
#include "scorers/pair_registry.h"

namespace attune {

// The part of a board whose rows are rated against each other.
struct RatingField {
  std::vector<RatingRow> rows;  // in order and in place; those without a rating last
  std::vector<FactorEffect> effects;
  std::vector<std::string> abilities;  // criteria that rows have ratings of, in order
  std::vector<Contestant> rated;       // by index of `points`, in order
  std::vector<double> points;          // ratings of `rated`, unrounded
  std::optional<RatingScale> scale;    // absent where nobody is rated
  std::optional<double> detectable;    // rating difference of neighbours
  std::size_t clusters = 0;            // that intervals come from
  std::vector<std::string> notes;      // of this field alone
};

// Rates by Bradley-Terry. Where the pairs are not one connected group and there is no prior, only
// the largest group is rated (of equally large ones that with more pairs, then that of the first
// name), and the other rows say why they are not.
//
// Errors: FixInput for anchors that are not among the rated, and as contests_of() and
// solve_ratings().
Result<RatingField> rate_field(const JudgedPairs& judged, const PairRule& rule,
                               const RatingOptions& options);

// Rows for everybody who was compared, without ratings, in order of their names.
std::vector<RatingRow> unrated_rows(const JudgedPairs& judged, const PairRule& rule,
                                    const std::string& ability);

// Sorts the rows by rating and gives them places. REQUIRES: `ranges` by row, before sorting; those
// of rows without a rating are not read.
void place_rows(std::vector<RatingRow>& rows, const std::vector<RankRange>& ranges);

// The anchors as indices of contestants. FixInput, with the nearest known name, for one that is not
// there or that stands under several releases.
Result<std::vector<Anchor>> find_anchors(const std::vector<NamedAnchor>& anchors,
                                         const std::vector<Contestant>& contestants);

// "lab/a", "lab/a (v2)": as rows are shown.
std::string contestant_text(const Contestant& contestant);

}  // namespace attune
