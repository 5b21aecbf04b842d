#include "results/stats/equivalence.h"

#include <cassert>

namespace attune {

double equivalence_level(double level) {
  assert(level > 0.5 && level < 1);
  return 2 * level - 1;
}

Likeness likeness_of(bool shown, const std::optional<Interval>& interval, double margin) {
  const bool within = interval && interval->low > -margin && interval->high < margin;
  if (shown) return within ? Likeness::DifferentWithin : Likeness::Different;
  return within ? Likeness::EqualWithin : Likeness::NeitherShown;
}

}  // namespace attune
