#pragma once

#include <string>
#include <vector>

#include "results/ratings/judged_pairs.h"
#include "results/reports/rating_field.h"
#include "results/reports/rating_row.h"

namespace attune {

// Sentences on how a field's ratings were made: scale, intervals, prior, what can be told apart,
// and the field's own notes.
std::vector<std::string> method_notes(const RatingField& field, const RatingOptions& options);

// Sentences on which comparisons count: what was left out, and who judged how many pairs.
std::vector<std::string> count_notes(const JudgedPairs& judged,
                                     const std::vector<JudgeView>& views);

}  // namespace attune
