#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/load/eqbench3_elo.h"

namespace attune {

// How the reference reads a judge's answer on two samples (specs/eq-bench-family §3), defects
// included.

// The name and version of this reading, and of the published prompts it belongs to.
inline constexpr std::string_view kEqbench3PairScorer = "eqbench3-pair@1";

// What one criterion gave: above 0 to who was shown first, below to who was shown second.
struct PairPlus {
  std::string criterion;
  int plus = 0;
  bool operator==(const PairPlus&) const = default;
};

struct PairReading {
  std::vector<PairPlus> criteria;  // by name; without those that name nobody
  std::string reasoning;
  bool operator==(const PairReading&) const = default;
};

// Of a judge's answer as a JSON object. Every text but the reasoning counts, whatever its name: all
// its '+', for A0493 where it is in it, whatever else is, and otherwise for A0488. An answer that
// is no object gives nothing.
PairReading eqbench3_pair_reading(std::string_view judge_response);

// What the reference makes of it. In analyses, whose ids are numbers from 400, one plus goes to the
// better one, however much better.
Eqbench3Outcome eqbench3_pair_outcome(std::span<const PairPlus> criteria, std::string_view scenario,
                                      bool turned);

}  // namespace attune
