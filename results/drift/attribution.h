#pragma once

#include <cstddef>
#include <optional>

#include "results/drift/drift.h"

namespace attune {

// How a change of score falls apart, and what that hangs on.
struct Parts {
  std::optional<Estimate> total, judge, model, spread;  // as Change has them
  // The model's part again, were the anchors' marks moved to where the subject's stood: linear
  // equating by mean and spread (Kolen & Brennan 2014, "Test Equating, Scaling, and Linking", §2).
  // Where a judge's scale has changed its width, anchors of another level tell another part.
  std::optional<Estimate> levelled;
  std::optional<double> subject_level;  // points at `from`, over common scenarios
  std::optional<double> anchor_level;   // the anchors' points at `from`
  std::size_t anchors = 0;              // marked at both
  std::size_t anchor_scenarios = 0;     // they belong to
};

// total: mean over scenarios scored at both of the mean over repeats, `to` less `from`. judge: mean
// over scenarios with anchors marked at both of what these got more. model: total - judge. All of
// one bootstrap over the scenarios of either: a draw takes a scenario's values and its anchors
// together, so that what they share (the scenario, and the first verdict where an anchor is the
// subject's own reply) is in the intervals; of a draw each figure gets what it has. Whether
// there is a change, the judge's and the model's are three questions: the intervals of the parts
// are at part_level(), so that what is claimed of them holds at the level together (Bonferroni).
// Tails are cut as for the fewer scenarios of those a figure is made of. Where rules mark (no judge
// on either side) the judge's part is exactly 0 and the model's the total, at the level.
Parts attribute(const ReleaseFacts& from, const ReleaseFacts& to, const Bootstrap& bootstrap);

// Of the parts' intervals: 1 - (1 - level) / 3, 0.9833 for 0.95.
double part_level(double level);

// Whether no judge marked either: rules do.
bool is_marked_by_rules(const ReleaseFacts& from, const ReleaseFacts& to);

}  // namespace attune
