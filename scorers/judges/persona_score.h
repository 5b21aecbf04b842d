#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "scenarios/model/scenario.h"
#include "scenarios/model/transcript.h"

namespace attune {

// The formulas of `persona`, which follow EQ-Bench 4's documented absolute score
// (specs/eq-bench-family §5.3-5.4). Its weights and its division into three parts are documented;
// how a change of state becomes 0-10 is not, and is ours.

// How well a state is, 0-1: sum |w| (w > 0 ? v : 10 - v) / (10 sum |w|). A value outside 0-10
// counts as the nearer end. Nothing where no dimension has a weight, or a weighted one has no
// value.
std::optional<double> goodness(std::span<const StateDimension> dimensions,
                               std::span<const Level> state);

// The change from one goodness to another, 0-10. Unchanged is 5. What can be gained, 1 - start, is
// spread over the upper half and what can be lost over the lower one, so that every person leaves
// equal room both ways, however well or badly they begin: half of what could be gained is 7.5 for
// all. (The plain difference would give those who begin well next to nothing to win.)
double user_state(double start, double end);

// The estimate of a person's state in a debrief: the levels in the last JSON object, nested or not,
// that names a dimension with a number from 0 to 10. Names count without case, and numbers in
// quotes are numbers. Empty where there is none. Linear time on any text.
std::vector<Level> read_estimate(std::string_view debrief,
                                 std::span<const StateDimension> dimensions);

// How near an estimate comes to the true state, 0-10: 10 max(0, 1 - MAE / 3), the mean being over
// every dimension of the truth. A dimension without an estimate is off by 5, the most that the
// middle of the scale can be off by: so that leaving one out never pays. None at all is 0.
double emotional_attunement(std::span<const Level> estimate, std::span<const Level> truth);

// The mean of the counted criteria, 0-10, of marks on 0-20; inverted ones count as 20 - mark. Marks
// are in the order of the criteria. Nothing where no criterion is counted.
std::optional<double> eq_rubric(std::span<const Criterion> criteria, std::span<const double> marks);

// The three parts of the score, each 0-10.
struct PersonaParts {
  double user_state = 0;
  double eq_rubric = 0;
  double debrief = 0;
};

// 0.50 user state + 0.25 rubric + 0.25 debrief, 0-10.
double persona_score(const PersonaParts& parts);

}  // namespace attune
