#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/facts/records.h"
#include "results/ratings/judged_pairs.h"
#include "results/reports/rating_field.h"
#include "results/reports/rating_row.h"
#include "scenarios/base/result.h"
#include "scorers/pair_registry.h"

namespace attune {

// Everything a rating board is computed from. Comparisons of another pack digest or scorer, and of
// another judge where one is named, are passed over.
//
// REQUIRES: every comparison once. Their order moves nothing but ratings by Elo and TrueSkill.
struct RatingFacts {
  PackRecord pack;
  std::string scorer;  // "pairwise@1"
  std::string judge;   // empty: all judges, pooled; each comparison weighs the same
  PairRule rule;       // the scorer's
  std::vector<Comparison> comparisons;
  std::vector<CitedRecord> cited = {};  // ratings that others published
};

// The ordered rows of one pack's comparisons by one scorer.
struct RatingBoard {
  PackId pack;
  std::string version;
  std::string title;
  std::string digest;
  std::string scorer;
  std::string judge;    // empty: all
  std::string ability;  // empty: the whole verdict
  std::string method;   // "bradley-terry", "elo", "trueskill"
  Bootstrap bootstrap;
  // Best first, then by name; rows without a rating last, with the reason.
  std::vector<RatingRow> rows;
  // Rows of attune's own stub, rated among themselves, where `rows` holds measured ones. A board of
  // nothing but stubs has them in `rows`. A comparison between a stub and a measured subject counts
  // in neither.
  std::vector<RatingRow> stub_rows;
  std::vector<std::string> abilities;  // that `rows` have ratings of, in order
  std::vector<FactorEffect> effects;   // of the factors asked for, on `rows`
  std::vector<JudgeView> judges;       // of `rows`; empty with one judge
  std::optional<Estimate> agreement;   // between judges, on `rows`
  std::vector<CitedRecord> cited;      // highest first, then by subject; never among the rows
  std::vector<std::string> notes;      // sentences to be shown under the board
  bool operator==(const RatingBoard&) const = default;
};

// "bradley-terry"
std::string to_text(RatingMethod method);

// A pure function of its arguments.
//
// Errors: FixInput where what was asked for cannot be had of these comparisons: a factor or cluster
// that they do not tell, an anchor that is not among the rated, a method that is not for them.
Result<RatingBoard> make_rating_board(const RatingFacts& facts, const RatingOptions& options);

}  // namespace attune
