#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "results/drift/watch_values.h"
#include "results/stats/estimate.h"

namespace attune {

struct SinceBaseline {
  std::size_t baseline = 3;  // looks
  double level = 0.95;
};

// At every look after the first `baseline`: the mean over rows of the mean of the looks since less
// that of the baseline, with an interval that holds at all looks together: the normal mixture of
// results/stats/confidence_sequence.h on the variance of this difference, narrowest after ten
// looks, and with Student's t in the normal's place for what is not known of the spread. It covers
// the mean of the looks since, should that move. Absent where fewer than two rows are on both
// sides. `samples` counts looks since, `clusters` rows. Less what `anchors` say where they have
// rows.
std::vector<std::optional<Estimate>> differences_since(const LookTable& rows,
                                                       const LookTable& anchors,
                                                       const SinceBaseline& since);

}  // namespace attune
