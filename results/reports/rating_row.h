#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "results/ratings/bradley_terry.h"
#include "results/ratings/contests_of.h"
#include "results/reports/standing.h"
#include "results/stats/estimate.h"

namespace attune {

enum class RatingMethod {
  BradleyTerry,
  Elo,       // online, in the order in which the comparisons were made
  TrueSkill  // EQ-Bench 3's own, of its comparisons alone
};

enum class RatingInterval { Sandwich, Bootstrap };

// A subject whose rating is fixed by convention: "openai/gpt-4", or "openai/gpt-4 (v2)" where it
// stands under several releases.
struct NamedAnchor {
  std::string subject;
  double rating = 0;
  bool operator==(const NamedAnchor&) const = default;
};

struct RatingOptions {
  ContestOptions contests;
  RatingMethod method = RatingMethod::BradleyTerry;
  RatingInterval interval = RatingInterval::Sandwich;
  Prior prior = {};
  std::vector<NamedAnchor> anchors;  // two at most
  Bootstrap bootstrap;
};

// How pairs ended for somebody; of both orders, their mean decides.
struct PairTally {
  std::size_t wins = 0;
  std::size_t ties = 0;
  std::size_t losses = 0;
  bool operator==(const PairTally&) const = default;
};

// One row of a rating board: a subject under one release label.
struct RatingRow {
  std::optional<Place> place;  // absent where there is no rating
  SubjectId subject;
  std::string release;
  // Of `samples` comparisons (both orders counted) in `clusters`. No interval: the rating is fixed
  // by convention, or nothing is known of it.
  std::optional<Estimate> rating;
  std::optional<std::string> unrated;  // why there is none: "undefeated"
  PairTally tally;                     // of all pairs that count, rated opponents or not
  std::size_t opponents = 0;
  std::map<std::string, Estimate> abilities;  // by criterion, on the rating's own scale
  bool stub = false;
  bool operator==(const RatingRow&) const = default;
};

// What a factor beside strength was worth.
struct FactorEffect {
  std::string name;   // "position", "own family, openai"
  Estimate log_odds;  // per unit of the factor, of `samples` comparisons in `clusters`
  // The share of wins, in per cent, that it gives between equals …
  std::optional<Estimate> share;
  std::string when;  // … "for who is shown first"
  bool operator==(const FactorEffect&) const = default;
};

// What one judge alone makes of the field.
struct JudgeView {
  std::string judge;
  std::size_t pairs = 0;           // that count
  std::size_t rated = 0;           // subjects that its pairs rate; 0: too few, or not connected
  std::optional<double> spearman;  // of its ratings with all judges', over those
  std::size_t farthest = 0;        // the most places by which anybody stands elsewhere
  bool operator==(const JudgeView&) const = default;
};

}  // namespace attune
