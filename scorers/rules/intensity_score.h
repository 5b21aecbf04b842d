#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "scenarios/model/scenario.h"

namespace attune {

// EQ-Bench's closed formulas (specs/eq-bench-family §1.3, §1.4; paper arXiv:2312.06281). A question
// scores 10 at best, on both; answers are in the order of the key's emotions.

// v2's price of a difference `d` between a rating and its reference: little below 3, itself
// above 5. REQUIRES: d >= 0.
double v2_distance(double d);

// Against `intensity`, each emotion on its own. At least kV2Least with values in 0-10.
// REQUIRES: as many values as emotions.
double v2_score(std::span<const double> answer, const IntensityKey& key);

// Against `share`, the ratings scaled to a sum of 10. -10 at least; nothing where the ratings do
// not add up to more than 0. REQUIRES: as many values as emotions.
std::optional<double> v1_score(std::span<const double> answer, const IntensityKey& key);

// v2's constant, chosen so that random answers score about 0, and with it the least a question of
// four emotions can score: 10 off on each.
inline constexpr double kV2Factor = 0.7477;
inline constexpr double kV2Least = 10 - kV2Factor * 40;
inline constexpr double kV1Least = -10;

// What answers without content score on a set of questions, each on 0-100 (100: all as the key).
struct Baselines {
  std::array<double, 11> constants{};  // v2: "n" for every emotion, n = 0 to 10
  double best_constant = 0;            // v2: the best answer of this kind in steps of 0.5
  double best_constant_points = 0;
  std::vector<double> best_positions;  // v2: the best n for each place in the list
  double best_positions_points = 0;
  double random_points = 0;     // v2: expectation over uniform whole numbers 0-10
  double equal_v1_points = 0;   // v1: all ratings equal
  double random_v1_points = 0;  // v1: expectation over uniform whole numbers 0-10, not all 0
  bool operator==(const Baselines&) const = default;
};

// REQUIRES: at least one key, each with at least one emotion.
Baselines constant_and_random_baselines(std::span<const IntensityKey> keys);

}  // namespace attune
