#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "results/reports/standing.h"
#include "results/stats/equivalence.h"
#include "results/stats/estimate.h"
#include "results/stats/variance_parts.h"
#include "scenarios/base/ids.h"

namespace attune {

// What `attune compare` finds: the first side against each of the others, on equal scenarios and
// repeats. Every difference is `first - second`, in points (100 at best) unless it says otherwise.

// Who is compared: a subject under one release label, or as it was played in one run alone.
struct Side {
  SubjectId subject;
  std::string release;
  RunId run;  // empty: all runs of this release together
  bool stub = false;
  bool operator==(const Side&) const = default;
};

// One scenario that both sides have.
struct DifferencePoint {
  ScenarioId scenario;
  std::string title;      // of the scenario, or empty
  double first = 0;       // mean over the repeats both have
  double second = 0;      // likewise
  double difference = 0;  // first - second
  std::size_t pairs = 0;  // repeats both have
  bool operator==(const DifferencePoint&) const = default;
};

// In how many scenarios the first has more, as many (to 1e-9) or fewer points.
struct WinCounts {
  std::size_t won = 0;
  std::size_t tied = 0;
  std::size_t lost = 0;
  bool operator==(const WinCounts&) const = default;
};

// Where every value of both is 0 or 100 and every scenario has one pair.
struct BinaryPairs {
  std::size_t both = 0;  // right on both sides
  std::size_t first_only = 0;
  std::size_t second_only = 0;
  std::size_t neither = 0;
  double mcnemar = 1;  // exact, two-sided
  double mid_p = 1;    // less cautious: half of what was seen counts
  Interval first;      // Wilson intervals of each side's points
  Interval second;
  bool operator==(const BinaryPairs&) const = default;
};

// A difference in one mark, on its scorer's own scale.
struct CriterionDifference {
  std::string name;
  Estimate difference;
  std::optional<double> p;         // as the difference's own
  std::optional<double> adjusted;  // Holm over the criteria of this pair of sides
  bool operator==(const CriterionDifference&) const = default;
};

// What could be told apart at all: the difference found in 80 % of cases by a test at 1 - level.
struct Detectable {
  double declared_sd = 0;        // of scenarios' differences, supposed before anything was seen
  std::optional<double> before;  // with that and this number of scenarios
  std::optional<double> after;   // with the spread that was found
  // Scenarios that would tell a difference of the declared margin apart, with the spread found.
  std::optional<std::size_t> scenarios_for_margin;
  bool operator==(const Detectable&) const = default;
};

// Planned pairs that have no part, and where the difference would lie.
struct MissingPairs {
  std::size_t intended = 0;     // samples both sides were meant to play
  std::size_t pairs = 0;        // of those, scored on both sides
  std::size_t first_alone = 0;  // scored values without a counterpart, not used
  std::size_t second_alone = 0;
  std::optional<Bounds> bounds;  // where pairs < intended and the score is a mean: the difference
                                 // if each had got the least or the most points against the first
  bool operator==(const MissingPairs&) const = default;
};

// How the values spread. Of the differences there are scenarios and repeats alone.
struct Spreads {
  VarianceParts first;
  VarianceParts second;
  VarianceParts difference;
  bool operator==(const Spreads&) const = default;
};

// The first side against one other.
struct Difference {
  Side second;
  std::optional<double> first_mean;  // points over what both have; of a whole, its figure
  std::optional<double> second_mean;
  std::optional<Estimate> difference;  // absent where nothing is common
  // Two-sided, that there is no difference; absent where nothing can be tested.
  std::optional<double> p;
  std::string test;                // by which test: "all 4096 choices of signs"
  std::optional<double> adjusted;  // p, Holm over all others named; with one other, p itself
  // Whether it is shown: p (adjusted) at most 1 - level and 0 outside the interval. Both, so that
  // test and interval never say otherwise.
  bool shown = false;
  std::optional<BinaryPairs> binary;
  std::optional<Estimate> correlation;     // Pearson, of the scenarios' means, Fisher's interval
  std::optional<Estimate> effect;          // d_z: mean over standard deviation of the differences
  std::optional<Equivalence> equivalence;  // where a margin was declared
  Detectable detectable;
  std::optional<Spreads> spreads;
  WinCounts wins;
  std::vector<DifferencePoint> points;        // every common scenario, in order of its id
  std::vector<CriterionDifference> criteria;  // by name
  MissingPairs missing;
  std::optional<std::string> failed;  // why there is no difference, where there is none
  std::vector<std::string> notes;     // that belong to this pair of sides
  bool operator==(const Difference&) const = default;
};

// One pack under one scorer and judge.
struct DifferenceReport {
  PackId pack;
  std::string version;
  std::string title;
  std::string digest;
  std::string scorer;
  std::string judge;  // empty for rules
  Bootstrap bootstrap;
  std::optional<double> margin;  // points within which two count as equal
  std::size_t shown_scenarios = 5;
  Side first;
  std::vector<Difference> differences;  // in the order the others were named
  std::vector<std::string> notes;       // sentences to be shown below
  bool operator==(const DifferenceReport&) const = default;
};

// Indices of the points whose differences are farthest from 0, the farthest first, equal ones by
// id; at most `count`, without those that do not differ.
std::vector<std::size_t> most_different(const Difference& difference, std::size_t count);

}  // namespace attune
