#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "results/reports/values.h"

namespace attune {

// A place among offered answers that a subject chooses more often than it would if its choices were
// spread evenly.
struct Leaning {
  std::string letter;       // "A"
  double share = 0;         // of the answers it was offered in, 0 to 1
  double even = 0;          // what spreading them evenly would give
  std::size_t offered = 0;  // answers it was offered in
  bool operator==(const Leaning&) const = default;
};

// Read off the marks "picked_a", "picked_b", … of multiple choice (scorers/rules/choice_scorer.h):
// a verdict has one for each letter offered, above 0 where it was picked. Even is, for each answer,
// letters picked / letters offered. A leaning is more than 10 points above even and rests on at
// least 100 answers. A pointer, not a test: with four letters chance alone gives one or more to at
// most 5 % of subjects with 100 answers, and to 0.3 % with 200 (20,000 simulated each, letters too
// seldom picked counted in). In order of the letters.
std::vector<Leaning> leanings_of(std::span<const MarkedSample> verdicts);

}  // namespace attune
