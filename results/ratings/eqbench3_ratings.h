#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "results/facts/comparison.h"
#include "results/ratings/trueskill.h"
#include "scenarios/load/eqbench3_elo.h"

namespace attune {

// EQ-Bench 3's ratings exactly as its reference computes them (specs/eq-bench-family §3, §4.1 to
// §4.4): for comparing with published numbers. The order of the contests moves them, by hundreds of
// points where it is turned round, and their intervals are far too narrow; what attune itself rates
// by is results/ratings/bradley_terry.h.

struct Eqbench3Pluses {
  int test = 0;
  int neighbor = 0;
  bool operator==(const Eqbench3Pluses&) const = default;
};

// One judged order of one pair. Contestants by index.
struct Eqbench3Contest {
  std::uint32_t test = 0;      // for whom the comparison was made
  std::uint32_t neighbor = 0;  // never `test`
  std::string scenario;
  int iteration = 1;
  std::optional<Eqbench3Pluses> pluses;  // absent: `fraction` counts, for the whole group
  double fraction = 0.5;                 // of the win that went to `test`, 0 to 1
  bool operator==(const Eqbench3Contest&) const = default;
};

// Who was compared, by name (names decide which of two comes first in the rounding), and the valid
// contests in the order in which the reference meets them: the leaderboard file's, the local
// file's, new ones.
//
// Ownership: both outlive the struct.
struct Eqbench3Field {
  std::span<const std::string> names;
  std::span<const Eqbench3Contest> contests;
};

// The last wins that a margin counts as, and where they matter.
inline constexpr int kEqbench3Wins = 20;          // for means
inline constexpr int kEqbench3WinsForSpread = 5;  // for deviations, in a solve of its own
inline constexpr std::size_t kEqbench3Window = 16;

// Wins of the first and of the second of two, of which `fraction` (0 to 1) of the win went to the
// first: 1 to `wins` and 0, or 1 and 1 for an even one, which is one drawn game (§4.2).
std::pair<int, int> eqbench3_wins(double fraction, int wins);

// One pass from fresh skills: by contestant. A pair's contests on one scenario and iteration are
// one group (§4.1), played where the first of them stands. Time: in proportion to contests x their
// logarithm; cheap enough to be done after every round of a schedule.
std::vector<Skill> eqbench3_solve(const Eqbench3Field& field, int wins);

// The contests between two who stand at most `window` places apart on the ladder, weakest first;
// those with somebody who is not on it are left out (§4.4).
std::vector<Eqbench3Contest> eqbench3_within(std::span<const Eqbench3Contest> contests,
                                             std::span<const std::uint32_t> ladder,
                                             std::size_t window = kEqbench3Window);

struct Eqbench3Anchor {
  std::string model;
  double rating = 0;
  bool operator==(const Eqbench3Anchor&) const = default;
};

struct Eqbench3RatingOptions {
  // Fewer than two of them in the field: the normalised figures are the raw ones, as published.
  // Only the first two that are in it count.
  std::vector<Eqbench3Anchor> anchors = {{"o3", 1500}, {"meta-llama/llama-3.2-1b-instruct", 200}};
  // Names, weakest first, by whose places far-off contests are left out; empty: all count.
  std::vector<std::string> ladder;
  std::size_t window = kEqbench3Window;
};

// A rating for everybody in the field, in its order: the mean of one solve with the deviation of
// another, an interval of 1.96 of these, and all of it once more on the anchors' scale. Unrounded;
// the reference keeps two decimals.
std::vector<Eqbench3Rating> eqbench3_ratings(const Eqbench3Field& field,
                                             const Eqbench3RatingOptions& options = {});

// The same of stored comparisons, in their order, by the reference's names of the models: what is
// unscored is left out, margins are pluses, and analyses weigh as little as there (§3).
std::vector<Eqbench3Rating> eqbench3_ratings(std::span<const Comparison> comparisons,
                                             const Eqbench3RatingOptions& options = {});

// What both orders of a pair say as the reference groups them (§4.1): of the pluses of both
// together, the share, 0 to 1, of whom `straight` shows first. Absent where one has no finding.
// REQUIRES: the two orders of one pair.
std::optional<double> eqbench3_group_share(const Comparison& straight, const Comparison& turned);

}  // namespace attune
