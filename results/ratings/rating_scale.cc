#include <cassert>
#include <cmath>

#include <fmt/format.h>

#include "results/ratings/bradley_terry.h"

namespace attune {

Result<RatingScale> anchored_scale(std::span<const double> theta, std::span<const Anchor> anchors) {
  RatingScale scale;
  if (anchors.empty()) return scale;
  if (anchors.size() > 2) {
    return fix_input(
        fmt::format("{} anchors: a scale is fixed by one or two of them", anchors.size()));
  }
  const Anchor& first = anchors.front();
  const Anchor& last = anchors.back();
  assert(first.contestant < theta.size() && last.contestant < theta.size());
  if (anchors.size() == 2) {
    const double gap = theta[last.contestant] - theta[first.contestant];
    scale.per_logit = (last.rating - first.rating) / gap;
    if (!std::isfinite(scale.per_logit) || scale.per_logit <= 0) {
      return fix_input(
          fmt::format("anchors at {} and {} differ by {:.6g} in strength: no scale that rises with "
                      "strength passes through both",
                      first.rating, last.rating, gap));
    }
  }
  scale.centre = first.rating - scale.per_logit * theta[first.contestant];
  return scale;
}

}  // namespace attune
